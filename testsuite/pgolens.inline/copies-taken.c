/* A call decided inside a function that was inlined as a copy, in a function that its last caller then
   inlines: the rest of its own tree is complete, with copies marked as copies.  */
/* { dg-do compile } */
/* { dg-options "-O3 -fno-early-inlining" } */

int g[100];

static inline int leaf (int x)
{
  int s = x + g[x & 7] * 3;

  g[s & 15] = s;
  s ^= g[s & 31];
  g[s & 63] += s;
  g[(s + 2) & 63] = s * 5;
  return s + g[(s + 1) & 63];
}

static inline int right (int x)
{
  return leaf (x + 1) + 1;
}

static inline int mid (int x)
{
  return right (x * 2) - 1;
}

#define STEP(n) g[n] = g[n + 1] * g[n + 2] + g[n + 3] / (g[n + 4] | 1); g[n + 5] ^= g[n] * s;

static inline int top (int x)
{
  int s = 0;

  for (int i = 0; i < x; i++)
    {
      s += g[i];
      STEP (i) STEP (i + 9)
    }
  if (s & 1)
    s += mid (s);
  return s;
}

int other (int x)
{
  return leaf (x) + right (x) + mid (x) + top (x + 5);
}

int main (int c, char **v)
{
  return top (c) + leaf (c + 3) + mid (c);
}

/* { dg-final { scan-record-copy nouse "mid -> right" inlined copy } } */
/* { dg-final { scan-stack nouse "leaf < right < mid < top" inlined } } */
