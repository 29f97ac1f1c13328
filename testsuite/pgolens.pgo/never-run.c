/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function that the training run never entered.  */
/* { dg-profile-run "1" } */

volatile int sink;

extern int atoi (const char *);

__attribute__ ((noipa)) void
never (int n)
{
  for (int i = 0; i < n; i++)
    sink = i;
}

__attribute__ ((noipa)) void
once (int n)
{
  sink = n;
}

int
main (int argc, char **argv)
{
  if (argc > 1 && atoi (argv[1]) > 1)
    never (5);
  once (5);
  return 0;
}

/* { dg-final { scan-function use never profiled never_run } } */
/* { dg-final { scan-function use once profiled read } } */
/* { dg-final { scan-unit use profile.never_run 1 } } */
/* { dg-final { scan-record use "main -> never" not-inlined count=0 } } */
