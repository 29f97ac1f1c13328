/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clone with other parameters: one gone, a value instead of a pointer, no result.  */
/* { dg-options "-O2 -fno-ipa-cp -fdump-ipa-sra-details" } */

extern volatile int sink;

struct pair { int a; long b; };

static __attribute__ ((noinline)) long
part (struct pair *p, int unused, int k)
{
  long r = p->b;
  for (int i = 0; i < k; i++)
    r += sink;
  sink = r;
  return r;
}

void
use (struct pair *p, int n)
{
  part (p, n, n);
  part (p + 1, 2, n + 1);
}

/* { dg-final { scan-event nouse 1 "isra part -> part.isra" "unused removed" "*p+8 part" "result removed" } } */
/* { dg-final { scan-event nouse 1 "isra *" } } */
/* { dg-final { scan-dump nouse sra 1 "^  Created new node part.isra/" } } */
/* { dg-final { scan-symbols nouse 1 "^part\\.isra\\.0$" } } */
