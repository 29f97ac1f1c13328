/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The early inliner must not do what the recorded early inliner could not do.  */
/* { dg-options "-O2 -fno-early-inlining -fno-inline" } */
/* { dg-replay "nouse nouse -finline -fearly-inlining" } */

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

/* { dg-final { scan-record nouse "both -> get" not-inlined } } */
/* { dg-final { scan-record nouse-by-nouse "both -> get" not-inlined } } */
