/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC splits off the cheap head of a function and inlines it; the part stays.  */

extern volatile int sink;

void
rare (int *p)
{
  if (__builtin_expect (p == 0, 1))
    return;
#define STEP sink = *p * 3; sink = *p ^ 5; sink = *p / 7; sink = *p % 11;
  STEP STEP STEP STEP STEP STEP STEP STEP
}

void
use (int *p, int *q)
{
  rare (p);
  rare (q);
}

/* { dg-final { scan-record nouse "use -> rare" inlined } } */
/* { dg-final { scan-record-count nouse 2 "use -> rare" inlined } } */
/* { dg-final { scan-function nouse rare.part.0 clone part } } */
/* { dg-final { scan-dumps nouse } } */
