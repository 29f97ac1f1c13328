/* How many bytes of code an ELF file has.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ELF_TEXT_H
#define PGL_ELF_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* The bytes of .text in the program, library or object at PATH; of an object, of all its sections of code
   (.text.unlikely, one per function ...), which a linker makes one .text of. False: it is no ELF file
   that can be read. */
bool pgl_elf_text(const char *path, uint64_t *ret);

#endif
