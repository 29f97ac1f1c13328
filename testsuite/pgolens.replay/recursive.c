/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recursive inlining, to the recorded depth.  */
/* { dg-replay "nouse nouse" } */
/* { dg-replay "nouse nouse --param=max-inline-insns-recursive-auto=0" } */

extern int data[];

int
walk (int i)
{
  if (data[i] < 0)
    return i;
  return walk (data[i]) * walk (data[i + 1]) + 1;
}

/* { dg-final { scan-record-count nouse 8 "walk -> walk" inlined ipa-inline small recursive } } */
/* { dg-final { scan-record-count nouse-by-nouse 8 "walk -> walk" inlined ipa-inline small recursive } } */
/* { dg-final { scan-stack nouse-by-nouse "walk < walk < walk" inlined } } */
/* { dg-final { scan-unit nouse-by-nouse replay.not_done 0 } } */
