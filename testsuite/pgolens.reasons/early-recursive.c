/* A function calls itself.  */
/* { dg-options "-O2" } */

int
depth (const int *p)
{
  return *p ? depth (p + *p) + 1 : 0;
}

/* { dg-final { scan-rejected nouse "depth -> depth" einline EARLY_RECURSIVE } } */
/* { dg-final { verify-dumps nouse } } */
