/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large function with one caller.  */
/* { dg-replay "nouse nouse" } */
/* { dg-replay "nouse nouse -fno-inline-functions-called-once" } */

volatile int sink;
int data[64];

static int
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

void
once (int n)
{
  sink = sum (n, n * 3);
}

/* { dg-final { scan-record nouse "once -> sum" inlined called-once } } */
/* { dg-final { scan-record nouse-by-nouse "once -> sum" inlined called-once } } */
/* { dg-final { scan-unit nouse-by-nouse replay.done 1 } } */
