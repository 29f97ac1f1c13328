/* Below -O2 the early inliner considers only functions declared inline.  */
/* { dg-options "-O1" } */

int data;

static int
plain (int x)
{
  return x + data;
}

static inline int
declared (int x)
{
  return x + data;
}

int
use (int x)
{
  return plain (x) + plain (x + 1) + declared (x);
}

/* { dg-final { scan-rejected nouse "use -> plain" einline EARLY_NOT_DECLARED_INLINE } } */
/* { dg-final { scan-record nouse "use -> declared" inlined einline } } */
/* { dg-final { verify-dumps nouse } } */
