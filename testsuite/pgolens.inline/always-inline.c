/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An always_inline function is taken by the early inliner before anything else.  */

static inline __attribute__ ((always_inline)) int
twice (int x)
{
  return x + x;
}

int
use (int x)
{
  return twice (x);
}

/* { dg-final { scan-record nouse "use -> twice" inlined einline always_inline } } */
/* { dg-final { scan-record-count nouse 1 "use -> twice" } } */
/* { dg-final { scan-function nouse twice flags always_inline } } */
