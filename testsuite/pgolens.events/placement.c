/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where GCC places functions: hot ones, ones that never ran, a cold half, ones for the start.  */
/* { dg-options "-O2 -fdump-ipa-profile_estimate-details" } */
/* { dg-profile-run "" } */

volatile int sink;

__attribute__ ((noipa)) int
half (int x)
{
  if (x == 123456)
    {
      for (int i = 0; i < 100; i++)
	sink = x / (i + 1);
      return 7;
    }
  return x + sink;
}

__attribute__ ((noipa)) void never (int x) { for (int i = 0; i < x; i++) sink = i; }

static __attribute__ ((noinline)) void only_at_start (int n) { sink = n; }
static __attribute__ ((constructor)) void begin (void) { only_at_start (2); only_at_start (3); }
static __attribute__ ((destructor)) void end (void) { sink = 2; }
__attribute__ ((section (".text.mine"), noipa)) void own (void) { sink = 3; }

int
main (int argc, char **argv)
{
  int t = 0;
  for (int i = 0; i < 100000; i++)
    t += half (i);
  if (argc > 5)
    never (argc);
  own ();
  return t == 0;
}

/* { dg-final { scan-event use 1 "partition half" .text.unlikely count=100000 } } */
/* { dg-final { scan-symbols use 1 "^half\\.cold$" } } */
/* { dg-final { scan-bytes use half } } */
/* { dg-final { scan-bytes use never } } */
/* { dg-final { scan-bytes nouse half } } */
/* { dg-final { scan-event use 1 "section half" .text.hot } } */
/* { dg-final { scan-event use 1 "section never" .text.unlikely count=0 } } */
/* { dg-final { scan-event use 1 "section begin" .text.startup } } */
/* { dg-final { scan-event use 1 "section end" .text.exit } } */
/* { dg-final { scan-event use 0 "section own" } } */
/* { dg-final { scan-event use 1 "startup begin" } } */
/* { dg-final { scan-event use 1 "startup main" } } */
/* { dg-final { scan-event use 1 "exit end" } } */
/* { dg-final { scan-event nouse 1 "startup only_at_start*" } } */
/* { dg-final { scan-dump nouse profile_estimate 1 "^Node only_at_start/.* promoted to only called at startup" } } */
/* { dg-final { scan-event nouse 0 "partition *" } } */
