// SPDX-License-Identifier: GPL-3.0-or-later
// An inline function that both units have is one function in the program, with the calls of one of the
// definitions; names are those of the source.
// { dg-do link }
// { dg-additional-sources "more/comdat-2.C" }
// { dg-profile-run "" }

#include "more/comdat.h"

int other (int);

__attribute__ ((noipa)) int
run (int n)
{
  int total = 0;
  for (int i = 0; i < n; i++)
    total += box<int> (i).twice () + other (i);
  return total;
}

int
main ()
{
  return run (1000) == 0;
}

// { dg-final { scan-record nouse "run(int) -> other(int)" inlined ipa-inline } }
// { dg-final { scan-record nouse "*::twice() const -> *::get() const" inlined einline } }
// { dg-final { scan-record use "run(int) -> other(int)" inlined ipa-inline count=1000 } }
