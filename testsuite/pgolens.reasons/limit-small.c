/* Without -finline-functions GCC inlines only the smallest of the functions not declared inline.  */
/* { dg-options "-O2 -fno-inline-functions" } */

int table[64];

static int
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

/* { dg-final { scan-rejected nouse "twice -> body" ipa-inline NOT_DECLARED_INLINED callee "growth * > max-inline-insns-small 0" } } */
/* { dg-final { verify-dumps nouse } } */
