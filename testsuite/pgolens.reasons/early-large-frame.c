/* Early and late: the callee's frame is too much for the caller.  */
/* { dg-options "-O2 --param large-stack-frame=32 --param large-stack-frame-growth=10" } */

void fill (char *);

static inline int
framed (int x)
{
  char buffer[400];

  fill (buffer);
  return buffer[x];
}

int
user (int x)
{
  char small[16];

  fill (small);
  return framed (x) + framed (x + 1) + small[x & 15];
}

/* { dg-final { scan-rejected nouse "user -> framed" einline LARGE_STACK_FRAME_GROWTH_LIMIT caller "frame 416 > large-stack-frame 32" } } */
/* { dg-final { scan-rejected nouse "user -> framed" ipa-inline LARGE_STACK_FRAME_GROWTH_LIMIT caller "frame 416 > large-stack-frame 32" } } */
/* { dg-final { verify-dumps nouse } } */
