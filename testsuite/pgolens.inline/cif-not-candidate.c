/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With -fno-inline-small-functions a function that is not declared inline is not a candidate.  */
/* { dg-options "-O2 -fno-inline-small-functions -fno-inline-functions-called-once" } */

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

/* { dg-final { scan-record nouse "use -> large" not-inlined ipa-inline FUNCTION_NOT_INLINE_CANDIDATE } } */
