/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plugin replays some calls, and GCC decides about the rest.  */
/* { dg-replay "nouse nouse -fno-inline-small-functions -fno-inline-functions-called-once -fplugin-arg-pgolens-replay-only=function=chosen" } */

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
  sink = mix (n) + 1;
}

/* { dg-final { scan-record nouse "chosen -> mix" inlined } } */
/* { dg-final { scan-record nouse "other -> mix" inlined } } */
/* { dg-final { scan-record nouse-by-nouse "chosen -> mix" inlined } } */
/* { dg-final { scan-record nouse-by-nouse "other -> mix" not-inlined } } */
/* { dg-final { scan-unit nouse-by-nouse replay.done 1 } } */
