/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function with the name of one in the first unit but other code, and one inlined across units.  */

extern volatile int sink;

static __attribute__ ((noinline)) int
helper (int x)
{
  sink = x;
  return x * 5;
}

static inline int
tiny (int x)
{
  return x ^ 3;
}

int
second (int x)
{
  return helper (tiny (x)) + 1;
}
