/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chain of inlined functions: the call in the innermost one keeps its whole stack.  */

extern int elsewhere (int);

static inline __attribute__ ((always_inline)) int
inner (int x)
{
  return elsewhere (x) + 1;
}

static inline __attribute__ ((always_inline)) int
middle (int x)
{
  return inner (x) * 2;
}

int
outer (int x)
{
  return middle (x) - 3;
}

/* { dg-final { scan-stack nouse "inner < middle < outer" inlined } } */
/* { dg-final { scan-stack nouse "elsewhere < inner < middle < outer" not-inlined } } */
