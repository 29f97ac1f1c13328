/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code that only runs during an exception.  */

extern void elsewhere (int);

int
use (int x)
{
  if (x < 0)
    throw x;
  try
    {
      elsewhere (x);
    }
  catch (int y)
    {
      return y;
    }
  return 1;
}

// { dg-final { scan-record nouse "int use(int) -> void elsewhere(int)" not-inlined BODY_NOT_AVAILABLE } }
// { dg-final { scan-dumps nouse } }
