/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions and code in one run of the compiler. The record goes by the same name.  */
/* { dg-do link } */
/* { dg-link-options "-flto-partition=none" } */
/* { dg-additional-sources "more/statics-2.c" } */

volatile int sink;
int second (int);

static __attribute__ ((noinline)) int
helper (int x)
{
  sink = x + 1;
  return x * 3;
}

__attribute__ ((noipa)) int
run (int n)
{
  int total = 0;
  for (int i = 0; i < n; i++)
    total += helper (i) + second (i);
  return total;
}

int
main ()
{
  return run (1000) == 0;
}

/* { dg-final { scan-record nouse "run -> second" inlined ipa-inline } } */
/* { dg-final { scan-record nouse "second -> tiny" inlined einline } } */
/* { dg-final { scan-stack nouse "tiny < second < run" inlined } } */
/* { dg-final { scan-stack nouse "helper < second < run" not-inlined } } */
/* { dg-final { scan-record nouse "run -> helper" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-function nouse helper source "*pgolens.lto/none.c" } } */
/* { dg-final { scan-function nouse helper source "*more/statics-2.c" } } */
/* { dg-final { scan-unit nouse stage wpa } } */
/* { dg-final { scan-unit nouse units.source "*more/statics-2.c" } } */
