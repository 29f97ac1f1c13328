/* Reads GCC's profile files: .gcda, the execution counts, and .gcno, the flow graphs of the
   instrumented functions. Supports GCC 11 to 16, in either byte order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCOV_H
#define PGL_GCOV_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pgl_gcov_arc {
	uint32_t from, to;
	bool is_on_tree; /* in the spanning tree: GCC gives it no counter */
};

/* A function. GCC identifies it by IDENT, derived from its name and location. */
struct pgl_gcov_function {
	uint32_t ident;
	uint32_t lines; /* checksum of its declaration's location */
	uint32_t flow;	/* checksum of its flow graph */
	/* .gcda: the counters of its arcs, in the order of the arcs that have a counter */
	uint64_t *counts; /* owned */
	uint32_t n_counts;
	/* .gcno */
	const char *name, *source; /* within the file's text; NULL in a .gcda */
	uint32_t line;
	uint32_t n_blocks;	   /* 0 is the entry, 1 the exit */
	struct pgl_gcov_arc *arcs; /* owned */
	size_t n_arcs, room;
};

struct pgl_gcov_file {
	char *path;	  /* owned, as all below */
	bool is_data;	  /* .gcda */
	unsigned release; /* of GCC: 12 */
	char version[5];  /* "B22*" */
	uint32_t stamp;	  /* of the compile: the same in its .gcda and its .gcno */
	/* .gcda */
	uint32_t runs, sum_max;
	/* .gcno */
	const char *folder;		     /* where the compiler ran */
	struct pgl_gcov_function *functions; /* by ident */
	size_t n, room;
	char **texts;
	size_t n_texts, room_texts;
};

/* Reads the file at PATH. Returns 0, or -1 with ERROR naming the file, the offset and the cause,
   and nothing to release. Memory use is bounded by the file's size. */
int pgl_gcov_read(struct pgl_gcov_file *file, const char *path, struct pgl_error *error);
void pgl_gcov_release(struct pgl_gcov_file *file);
/* Returns the first function with IDENT, or NULL. */
const struct pgl_gcov_function *pgl_gcov_find(const struct pgl_gcov_file *file, uint32_t ident);

#ifdef __cplusplus
}
#endif

#endif
