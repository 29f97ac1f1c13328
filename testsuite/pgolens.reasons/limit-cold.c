/* A call in main () outside loops runs once, and may not add any size.  */
/* { dg-options "-O2" } */

int table[64];

static int
body (int x)
{
  for (int i = 0; i < x; i++)
    table[i & 63] = x * table[i & 7];
  return table[x & 63];
}

int
main (int argc, char **argv)
{
  return body (argc) + body (argc + 1);
}

/* { dg-final { scan-rejected nouse "main -> body" ipa-inline UNLIKELY_CALL callee "growth * > max-inline-insns-size 0" } } */
/* { dg-final { verify-dumps nouse } } */
