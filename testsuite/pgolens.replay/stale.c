/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of an older state of the source is replayed as far as it goes.  */
/* { dg-replay "nouse nouse -DEDITED" } */

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

static int
half (int n)
{
  return sum (n, 3 * n) + sum (n, 5 * n);
}

void
once (int n)
{
#ifndef EDITED
  sink = half (n);
#endif
  sink = n;
}

static void
last (int n)
{
  sink = sum (n, 7);
}

void
other (int n)
{
  last (n);
}

/* { dg-final { scan-record nouse "once -> half" inlined } } */
/* { dg-final { scan-record nouse-by-nouse "other -> last" inlined } } */
/* { dg-final { scan-event nouse-by-nouse 1 "not_replayed once" no_call } } */
