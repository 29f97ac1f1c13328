/* The function that the calls end up in gets too large: the first one still fits.  */
/* { dg-options "-O2 --param large-function-insns=10 --param large-function-growth=100" } */

int table[64];

static inline int
body (int x)
{
  for (int i = 0; i < x; i++)
    table[i & 63] = table[(i + x) & 63] * x + table[(i + 3) & 63];
  return x;
}

int
many (int x)
{
  return body (x) + body (x + 1) + body (x + 2) + body (x + 3);
}

/* { dg-final { scan-rejected-any nouse "many -> body" ipa-inline LARGE_FUNCTION_GROWTH_LIMIT caller "size * > *, from large-function-growth 100" } } */
/* { dg-final { verify-dumps nouse } } */
