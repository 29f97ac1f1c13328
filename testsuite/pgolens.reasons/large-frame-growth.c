/* The caller's own frame sets the limit.  */
/* { dg-options "-O2 --param large-stack-frame=32 --param large-stack-frame-growth=10" } */

void fill (char *);

static int
framed (int x)
{
  char buffer[400];

  fill (buffer);
  return buffer[x];
}

int
user (int x)
{
  char own[160];

  fill (own);
  return framed (x) + own[x & 15];
}

/* { dg-final { scan-rejected nouse "user -> framed" ipa-inline LARGE_STACK_FRAME_GROWTH_LIMIT caller "frame 560 > 176, from large-stack-frame-growth 10" } } */
/* { dg-final { scan-compared nouse LARGE_STACK_FRAME_GROWTH_LIMIT frame } } */
/* { dg-final { verify-dumps nouse } } */
