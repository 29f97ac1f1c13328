/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replay of early inlining: a call inlined early in one build and never in the other.  */
/* { dg-replay "nouse nouse" } */
/* { dg-replay "nouse nouse --param=early-inlining-insns=0" } */

int data[64];

static int
get (int i)
{
  return data[i];
}

int
both (int i)
{
  return get (i) + get (i + 1);
}

/* { dg-final { scan-record nouse "both -> get" inlined einline } } */
/* { dg-final { scan-record nouse-by-nouse "both -> get" inlined } } */
/* { dg-final { scan-unit nouse-by-nouse replay.not_done 0 } } */
