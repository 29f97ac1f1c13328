/* A call that would grow its caller by more than the early inliner allows.  */
/* { dg-options "-O2 --param early-inlining-insns=3" } */

int table[64];

static int
scaled (int x, int how)
{
  table[x & 63] = how;
  return table[(x + how) & 63] / 5;
}

int
varying (int x, int how)
{
  return scaled (x, how);
}

int
constant (int x)
{
  return scaled (x, 1);
}

/* { dg-final { scan-rejected nouse "varying -> scaled" einline EARLY_INLINING_INSNS_LIMIT callee "growth * > early-inlining-insns 3" } } */
/* { dg-final { scan-rejected nouse "constant -> scaled" einline EARLY_INLINING_INSNS_LIMIT callee "growth * > early-inlining-insns 3" } } */
/* { dg-final { verify-dumps nouse } } */
