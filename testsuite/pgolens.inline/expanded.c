/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record marks the calls of which the last pass leaves no call instruction. GCC 11 calls the other
   one __builtin_strlen.  */

unsigned counter;
extern void far (int);

unsigned
count (int n, const char *s)
{
  far (__atomic_load_4 (&counter, __ATOMIC_RELAXED));
  return __builtin_strlen (s) + n;
}

/* { dg-final { scan-record nouse "count -> __atomic_load_4" not-inlined expanded } } */
/* { dg-final { scan-record nouse "count -> *strlen" not-inlined BODY_NOT_AVAILABLE } } */
