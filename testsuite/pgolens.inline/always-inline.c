/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The early inliner inlines an always_inline function before anything else.  */

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
