/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that is executed a million times is worth its growth once GCC reads the profile.  */
/* { dg-profile-run "" } */

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

/* { dg-final { scan-record nouse "often -> sum" not-inlined ipa-inline MAX_INLINE_INSNS_AUTO_LIMIT } } */
/* { dg-final { scan-record use "often -> sum" inlined ipa-inline small } } */
/* { dg-final { scan-record use "often -> sum" inlined count=100000 precise } } */
/* { dg-final { scan-record use "seldom -> sum" not-inlined ipa-inline MAX_INLINE_INSNS_AUTO_LIMIT } } */
/* { dg-final { scan-function use often hotness hot } } */
/* { dg-final { scan-function use often profiled read } } */
/* { dg-final { scan-unit nouse profile.use none } } */
/* { dg-final { scan-unit use profile.use use } } */
/* { dg-final { scan-unit use profile.found true } } */
/* { dg-final { scan-unit use profile.runs 1 } } */
