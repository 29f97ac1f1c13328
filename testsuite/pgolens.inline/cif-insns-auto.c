/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At -O2 a function that is not declared inline may grow its callers only a little.  */

extern int data[];

int
sum (int from, int to)
{
  int total = 0;
  for (int i = from; i < to; i++)
    {
      total += data[i] * data[i + 1];
      total ^= data[i + 2] * data[i + 3];
      total -= data[i + 4] * data[i + 5];
      total |= data[i + 6] * data[i + 7];
    }
  return total;
}

int
use (int x)
{
  return sum (x, x + 9) + sum (2, x);
}

/* { dg-final { scan-record nouse "use -> sum" not-inlined ipa-inline MAX_INLINE_INSNS_AUTO_LIMIT } } */
/* { dg-final { scan-dumps nouse } } */
