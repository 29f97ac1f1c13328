/* The bytes of a build's functions, from the objects beside its records.

   The object of x.pgolens.jsonl is x.o; the object of an embedded record is the file it came from. GCC puts the cold
   part of function f under the symbol f.cold.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CODE_BYTES_H
#define PGL_CODE_BYTES_H

#include "formats/elf.h"
#include "records/load.h"

struct pgl_code_bytes {
	const struct pgl_build *build;
	struct pgl_symbols *symbols; /* by unit; empty where there is no object */
};

struct pgl_bytes {
	struct pgl_integer hot, cold; /* COLD is 0 where HOT is known and there is no such part */
};

/* Reads the symbols of the objects of BUILD, which must outlive BYTES. Release BYTES. */
void pgl_code_bytes_init(struct pgl_code_bytes *bytes, const struct pgl_build *build);
void pgl_code_bytes_release(struct pgl_code_bytes *bytes);
/* The bytes of function ID of UNIT; unknown without an object or a symbol. */
struct pgl_bytes pgl_code_bytes_of(const struct pgl_code_bytes *bytes, size_t unit, uint32_t id);

/* The bytes of .text of BUILD: those of its objects, or of the one program that holds all its records. Unknown
   if a unit with code has no object. */
struct pgl_integer pgl_build_text(const struct pgl_build *build);

#endif
