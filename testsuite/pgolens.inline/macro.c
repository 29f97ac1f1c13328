/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that one macro makes share their line and column, and are sites of their own.  */

extern int elsewhere (int);

static int
plus_one (int x)
{
  return x + 1;
}

#define THREE(f, x) (f (x) + f (x * 2) + f (x * 3))

int
inlined (int x)
{
  return THREE (plus_one, x);
}

int
kept (int x)
{
  return THREE (elsewhere, x);
}

/* { dg-final { scan-record-count nouse 3 "inlined -> plus_one" inlined einline } } */
/* { dg-final { scan-record-count nouse 3 "kept -> elsewhere" not-inlined BODY_NOT_AVAILABLE } } */
