/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC inlines a call without a profile that only a profile makes worth its growth; and with the profile
   it does not, replaying the decisions made without.  */
/* { dg-profile-run "" } */
/* { dg-replay "nouse nouse" } */
/* { dg-replay "use use" } */
/* { dg-replay "nouse use" } */
/* { dg-replay "use nouse" } */

volatile int sink;
int data[64];

int
sum (int from, int to)
{
  int total = 0;
  for (int i = from; i < to; i++)
    {
      total += data[i & 63] * data[(i + 1) & 63];
      total ^= data[(i + 2) & 63] * data[(i + 3) & 63];
      total -= data[(i + 4) & 63] * data[(i + 5) & 63];
    }
  return total;
}

__attribute__ ((noipa)) void
often (int n)
{
  for (int i = 0; i < n; i++)
    sink = sum (i, i + 2);
}

__attribute__ ((noipa)) void
seldom (int n)
{
  if (n < 0)
    sink = sum (n, 3);
}

int
main ()
{
  often (100000);
  seldom (1);
  return 0;
}

/* { dg-final { scan-record nouse "often -> sum" not-inlined } } */
/* { dg-final { scan-record use "often -> sum" inlined ipa-inline small } } */
/* { dg-final { scan-record nouse-by-use "often -> sum" inlined ipa-inline small } } */
/* { dg-final { scan-record nouse-by-use "seldom -> sum" not-inlined REPLAY } } */
/* { dg-final { scan-unit nouse-by-use replay.done 1 } } */
/* { dg-final { scan-unit nouse-by-use replay.not_done 0 } } */
/* { dg-final { scan-unit nouse-by-use profile.use none } } */
/* { dg-final { scan-record use-by-nouse "often -> sum" not-inlined REPLAY } } */
/* { dg-final { scan-unit use-by-nouse replay.done 0 } } */
/* { dg-final { scan-unit use-by-nouse profile.found true } } */
