/* The unit gets too large: the first calls still fit.  */
/* { dg-options "-O2 --param large-unit-insns=0 --param inline-unit-growth=60" } */

int table[64];

static inline int
body (int x)
{
  for (int i = 0; i < x; i++)
    table[i & 63] = table[(i + x) & 63] * x + table[(i + 3) & 63];
  return x;
}

int
one (int x)
{
  return body (x) + table[0];
}

int
two (int x)
{
  return body (x) + table[1];
}

int
three (int x)
{
  return body (x) + table[2];
}

/* { dg-final { scan-rejected-any nouse "* -> body" ipa-inline INLINE_UNIT_GROWTH_LIMIT unit "unit size * > *, from inline-unit-growth 60" } } */
/* { dg-final { verify-dumps nouse } } */
