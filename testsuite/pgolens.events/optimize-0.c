/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Without optimization no IPA pass runs; the plugin still sees the work of the back end.  */
/* { dg-options "-O0" } */

static __attribute__ ((noinline)) int f (int n, int what) { return n / what; }
int (*pointer) (int, int) = f;
int g (int n) { return f (n, 4) + f (n, 4) + pointer (n, 4); }
__attribute__ ((cold)) int cold (int n) { return n; }

/* { dg-final { scan-event nouse 0 "constprop *" } } */
/* { dg-final { scan-event nouse 0 "isra *" } } */
/* { dg-final { scan-bytes nouse g } } */
