/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that the profile takes out of line are also taken out of line without a profile.  */
/* { dg-profile-run "" } */
/* { dg-replay "nouse use" } */
/* { dg-replay "use nouse" } */

volatile int sink;
int data[64];

static inline int
mix (int i)
{
  return data[i & 63] * data[(i + 1) & 63] + data[(i + 2) & 63] * 7 + data[(i + 3) & 63];
}

__attribute__ ((noipa)) void
seldom (int n)
{
  if (n < 0)
    {
      sink = mix (n);
      sink = mix (n + 1);
    }
}

__attribute__ ((noipa)) void
other (int n)
{
  if (n < 0)
    sink = mix (n);
}

int
main ()
{
  for (int i = 0; i < 1000; i++)
    {
      seldom (i);
      other (i);
    }
  return 0;
}

/* { dg-final { scan-record nouse "seldom -> mix" inlined } } */
/* { dg-final { scan-record use "seldom -> mix" not-inlined } } */
/* { dg-final { scan-record nouse-by-use "seldom -> mix" not-inlined REPLAY } } */
/* { dg-final { scan-record nouse-by-use "other -> mix" not-inlined REPLAY } } */
/* { dg-final { scan-record use-by-nouse "seldom -> mix" inlined ipa-inline } } */
/* { dg-final { scan-unit use-by-nouse replay.not_done 0 } } */
