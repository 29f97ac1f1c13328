/* In an instrumented build, GCC must not instrument one of the two.  */
/* { dg-options "-O2 -fprofile-generate -frandom-seed=1" } */
/* { dg-require-gcc "12" } */

int data;

static inline __attribute__ ((no_profile_instrument_function)) int
bare (int x)
{
  return x + data;
}

int
use (int x)
{
  return bare (x);
}

/* { dg-final { scan-rejected nouse "use -> bare" einline EARLY_INSTRUMENTATION_MISMATCH } } */
/* { dg-final { verify-dumps nouse } } */
