/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function of another unit.  */

extern int elsewhere (int);

int
use (int x)
{
  return elsewhere (x) + 1;
}

/* { dg-final { scan-record nouse "use -> elsewhere" not-inlined ipa-inline BODY_NOT_AVAILABLE } } */
/* { dg-final { scan-record-count nouse 1 "use -> elsewhere" } } */
