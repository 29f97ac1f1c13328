/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The early inliner inlines a call if that makes the caller smaller.  */

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
