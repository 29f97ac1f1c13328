/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The variants of constructors and destructors (complete, base, deleting) have one name in the source
   and are functions of their own; virtual bases make them differ.  */

extern void elsewhere (int);

struct base
{
  int a;
  base (int);
  virtual ~base ();
};

struct middle : virtual base
{
  middle (int x) : base (x) { elsewhere (1); }
  virtual ~middle ();
};

struct derived : middle
{
  derived ();
  virtual ~derived ();
};

base::base (int x) : a (x) { elsewhere (2); }
base::~base () { elsewhere (3); }
middle::~middle () { elsewhere (4); }
derived::derived () : base (5), middle (6) {}
derived::~derived () {}

// { dg-final { scan-function nouse "derived::derived()" assembler _ZN7derivedC1Ev } }
// { dg-final { scan-function nouse "derived::derived()" assembler _ZN7derivedC2Ev } }
// { dg-final { scan-function nouse "virtual derived::~derived()" assembler _ZN7derivedD0Ev } }
// { dg-final { scan-function nouse "virtual derived::~derived()" assembler _ZN7derivedD1Ev } }
// { dg-final { scan-function nouse "middle::middle(int)" assembler _ZN6middleC2Ei } }
// { dg-final { scan-record nouse "base::base(int) -> void elsewhere(int)" BODY_NOT_AVAILABLE line=26 } }
// { dg-final { scan-record nouse "derived::derived() -> middle::middle(int)" inlined line=29 } }
// { dg-final { scan-dumps nouse } }
