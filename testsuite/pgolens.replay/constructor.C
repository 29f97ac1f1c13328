// SPDX-License-Identifier: GPL-3.0-or-later
// Constructors and destructors, whose variants share code, and calls on the path of an exception.
// { dg-profile-run "" }
// { dg-replay "nouse nouse" }
// { dg-replay "use use" }
// { dg-replay "nouse use" }
// { dg-replay "use nouse" }

volatile int sink;

struct base
{
  int value;
  base (int n) : value (n * 3) { sink = value; }
  ~base () { sink = value + 1; }
};

struct derived : base
{
  int more;
  derived (int n) : base (n), more (n ^ 5) { if (n < 0) throw n; }
  ~derived () { sink = more; }
};

__attribute__ ((noipa)) int
work (int n)
{
  derived first (n);
  derived second (n + 1);
  return first.more + second.value;
}

int
main ()
{
  for (int i = 0; i < 1000; i++)
    sink = work (i);
  return 0;
}

// { dg-final { scan-record nouse "*work* -> derived::derived*" inlined } }
// { dg-final { scan-unit nouse-by-use replay.not_done 0 } }
// { dg-final { scan-unit nouse-by-nouse replay.not_done 0 } }
