/* Optimized for size, no call is worth any growth.  */
/* { dg-options "-Os" } */

int table[4];

static int
step (int x)
{
  return table[x & 3] * table[1];
}

int
twice (int x)
{
  return step (x) + step (x + 7);
}

/* { dg-final { scan-rejected nouse "twice -> step" einline EARLY_CALL_IS_COLD callee "growth * > max-inline-insns-size 0" } } */
/* { dg-final { verify-dumps nouse } } */
