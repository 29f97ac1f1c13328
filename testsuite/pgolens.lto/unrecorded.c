/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One unit was compiled without the plugin: the decisions are all there, its calls have no places, and
   its functions are known to be its own.  */
/* { dg-do link } */
/* { dg-unrecorded-sources "more/statics-2.c" } */

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
/* { dg-final { scan-record nouse "run -> helper" not-inlined FUNCTION_NOT_INLINABLE } } */
/* { dg-final { scan-function nouse second source "*more/statics-2.c" } } */
/* { dg-final { scan-function nouse run source "*unrecorded.c" } } */
