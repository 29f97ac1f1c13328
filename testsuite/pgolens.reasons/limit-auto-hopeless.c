/* So large that GCC does not estimate the call: its least growth exceeds the limit even with
   all hints in its favour.  */
/* { dg-options "-O2 --param max-inline-insns-auto=0" } */

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

/* { dg-final { scan-rejected nouse "twice -> body" ipa-inline MAX_INLINE_INSNS_AUTO_LIMIT callee "growth of at least * > max-inline-insns-auto 0" } } */
/* { dg-final { verify-dumps nouse } } */
