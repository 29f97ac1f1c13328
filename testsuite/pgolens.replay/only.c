/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some calls are put back, the rest is the compiler's.  */
/* { dg-replay "nouse nouse -O1 -fplugin-arg-pgolens-replay-only=function=chosen" } */

volatile int sink;
int data[64];

static int
mix (int i)
{
  return data[i & 63] * data[(i + 1) & 63] + data[(i + 2) & 63] * 7 + data[(i + 3) & 63];
}

void
chosen (int n)
{
  sink = mix (n);
}

void
other (int n)
{
  sink = mix (n);
}

/* { dg-final { scan-record nouse "chosen -> mix" inlined } } */
/* { dg-final { scan-record nouse "other -> mix" inlined } } */
/* { dg-final { scan-record nouse-by-nouse "chosen -> mix" inlined } } */
/* { dg-final { scan-record nouse-by-nouse "other -> mix" not-inlined } } */
/* { dg-final { scan-unit nouse-by-nouse replay.done 1 } } */
