/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clone for constant arguments: a number, a part of what a pointer points to; other arguments go.  */
/* { dg-options "-O2 -fdump-ipa-cp-details" } */

extern volatile int sink;

struct pair { int a; long b; };

static __attribute__ ((noinline)) void
loop (int n, int what)
{
  for (int i = 0; i < n; i++)
    if (what == 4)
      sink = i;
    else
      sink = i / what;
}

static __attribute__ ((noinline)) long
sum (struct pair *p, int unused, int k)
{
  long r = p->b;
  for (int i = 0; i < k; i++)
    r += sink;
  return r;
}

long
use (int n)
{
  struct pair pair = { n, 70 };
  loop (n, 4);
  loop (n + 1, 4);
  return sum (&pair, n, n);
}

/* { dg-final { scan-event nouse 1 "constprop loop -> loop.constprop" what=4 } } */
/* { dg-final { scan-event nouse 1 "constprop sum -> sum.constprop" "unused removed" *p+8=70 } } */
/* { dg-final { scan-event nouse 2 "constprop *" } } */
/* { dg-final { scan-dump nouse cp 2 "Creating a specialized node of" } } */
/* { dg-final { scan-dump nouse cp 1 "Creating a specialized node of loop/" } } */
/* { dg-final { scan-symbols nouse 1 "^loop\\.constprop\\.0$" } } */
