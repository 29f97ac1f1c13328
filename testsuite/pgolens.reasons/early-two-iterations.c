/* { dg-options "-O2 --param max-early-inliner-iterations=2" } */
/* The same as early-iterations.c, with one more iteration.  */

int data;

static inline int
add (int x)
{
  return x + data;
}

static inline int
apply (int (*f) (int), int x)
{
  return f (x);
}

int
use (int x)
{
  return apply (add, x);
}

/* { dg-final { scan-record nouse "use -> add" inlined einline } } */
/* { dg-final { verify-dumps nouse } } */
