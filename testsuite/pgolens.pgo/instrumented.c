/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The instrumented build is an ordinary build; its calls into the profile library are sites.  */
/* { dg-options "-O2 -fprofile-generate -frandom-seed=1" } */

extern int elsewhere (int);

static int
plus_one (int x)
{
  return x + 1;
}

int
use (int x)
{
  return elsewhere (plus_one (x));
}

/* { dg-final { scan-unit nouse profile.use generate } } */
/* { dg-final { scan-record nouse "use -> plus_one" inlined einline } } */
/* { dg-final { scan-record nouse "use -> elsewhere" not-inlined BODY_NOT_AVAILABLE } } */
