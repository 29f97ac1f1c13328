/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identical functions: one becomes an alias of the other or a wrapper, or its calls are redirected.  */
/* { dg-options "-O2 -fdump-ipa-icf-optimized" } */

extern volatile int sink;

#define BODY(n) { for (int i = 0; i < n; i++) p[i] = p[i] * 3 + sink; }

void wrapped (int *p) BODY (10)
void wrapper (int *p) BODY (10)
static __attribute__ ((noinline)) void twin (int *p) BODY (11)
static __attribute__ ((noinline)) void other (int *p) BODY (11)
__attribute__ ((noinline)) void kept (int *p) BODY (12)
static __attribute__ ((noinline)) void gone (int *p) BODY (12)

void (*taken[2]) (int *) = { kept, twin };

void
use (int *p)
{
  twin (p);
  other (p);
  kept (p);
  gone (p);
}

/* { dg-final { scan-event nouse 1 "merged wrapper -> wrapped" wrapper } } */
/* { dg-final { scan-event nouse 1 "merged other -> twin" alias } } */
/* { dg-final { scan-event nouse 3 "merged *" } } */
/* { dg-final { scan-dump nouse icf 3 "Semantic equality hit:" } } */
/* { dg-final { scan-dump nouse icf 1 "Wrapper has been created" } } */
