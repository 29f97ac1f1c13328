/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At -Og GCC inlines only what makes the code smaller.  */
/* { dg-options "-Og" } */

static inline int
plus_one (int x)
{
  return x + 1;
}

static int
once (int x)
{
  return x / 3;
}

int
use (int x)
{
  return plus_one (x) + once (x);
}

/* { dg-final { scan-record nouse "use -> plus_one" inlined einline } } */
/* { dg-final { scan-record nouse "use -> once" not-inlined } } */
