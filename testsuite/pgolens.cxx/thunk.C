/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thunk adjusts `this` and makes the real call; that call has no location in the source.  */
// { dg-options "-O2 -fno-inline" }

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
// { dg-final { scan-record nouse "*_ZThn16_N4both3twoEi* -> virtual int both::two(int)" thunk } }
