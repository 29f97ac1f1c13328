// SPDX-License-Identifier: GPL-3.0-or-later

#include "comdat.h"

volatile int sink;

int
other (int x)
{
  return box<int> (x + 1).twice () + 3;
}
