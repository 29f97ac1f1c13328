/* What of a program matters when it runs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ELF_PROGRAM_H
#define PGL_ELF_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"

/* Adds the contents of the program or shared library at PATH as they are loaded to DIGEST, without notes
   (one holds a number for the whole file, debug information included), and its bytes of .text to
   *TEXT. False: it is neither, and nothing was added. */
bool pgl_elf_program(const char *path, struct pgl_digest *digest, uint64_t *text);

#endif
