/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function that changed since the training run.  */
/* { dg-profile-run "" } */
/* { dg-train-options "-DTRAINING" } */
/* { dg-use-options "-Wno-coverage-mismatch -fdump-ipa-profile" } */

volatile int sink;

__attribute__ ((noipa)) void
changed (int n)
{
#ifdef TRAINING
  if (n > 3)
    sink = n;
#else
  for (int i = 0; i < n; i++)
    if (i & 1)
      sink = i;
#endif
}

int
main ()
{
  changed (5);
  return 0;
}

/* { dg-final { scan-event use 1 "mismatch changed" } } */
/* { dg-final { scan-event use 1 "mismatch *" } } */
/* { dg-final { scan-event nouse 0 "mismatch *" } } */
