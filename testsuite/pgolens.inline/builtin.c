/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record marks a builtin that GCC expands: the call graph has it, but it is not a call.  */

extern void far (int);

int
count (unsigned x, const char *s)
{
  if (__builtin_expect (x == 0, 0))
    far (1);
  return __builtin_ctz (x) + __builtin_strlen (s);
}

/* { dg-final { scan-function nouse "__builtin_ctz" flags builtin } } */
/* { dg-final { scan-record nouse "count -> far" not-inlined BODY_NOT_AVAILABLE } } */
