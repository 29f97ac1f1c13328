/* A callee so large that GCC does not estimate the call: its least growth is too much.  */
/* { dg-options "-O2" } */

int table[64];

static void
many (int x)
{
  table[0] = x * table[1];
  table[2] = x + table[3];
  table[4] = x - table[5];
  table[6] = x ^ table[7];
}

void
twice (int x)
{
  many (x);
  many (x + 1);
}

/* { dg-final { scan-rejected nouse "twice -> many" einline EARLY_INLINING_INSNS_LIMIT callee "growth of at least * > early-inlining-insns 6" } } */
/* { dg-final { verify-dumps nouse } } */
