/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC makes and inlines a guess at an indirect call's target that only the profile knows.  */
/* { dg-profile-run "" } */
/* { dg-replay "nouse use" } */
/* { dg-replay "use use" } */

volatile int sink;

__attribute__ ((noinline)) static int
twice (int i)
{
  return 2 * i;
}

static int
step (int i)
{
  return (i * 7) ^ (i >> 3);
}

int (*volatile chosen) (int);

__attribute__ ((noipa)) void
often (int n)
{
  for (int i = 0; i < n; i++)
    sink = chosen (i);
}

int
main (int argc, char **argv)
{
  chosen = argc > 3 ? twice : step;
  often (100000);
  return 0;
}

/* { dg-final { scan-record use "often -> step" inlined speculative } } */
/* { dg-final { scan-record-count nouse 0 "often -> step" } } */
/* { dg-final { scan-record nouse-by-use "often -> step" inlined speculative } } */
/* { dg-final { scan-event nouse-by-use 1 "promoted often -> step" inlined } } */
/* { dg-final { scan-unit nouse-by-use replay.not_done 0 } } */
