/* The text of a C++ symbol: "_ZN2ns1fEi" is "ns::f(int)".

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DEMANGLE_H
#define PGL_DEMANGLE_H

#include <stdbool.h>

#include "base/strbuf.h"

/* Sets TEXT to what SYMBOL stands for, as the demanglers of valgrind, perf and binutils have it. False, and
   TEXT is empty: it is no C++ symbol, or one that nobody has: its text would be longer than 256 KB. */
bool pgl_demangle(const char *symbol, struct pgl_strbuf *text);
/* Adds SYMBOL for a person: C++'s as its source has it, else as it is. */
void pgl_add_symbol(struct pgl_strbuf *text, const char *symbol);

#endif
