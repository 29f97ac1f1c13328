/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function that is inlined twice brings its calls along twice. Calls that were inlined in it before
   are copies, without decisions of their own; GCC decides about the others anew.  */

extern int data[];
extern void elsewhere (int);

extern volatile int sink;

static inline int
sum (int from, int to)
{
  int total = 0;
  for (int i = from; i < to; i++)
    {
      total += data[i] * data[i + 1];
      elsewhere (total);
    }
  return total;
}

static inline int
both (int a, int b)
{
#define STEP sink = a * 3; sink = b ^ 5; sink = a / 7; sink = b % 11;
  STEP STEP STEP STEP STEP STEP
  return sum (a, b) ^ 5;
}

int
first (int x)
{
  return both (x, x + 9);
}

int
second (int x)
{
  return both (0, x) - 1;
}

/* { dg-final { scan-record nouse "both -> sum" inlined ipa-inline small } } */
/* { dg-final { scan-record-count nouse 1 "both -> sum" } } */
/* { dg-final { scan-record-copy nouse "both -> sum" inlined ipa-inline } } */
/* { dg-final { scan-record nouse "* -> both" inlined ipa-inline small } } */
/* { dg-final { scan-record-count nouse 2 "* -> both" } } */
/* { dg-final { scan-record-count nouse 2 "sum -> elsewhere" not-inlined BODY_NOT_AVAILABLE } } */
/* { dg-final { scan-stack nouse "elsewhere < sum < both < first" not-inlined } } */
/* { dg-final { scan-stack nouse "elsewhere < sum < both < second" not-inlined } } */
/* { dg-final { scan-dumps nouse } } */
