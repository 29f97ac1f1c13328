/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A noinline function and one that cannot be copied.  */

static __attribute__ ((noinline)) int
kept (int x)
{
  return x + 1;
}

int
use (int x)
{
  return kept (x);
}

/* { dg-final { scan-record nouse "use -> kept" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-function nouse kept flags noinline } } */
