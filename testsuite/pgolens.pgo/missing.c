/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile that the options name and that does not exist.  */
/* { dg-options "-O2 -fprofile-use -Wno-missing-profile" } */

extern int elsewhere (int);

int
use (int x)
{
  return elsewhere (x) + 1;
}

/* { dg-final { scan-unit nouse profile.use use } } */
/* { dg-final { scan-unit nouse profile.found false } } */
/* { dg-final { scan-record nouse "use -> elsewhere" not-inlined BODY_NOT_AVAILABLE count=unknown } } */
