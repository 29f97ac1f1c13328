/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC inlines a static function into its one caller, small or not; here it leaves small ones alone, so
   the later phase does it.  */
/* { dg-options "-O2 -fno-inline-small-functions" } */

extern volatile int sink;

static void
large (int x)
{
#define STEP sink = x * 3; sink = x ^ 5; sink = x / 7; sink = x % 11;
  STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP
}

void
use (int x)
{
  large (x);
}

/* { dg-final { scan-record nouse "use -> large" inlined ipa-inline called-once } } */
/* { dg-final { scan-function nouse large offline inlined } } */
/* { dg-final { scan-dumps nouse } } */
