/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GCC counts each computed goto as an entry of its function; the record must not.  */
/* { dg-profile-run "" } */

volatile int sink;

__attribute__ ((noinline)) int
run (const unsigned char *code, int n)
{
  static void *const labels[] = { &&add, &&twice, &&stop };
  int at = 0, value = 0;

  goto *labels[code[at++]];
add:
  value += n;
  goto *labels[code[at++]];
twice:
  value *= 2;
  goto *labels[code[at++]];
stop:
  return value;
}

int
main ()
{
  static const unsigned char code[] = { 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 2 };
  for (int i = 0; i < 50; i++)
    sink += run (code, i);
  return 0;
}

/* { dg-final { scan-function use "run" count 50 } } */
/* { dg-final { scan-function use "run" profiled read } } */
/* { dg-final { scan-record use "main -> run" not-inlined count=50 } } */
