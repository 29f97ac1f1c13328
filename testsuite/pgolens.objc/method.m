/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Methods call functions; messages go through a lookup.  */
/* { dg-options "-O2 -fgnu-runtime -Wno-objc-root-class" } */

@interface Root
{
  Class isa;
  int v;
}
+ (int) make: (int) x;
- (int) value;
@end

static int
helper (int x)
{
  return x * 3;
}

@implementation Root
+ (int) make: (int) x
{
  return helper (x) + 1;
}

- (int) value
{
  return helper (v);
}
@end

int
message (Root *r)
{
  return [r value];
}

/* { dg-final { scan-unit nouse compiler.name "GNU Objective-C*" } } */
/* { dg-final { scan-record nouse "+\[Root make:\] -> helper" inlined einline line=23 } } */
/* { dg-final { scan-record nouse "-\[Root value\] -> helper" inlined einline line=28 } } */
/* { dg-final { scan-record nouse "message -> objc_msg_lookup" not-inlined BODY_NOT_AVAILABLE line=35 } } */
/* { dg-final { scan-record nouse "message -> ?" not-inlined indirect line=35 } } */
/* { dg-final { scan-dumps nouse } } */
