/* Small enough as such, but with calls of its own: each counts as much as the growth.  */
/* { dg-options "-O2 --param early-inlining-insns=6" } */

int first (int), second (int);

static int
both (int x)
{
  return first (x) + second (x);
}

int
caller (int x)
{
  return both (x) + both (x + 1);
}

/* { dg-final { scan-rejected nouse "caller -> both" einline EARLY_INLINING_INSNS_PER_CALL_LIMIT callee "growth * = * > early-inlining-insns 6" } } */
/* { dg-final { scan-compared nouse EARLY_INLINING_INSNS_PER_CALL_LIMIT growth_times_calls } } */
/* { dg-final { verify-dumps nouse } } */
