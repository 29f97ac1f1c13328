/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC inlines a function into its one caller, in a build that would not do so by itself.  */
/* { dg-options "-O2 -fno-inline-small-functions" } */
/* { dg-replay "nouse nouse" } */
/* { dg-replay "nouse nouse -fno-inline-functions-called-once" } */

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
/* { dg-final { scan-record nouse-by-nouse "use -> large" inlined ipa-inline called-once } } */
/* { dg-final { scan-unit nouse-by-nouse replay.done 1 } } */
/* { dg-final { scan-unit nouse-by-nouse replay.not_done 0 } } */
/* { dg-final { scan-function nouse-by-nouse large offline inlined } } */
