/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flatten function inlines all it can, here a call that the inliner would leave alone.  */

extern volatile int sink;

int
large (int x)
{
#define STEP sink = x * 3; sink = x ^ 5; sink = x / 7; sink = x % 11;
  STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP
  return x;
}

__attribute__ ((flatten)) int
flat (int x)
{
  return large (x);
}

int
usual (int x)
{
  return large (x) + 1;
}

/* { dg-final { scan-record nouse "flat -> large" inlined einline flatten } } */
/* { dg-final { scan-record nouse "usual -> large" not-inlined ipa-inline MAX_INLINE_INSNS_AUTO_LIMIT } } */
/* { dg-final { scan-dumps nouse } } */
