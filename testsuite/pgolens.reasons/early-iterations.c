/* The early inliner does not consider a call in a function inlined in the last iteration, small as it is;
   with one more iteration it does.  */
/* { dg-options "-O2" } */

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

/* { dg-final { scan-rejected nouse "use -> add" einline EARLY_ITERATIONS_LIMIT caller "iteration 2 > max-early-inliner-iterations 1" } } */
/* { dg-final { verify-dumps nouse } } */
