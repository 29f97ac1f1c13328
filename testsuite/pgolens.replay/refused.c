/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The replay leaves out a decision that is no longer legal, and reports it.  */
/* { dg-replay "nouse nouse -DKEPT=noinline" } */

#ifndef KEPT
#define KEPT unused
#endif

volatile int sink;
int data[64];

__attribute__ ((KEPT)) static int
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

/* { dg-final { scan-record nouse "once -> sum" inlined } } */
/* { dg-final { scan-record nouse-by-nouse "once -> sum" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-unit nouse-by-nouse replay.not_done 1 } } */
/* { dg-final { scan-event nouse-by-nouse 1 "not_replayed once -> sum" refused } } */
