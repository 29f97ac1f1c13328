/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In a shared library another definition may take the place of this one.  */
/* { dg-options "-O2 -fPIC" } */

int
replaceable (int x)
{
  return x + 1;
}

int
use (int x)
{
  return replaceable (x);
}

/* { dg-final { scan-record nouse "use -> replaceable" not-inlined OVERWRITABLE } } */
