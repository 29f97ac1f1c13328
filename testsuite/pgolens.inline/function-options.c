/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An option in force for one function alone is recorded with that function.  */

extern int elsewhere (int);

__attribute__ ((optimize ("no-inline-small-functions"))) int
alone (int x)
{
  return elsewhere (x) + 1;
}

int
usual (int x)
{
  return elsewhere (x);
}

/* { dg-final { scan-function nouse "alone" options.finline-small-functions "0" } } */
/* { dg-final { scan-unit nouse given "*-O2*" } } */
