/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Objective-C++: a template's instance in a method, an object with a destructor around a message.  */
/* { dg-options "-O2 -fgnu-runtime -Wno-objc-root-class" } */

extern void elsewhere (int);

template <typename T>
static inline T
thrice (T x)
{
  return x * 3;
}

struct guard
{
  ~guard () { elsewhere (1); }
};

@interface Root
{
  Class isa;
}
+ (int) make: (int) x;
@end

@implementation Root
+ (int) make: (int) x
{
  return thrice (x) + 1;
}
@end

int
message ()
{
  guard g;
  return [Root make: 2];
}

/* { dg-final { scan-record nouse "+\[Root make:\] -> T thrice(T) \[with T = int\]" inlined line=29 } } */
/* { dg-final { scan-record-any nouse "int message() -> guard::~guard()" inlined } } */
/* { dg-final { scan-record nouse "int message() -> ?" not-inlined indirect line=37 } } */
/* { dg-final { scan-dumps nouse } } */
