// SPDX-License-Identifier: GPL-3.0-or-later
// Virtual calls, and calls through pointers, whose target GCC finds: as a guess, in a clone, by
// inlining, and before all of these.
// { dg-options "-O2 -fdump-ipa-devirt-details -fdump-ipa-cp-details -fdump-ipa-inline-details" }

extern volatile int sink;

struct shape { virtual int area (int); virtual int name (int); };
int shape::area (int x) { sink = x; return 3; }
int shape::name (int x) { sink = x; return 4; }

namespace { struct square : shape { int area (int x) { sink = x + 1; return 2; } }; }

static __attribute__ ((noinline)) int
through (shape *p, int n)
{
  int r = 0;
  for (int i = 0; i < n; i++)
    sink = r += p->area (i);
  return r;
}

int one (int n) { shape s; return through (&s, n); }
int two (int n) { shape s; return through (&s, n + 1); }

static int target (int x) { sink = x; return x * 2; }
static int another (int x) { sink = x; return x * 3; }

static int
call (int (*f) (int), int n)
{
  int r = 0;
  for (int i = 0; i < n; i++)
    {
      sink = r += f (i);
      sink = i; sink = r * 3; sink = i * 5; sink = r - i;
    }
  return r;
}

int three (int n) { return call (target, n); }
int four (int n) { return call (another, n); }

int early (int n) { square s; shape *p = &s; sink = n; return p->area (n); }

// { dg-final { scan-event nouse 1 "devirtualized int through(shape*, int) -> virtual int shape::area(int)" speculative devirt } }
// { dg-final { scan-dump nouse devirt 1 "^Indirect call -> speculative call " } }
// { dg-final { scan-event nouse 1 "devirtualized int through.constprop(shape*, int) -> virtual int shape::area(int)" known cp } }
// { dg-final { scan-dump nouse cp 1 "Discovered a virtual call to a known target" } }
// { dg-final { scan-event nouse 1 "made_direct int three(int) -> int target(int)" known inline } }
// { dg-final { scan-event nouse 1 "made_direct int four(int) -> int another(int)" known inline } }
// { dg-final { scan-event nouse 2 "made_direct *" } }
// { dg-final { scan-dump nouse inline 2 "Discovered an indirect call to a known target" } }
// { dg-final { scan-event nouse 1 "devirtualized int early(int) -> *square::area(int)" known inlined } }
// { dg-final { scan-event nouse 3 "devirtualized *" } }
