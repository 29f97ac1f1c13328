/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile: counts of several units compare, GCC promotes an indirect call to a function of another
   unit, and the record knows which functions never run.  */
/* { dg-do link } */
/* { dg-additional-sources "more/profile-2.c" } */
/* { dg-profile-run "" } */

volatile int sink;
int hot (int);
int never (int);
extern int (*volatile handler) (int);

__attribute__ ((noipa)) int
run (int n)
{
  int total = 0;
  for (int i = 0; i < n; i++)
    {
      total += hot (i) + handler (i);
      if (sink == -7)
	total += never (i);
    }
  return total;
}

int
main ()
{
  return run (1000) == 0;
}

/* { dg-final { scan-record use "run -> hot" inlined ipa-inline count=1000 precise } } */
/* { dg-final { scan-record use "run -> usual" inlined speculative } } */
/* { dg-final { scan-record use "run -> ?" not-inlined indirect count=0 } } */
/* { dg-final { scan-record use "hot -> tiny" inlined einline count=1000 } } */
/* { dg-final { scan-record use "run -> never" cold count=0 } } */
/* { dg-final { scan-unit use profile.found true } } */
/* { dg-final { scan-unit use profile.runs 1 } } */
/* { dg-final { scan-function use usual profiled read } } */
/* { dg-final { scan-function use never profiled never_run } } */
