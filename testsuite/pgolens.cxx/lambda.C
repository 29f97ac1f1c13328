/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lambdas: the call operator, a generic one's instances, one that is handed to a template.  */
// { dg-options "-O2 -std=c++14" }

template <typename F>
static int
apply (F f, int x)
{
  return f (x);
}

int
plain (int k)
{
  auto add = [k] (int x) { return x + k; };
  return add (1);
}

long
generic (int k)
{
  auto times = [k] (auto x) { return x * k; };
  return times (3) + times (4L);
}

int
handed (int k)
{
  return apply ([&] (int x) { return x - k; }, 7);
}

// { dg-final { scan-record nouse "int plain(int) -> plain(int)::<lambda(int)>" inlined einline line=16 } }
// { dg-final { scan-record-count nouse 2 "long int generic(int) -> generic(int)::<lambda(auto:1)>*" inlined line=23 } }
// { dg-final { scan-record-count nouse 1 "long int generic(int) -> generic(int)::<lambda(auto:1)>*= long int\]" inlined } }
// { dg-final { scan-record nouse "int handed(int) -> int apply(F, int)*" inlined line=29 } }
// { dg-final { scan-stack nouse "handed(int)::<lambda(int)> < int apply(F, int)* < int handed(int)" inlined } }
// { dg-final { scan-dumps nouse } }
