/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call through a pointer of unknown value.  */

int (*pointer) (int);

int
use (int x)
{
  return pointer (x) + 1;
}

/* { dg-final { scan-record nouse "use -> ?" not-inlined indirect INDIRECT_UNKNOWN_CALL } } */
