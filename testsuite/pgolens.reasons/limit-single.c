/* Too large even for a function that is declared inline.  */
/* { dg-options "-O2 --param max-inline-insns-single=10" } */

int table[64];

static inline int
body (int x)
{
  for (int i = 0; i < x; i++)
    table[i & 63] = table[(i + x) & 63] * x + table[(i + 3) & 63];
  return x;
}

int
twice (int x)
{
  return body (x) + body (x + 1);
}

/* { dg-final { scan-rejected nouse "twice -> body" ipa-inline MAX_INLINE_INSNS_SINGLE_LIMIT callee "growth * > max-inline-insns-single 10" } } */
/* { dg-final { verify-dumps nouse } } */
