/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call through a virtual table, and one whose object is known.  */

struct base
{
  virtual int get () { return 1; }
  virtual ~base () {}
};

struct derived final : base
{
  int get () { return 2; }
};

int
unknown (base *b)
{
  return b->get () + 1;
}

int
known (derived *d)
{
  return d->get () + 1;
}

// { dg-final { scan-record nouse "int unknown(base*) -> ?" not-inlined indirect virtual } }
// { dg-final { scan-record nouse "int known(derived*) -> virtual int derived::get()" inlined einline } }
// { dg-final { scan-dumps nouse } }
