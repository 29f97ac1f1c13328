/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indirect calls that mostly have one target: GCC inlines the guess, or leaves it as a call.  */
/* { dg-options "-O2 -fdump-ipa-profile_estimate-details" } */
/* { dg-profile-run "" } */

volatile int sink;

static int
usual (int x)
{
  sink = x;
  return x + 1;
}

static __attribute__ ((noinline)) int
large (int x)
{
  sink = x;
  return x - 1;
}

static int
other (int x)
{
  return x;
}

int (*volatile handler[4]) (int) = { usual, other, large, other };

__attribute__ ((noipa)) int
dispatch (int n)
{
  int total = 0;
  for (int i = 0; i < n; i++)
    total += handler[i % 10 == 9] (i);
  for (int i = 0; i < n; i++)
    total += handler[2 + (i % 4 == 3)] (i);
  return total;
}

int
main ()
{
  return dispatch (100000) == 0;
}

/* { dg-final { scan-event nouse 0 "promoted *" } } */
/* { dg-final { scan-event use 1 "promoted dispatch -> usual" inlined share=0.9 count=100000 } } */
/* { dg-final { scan-event use 1 "promoted dispatch -> large" share=0.75 count=100000 } } */
/* { dg-final { scan-event use 2 "promoted *" } } */
/* { dg-final { scan-dump use profile_estimate 2 "^Indirect call -> speculative call " } } */
/* { dg-final { scan-dump use profile_estimate 1 "^2 \\(.*speculations produced" } } */
