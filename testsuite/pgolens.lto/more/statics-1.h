/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first unit of the program whose second is statics-2.c, for tests that link it in other ways.  */

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
