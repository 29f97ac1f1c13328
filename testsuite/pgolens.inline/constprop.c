/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clone for a constant argument keeps its origin's name in front.  */

extern volatile int sink;

static __attribute__ ((noinline)) void
loop (int n, int what)
{
  for (int i = 0; i < n; i++)
    if (what == 4)
      sink = i;
    else
      sink = i / what;
}

void
use (int n)
{
  loop (n, 4);
  loop (n + 1, 4);
}

/* { dg-final { scan-record nouse "use -> loop.constprop" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-record-count nouse 2 "use -> loop*" not-inlined } } */
/* { dg-final { scan-function nouse loop.constprop clone constprop } } */
/* { dg-final { scan-dumps nouse } } */
