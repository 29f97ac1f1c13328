/* The record as a section of the object.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EMIT_SECTION_H
#define PGL_EMIT_SECTION_H

#include "gcc/room.h"

/* Writes RECORD, framed, into section .pgolens of what the compiler is writing; with OBJECT_ONLY the
   linker leaves it out of what it makes. To be called while the assembly is still open, after all code.
   Returns 0, or -1 with ERROR set and nothing written. */
int emit_section(const pgl_record *record, bool object_only, pgl_error *error);

#endif
