/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function called like one of the first unit, of another body, and one that is taken across.  */

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
