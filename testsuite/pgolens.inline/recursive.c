/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function that calls itself is inlined into itself, to a depth; the innermost call stays.  */

extern int data[];

int
walk (int i)
{
  if (data[i] < 0)
    return i;
  return walk (data[i]) * walk (data[i + 1]) + 1;
}

/* { dg-final { scan-record-count nouse 8 "walk -> walk" inlined ipa-inline small recursive } } */
/* { dg-final { scan-record-count nouse 1 "walk -> walk" not-inlined ipa-inline RECURSIVE_INLINING } } */
/* { dg-final { scan-stack nouse "walk < walk < walk" inlined } } */
/* { dg-final { scan-stack nouse "walk < walk < walk < walk < walk < walk < walk < walk < walk < walk" not-inlined } } */
/* The second call in the source became a loop before the IPA inliner ran.  */
/* { dg-final { scan-record-count nouse 1 "walk -> walk" gone } } */
/* { dg-final { scan-dumps nouse } } */
