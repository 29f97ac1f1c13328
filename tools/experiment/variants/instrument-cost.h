/* What instrumentation costs a run: instructions, counted.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_INSTRUMENT_COST_H
#define PGL_VARIANTS_INSTRUMENT_COST_H

#include "record/record.h"

/* Counts the instructions that COMMAND, run by sh in this folder, takes with all it starts, the shell left out.
   What it prints is dropped; what counts a run of it writes goes into a folder of its own, so that no profile
   is touched. 0, or -1 with ERROR set: there is no valgrind, it failed. */
int pgl_instrument_count(const char *command, uint64_t *ret, struct pgl_error *error);

#endif
