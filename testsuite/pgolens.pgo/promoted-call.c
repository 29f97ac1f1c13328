/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indirect call with one usual target becomes a guarded direct call, which GCC inlines.  */
/* { dg-profile-run "" } */

volatile int sink;

static int
usual (int x)
{
  sink = x;
  return x + 1;
}

static int
other (int x)
{
  sink = x;
  return x - 1;
}

int (*volatile handler[2]) (int) = { usual, other };

__attribute__ ((noipa)) int
dispatch (int n)
{
  int total = 0;
  for (int i = 0; i < n; i++)
    total += handler[i > n - 3] (i);
  return total;
}

int
main ()
{
  return dispatch (100000) == 0;
}

/* { dg-final { scan-record nouse "dispatch -> ?" not-inlined indirect INDIRECT_UNKNOWN_CALL } } */
/* { dg-final { scan-record-count nouse 0 "dispatch -> usual" } } */
/* { dg-final { scan-record use "dispatch -> usual" inlined ipa-inline small speculative } } */
/* { dg-final { scan-record use "dispatch -> ?" not-inlined indirect } } */
