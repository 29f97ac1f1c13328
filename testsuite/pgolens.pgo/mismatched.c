/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function whose code changed since the training run has no profile, and the record says so.  */
/* { dg-profile-run "" } */
/* { dg-train-options "-DTRAINING" } */
/* { dg-use-options "-Wno-coverage-mismatch" } */

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

__attribute__ ((noipa)) void
same (int n)
{
  for (int i = 0; i < n; i++)
    sink = i;
}

int
main ()
{
  changed (5);
  same (5);
  return 0;
}

/* { dg-final { scan-function use changed profiled mismatched } } */
/* { dg-final { scan-function use same profiled read } } */
/* { dg-final { scan-unit use profile.mismatched 1 } } */
