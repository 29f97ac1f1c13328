/* GCC's own code, which the early inliner also leaves alone.  */
/* { dg-options "-O2 -fno-inline-small-functions -finline-functions" } */

int data;

static int
plain (int x)
{
  return x + data;
}

int
use (int x)
{
  return plain (x) + plain (x + 1);
}

/* { dg-final { scan-rejected nouse "use -> plain" einline FUNCTION_NOT_INLINE_CANDIDATE } } */
/* { dg-final { verify-dumps nouse } } */
