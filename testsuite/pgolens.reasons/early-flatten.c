/* Where GCC must inline all calls, size is not a reason; recursion is.  */
/* { dg-options "-O2" } */

int table[64];

static int
many (int x)
{
  table[0] = x * table[1];
  table[2] = x + table[3];
  table[4] = x - table[5];
  return x ^ table[7];
}

__attribute__ ((flatten)) int
flat (int x)
{
  return x ? many (x) + many (x + 1) + flat (x - 1) * 3 : 1;
}

/* { dg-final { scan-record nouse "flat -> many" inlined flatten } } */
/* { dg-final { scan-rejected nouse "flat -> flat" einline RECURSIVE_INLINING } } */
/* { dg-final { verify-dumps nouse } } */
