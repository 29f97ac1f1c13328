/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A constructor and a destructor, which is also called on the path of an exception.  */

extern void elsewhere (int);

struct guard
{
  int n;
  guard (int x) : n (x) {}
  ~guard () { elsewhere (n); }
};

int
use (int x)
{
  guard g (x);
  elsewhere (x + 1);
  return x;
}

// { dg-final { scan-record-count nouse 1 "int use(int) -> guard::guard(int)" inlined einline } }
// { dg-final { scan-record-count nouse 2 "int use(int) -> guard::~guard()" inlined einline } }
// { dg-final { scan-record-count nouse 1 "int use(int) -> guard::~guard()" inlined eh } }
