/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When GCC inlines a call in a thunk, it first turns the thunk into a function with a body, and forgets
   the estimates it used.  */

struct first
{
  virtual int one ();
  int a;
};

struct second
{
  virtual int two (int);
  int b;
};

struct both : first, second
{
  int two (int) override;
};

int
both::two (int x)
{
  return x + b;
}

// { dg-final { scan-function nouse "*_ZThn16_N4both3twoEi*" flags thunk } }
// { dg-final { scan-record nouse "*_ZThn16_N4both3twoEi* -> virtual int both::two(int)" inlined small } }
// { dg-final { scan-dumps nouse } }
