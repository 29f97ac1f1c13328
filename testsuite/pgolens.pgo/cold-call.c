/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that the training run never made stays out of line once GCC reads the profile.  */
/* { dg-profile-run "" } */

volatile int sink;

static inline void
report (int x)
{
#define STEP sink = x * 3; sink = x ^ 5;
  STEP STEP STEP STEP
}

__attribute__ ((noipa)) int
check (int x)
{
  if (x > 1000)
    report (x);
  return x & 1;
}

__attribute__ ((noipa)) int
check_again (int x)
{
  if (x > 2000)
    report (x + 1);
  return x & 3;
}

int
main ()
{
  int n = 0;
  for (int i = 0; i < 1000; i++)
    n += check (i) + check_again (i);
  return n < 0;
}

/* { dg-final { scan-record nouse "check -> report" inlined ipa-inline small } } */
/* { dg-final { scan-record use "check -> report" not-inlined ipa-inline UNLIKELY_CALL } } */
/* { dg-final { scan-record use "check -> report" not-inlined count=0 precise } } */
