/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC splits a function: without a profile before it inlines its callers, with one by its counts.  */
/* { dg-options "-O2 -fdump-tree-fnsplit-details -fdump-tree-feedback_fnsplit-details" } */
/* { dg-profile-run "" } */

volatile int sink;
int zero;

void
rare (int *p)
{
  if (__builtin_expect (p == 0, 1))
    return;
#define STEP sink = *p * 3; sink = *p ^ 5; sink = *p / 7; sink = *p % 11;
  STEP STEP STEP STEP STEP STEP STEP STEP
}

__attribute__ ((noipa)) void
use (int *p, int *q)
{
  rare (p);
  rare (q);
}

int
main ()
{
  int x = 0;
  for (int i = 0; i < 10000; i++)
    use (i % 1000 ? 0 : &x, 0);
  return zero;
}

/* { dg-final { scan-event nouse 1 "split rare -> rare.part.0" fnsplit } } */
/* { dg-final { scan-event nouse 1 "split *" } } */
/* { dg-final { scan-dump nouse fnsplit 1 "^Splitting function at:" } } */
/* { dg-final { scan-symbols nouse 1 "\\.part\\.0$" } } */
/* { dg-final { scan-event use 1 "split rare -> rare.part.0" feedback_fnsplit count=10 } } */
/* { dg-final { scan-dump use feedback_fnsplit* 1 "^Splitting function at:" } } */
/* { dg-final { scan-symbols use 1 "\\.part\\.0$" } } */
/* { dg-final { scan-bytes use rare.part.0 } } */
