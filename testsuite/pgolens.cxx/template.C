/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instances of a template are functions of their own.  */

template <typename T>
static T
twice (T x)
{
  return x + x;
}

int
whole (int x)
{
  return twice (x);
}

double
real (double x)
{
  return twice (x);
}

// { dg-final { scan-record nouse "int whole(int) -> T twice(T) \[with T = int\]" inlined einline } }
// { dg-final { scan-record nouse "double real(double) -> T twice(T) \[with T = double\]" inlined einline } }
