/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function for another instruction set than its caller's.  */
/* { dg-options "-O2 -mno-avx" } */

static __attribute__ ((target ("avx"))) int
wide (int x)
{
  return x + 1;
}

int
use (int x)
{
  return wide (x);
}

/* { dg-final { scan-record nouse "use -> wide" not-inlined TARGET_OPTION_MISMATCH } } */
