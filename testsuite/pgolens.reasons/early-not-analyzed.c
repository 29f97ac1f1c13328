/* Two functions call each other: GCC handles one first, and knows nothing of the other one yet.  */
/* { dg-options "-O2" } */

static int odd (int);

static int
even (int x)
{
  return x ? odd (x - 1) : 1;
}

static int
odd (int x)
{
  return x ? even (x - 1) : 0;
}

int
parity (int x)
{
  return even (x);
}

/* { dg-final { scan-rejected-any nouse "* -> *" einline EARLY_NOT_ANALYZED } } */
/* { dg-final { verify-dumps nouse } } */
