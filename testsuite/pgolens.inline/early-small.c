/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call whose inlining makes the caller smaller is the early inliner's.  */

static int
plus_one (int x)
{
  return x + 1;
}

int
use (int x)
{
  return plus_one (x) * 3;
}

/* { dg-final { scan-record nouse "use -> plus_one" inlined einline } } */
