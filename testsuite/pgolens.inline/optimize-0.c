/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At -O0 always_inline is inlined and nothing else is.  */
/* { dg-options "-O0" } */

static inline __attribute__ ((always_inline)) int
twice (int x)
{
  return x + x;
}

static int
once (int x)
{
  return x - 1;
}

int
use (int x)
{
  return twice (x) + once (x);
}

/* { dg-final { scan-record nouse "use -> twice" inlined einline always_inline } } */
/* { dg-final { scan-record nouse "use -> once" not-inlined FUNCTION_NOT_CONSIDERED } } */
