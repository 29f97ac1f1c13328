/* Whose counts a .gcda file holds: which functions, and by which checksums GCC tells whether they still
   are what they were when they were trained. The counts themselves GCC has read.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCDA_H
#define PGL_GCDA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* GCC's numbers of a function: of its name and place, of the line and file it is declared at, of its
   flow graph. */
struct pgl_gcda_function {
	uint32_t ident, lines, flow;
};

struct pgl_gcda {
	uint32_t runs; /* of the program that wrote it */
	uint64_t sum_max;
	struct pgl_gcda_function *functions; /* by ident; owned */
	size_t n;
};

/* Reads the file at PATH. 0, or -1 and GCDA is empty: there is none, or none in the format of GCC 11 to 16
   on a machine of this byte order. */
int pgl_gcda_read(struct pgl_gcda *gcda, const char *path);
void pgl_gcda_release(struct pgl_gcda *gcda);
/* The function of IDENT, or NULL. */
const struct pgl_gcda_function *pgl_gcda_find(const struct pgl_gcda *gcda, uint32_t ident);

#ifdef __cplusplus
}
#endif

#endif
