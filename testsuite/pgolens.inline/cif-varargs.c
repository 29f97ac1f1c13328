/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function that reads its variable arguments cannot be inlined.  */

#include <stdarg.h>

static int
total (int n, ...)
{
  va_list list;
  int sum = 0;
  va_start (list, n);
  while (n--)
    sum += va_arg (list, int);
  va_end (list);
  return sum;
}

int
use (int x)
{
  return total (2, x, x);
}

/* { dg-final { scan-record nouse "use -> total*" not-inlined FUNCTION_NOT_INLINABLE } } */
