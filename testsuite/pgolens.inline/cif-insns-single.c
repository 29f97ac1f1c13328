/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inline function larger than max-inline-insns-single.  */

extern volatile int sink;

inline __attribute__ ((gnu_inline)) int
large (int x)
{
#define STEP sink = x * 3; sink = x ^ 5; sink = x / 7; sink = x % 11; sink = x - 6; sink = x & 14;
  STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP
  STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP
  return x;
}

int
use (int x)
{
  return large (x) + large (x + 1);
}

/* { dg-final { scan-record nouse "use -> large" not-inlined ipa-inline MAX_INLINE_INSNS_SINGLE_LIMIT } } */
