/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At -Os a call is inlined when the unit gets smaller, and not when it grows.  */
/* { dg-options "-Os" } */

extern int data[];

static int
plus_one (int x)
{
  return x + 1;
}

int
sum (int from, int to)
{
  int total = 0;
  for (int i = from; i < to; i++)
    total += data[i] * data[i + 1];
  return total;
}

int
use (int x)
{
  return plus_one (x) + sum (0, x) + sum (1, x);
}

/* { dg-final { scan-record nouse "use -> plus_one" inlined einline } } */
/* { dg-final { scan-record nouse "use -> sum" not-inlined ipa-inline UNLIKELY_CALL } } */
