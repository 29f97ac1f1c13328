/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function too large for the early inliner and small enough for the heap of small functions. The
   second caller inlines the function itself, so no out-of-line body is left.  */

extern int data[];

static inline int
sum (int from, int to)
{
  int total = 0;
  for (int i = from; i < to; i++)
    {
      total += data[i] * data[i + 1];
      total ^= data[i + 2] * data[i + 3];
      total -= data[i + 4] * data[i + 5];
    }
  return total;
}

int
first (int x)
{
  return sum (x, x + 9);
}

int
second (int x)
{
  return sum (0, x) - 1;
}

/* { dg-final { scan-record nouse "first -> sum" inlined ipa-inline small } } */
/* { dg-final { scan-record nouse "second -> sum" inlined ipa-inline small } } */
/* { dg-final { scan-function nouse sum offline inlined } } */
/* { dg-final { scan-dumps nouse } } */
