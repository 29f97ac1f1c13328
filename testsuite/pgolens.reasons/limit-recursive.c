/* A recursive function that is too large to be inlined into itself.  */
/* { dg-options "-O3 --param max-inline-insns-recursive-auto=20" } */

int table[64];

int
walk (int x)
{
  int sum = 0;

  for (int i = 0; i < 8; i++)
    if (table[i] > x)
      sum += walk (table[i] + x) * table[(i + 3) & 63];
  return sum;
}

/* { dg-final { scan-rejected nouse "walk -> walk" ipa-inline RECURSIVE_INLINING caller "size * > max-inline-insns-recursive-auto 20" } } */
/* { dg-final { verify-dumps nouse } } */
