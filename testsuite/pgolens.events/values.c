/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code for the values seen in training: divisors, powers of two, few subtractions, lengths.  */
/* { dg-options "-O2 -fdump-ipa-profile-optimized" } */
/* { dg-profile-run "" } */

volatile unsigned sink;

__attribute__ ((noipa)) unsigned divide (unsigned a, unsigned b) { return a / b; }
__attribute__ ((noipa)) int modulo (int a, int b) { return a % b; }
__attribute__ ((noipa)) unsigned power (unsigned a, unsigned b) { return a % b; }
__attribute__ ((noipa)) unsigned subtract (unsigned a, unsigned b) { return a % b; }
__attribute__ ((noipa)) unsigned once (unsigned a, unsigned b) { return a % b; }
__attribute__ ((noipa)) void copy (char *a, const char *b, unsigned n) { __builtin_memcpy (a, b, n); }
__attribute__ ((noipa)) void set (char *a, unsigned n) { __builtin_memset (a, 1, n); }
__attribute__ ((noipa)) unsigned any (unsigned a, unsigned b) { return a / b; }
/* The code that value-prof.c makes, by hand.  */
__attribute__ ((noipa)) unsigned
by_hand (unsigned a, unsigned PROF)
{
  return PROF == 8 ? a / 8 : a / PROF;
}

int
main ()
{
  char a[64] = { 0 }, b[64] = { 0 };
  unsigned t = 0;
  for (int i = 0; i < 1000; i++)
    {
      t += divide (i, i % 4 ? 8 : 5);
      t += modulo (i, i % 4 ? -10 : 3);
      t += power (i, i % 4 ? 1u << (i % 10) : 3);
      t += subtract (i % 100 + 1, i % 4 ? 200 : 1);
      t += once (i % 100 + 100, i % 4 ? 100 : 1);
      copy (a, b, i % 4 ? 8 : 5);
      set (a, i % 4 ? 16 : 3);
      t += any (i, i % 7 + 1);
      t += by_hand (i, i % 7 + 2);
    }
  sink = t;
  return 0;
}

/* { dg-final { scan-event use 1 "value_profile divide" division value=8 share=0.75 count=1000 } } */
/* { dg-final { scan-event use 1 "value_profile modulo" modulo value=-10 share=0.75 count=1000 } } */
/* { dg-final { scan-event use 1 "value_profile power" power_of_two share=0.75 count=1000 } } */
/* { dg-final { scan-event use 1 "value_profile subtract" subtraction value=0 share=0.75 count=1000 } } */
/* { dg-final { scan-event use 1 "value_profile once" subtraction value=1 share=0.75 count=1000 } } */
/* { dg-final { scan-event use 1 "value_profile copy -> *memcpy" string_operation value=8 share=0.75 count=1000 } } */
/* { dg-final { scan-event use 1 "value_profile set -> *memset" string_operation value=16 share=0.75 count=1000 } } */
/* { dg-final { scan-event use 7 "value_profile *" } } */
/* { dg-final { scan-dump use profile 7 "Transformation done" } } */
/* { dg-final { scan-dump use profile 2 "div/mod by constant" } } */
/* { dg-final { scan-dump use profile 2 "mod subtract" } } */
/* { dg-final { scan-dump use profile 2 "single value .* stringop" } } */
/* { dg-final { scan-event nouse 0 "value_profile *" } } */
