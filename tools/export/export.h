/* What pgolens knows of a build, or of two, in the formats of other programs: one walk over functions,
   calls and stacks, and a table of what each format does with them. To add a format, write its file with
   such a table, and put it into the one in cmd-export.c.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPORT_H
#define PGL_EXPORT_H

#include <stdio.h>

#include "compare/diff.h"
#include "costs/stacks.h"

struct pgl_export {
	const struct pgl_diff *diff;
	bool is_pair; /* of OLD and NEW; else both sides are the one build */
	uint64_t
		detail; /* stacks that hold less than one part in DETAIL of all calls go no deeper */
	uint64_t limit; /* edges in a graph */
	FILE *out;
	void *state; /* the format's own; NULL at first */
};

/* What a format does with each thing; NULL: nothing. They come in this order. */
struct pgl_export_format {
	bool needs_profile; /* there is nothing to say without one */
	bool is_binary;	    /* nothing for a terminal */
	void (*begin)(struct pgl_export *export);
	void (*function)(struct pgl_export *export, const struct pgl_function_change *function);
	/* Every call that one of the builds has; IS_CHANGED: CHANGE's kind says how it changed. */
	void (*call)(struct pgl_export *export, const struct pgl_change *change, bool is_changed);
	void (*stack)(struct pgl_export *export, const struct pgl_stacks *stacks,
		      const struct pgl_stack *stack);
	/* 0, or -1 with ERROR set. */
	int (*end)(struct pgl_export *export, struct pgl_error *error);
};

extern const struct pgl_export_format pgl_export_folded, pgl_export_speedscope,
	pgl_export_llvm_yaml, pgl_export_csv, pgl_export_sqlite, pgl_export_dot;

/* Writes EXPORT as FORMAT. 0, or -1 with ERROR set. */
int pgl_export_walk(struct pgl_export *export, const struct pgl_export_format *format,
		    struct pgl_error *error);

/* The name of a body, and of one in a stack; where it is declared, PGL_NONE for no file. */
const char *pgl_export_name(const struct pgl_diff *diff, uint32_t body);
const struct pgl_record *pgl_export_place(const struct pgl_diff *diff, uint32_t body,
					  struct pgl_location *ret);
/* The bodies at the ends of CHANGE's call, clones under their origins; callee: PGL_NONE: not known. */
uint32_t pgl_export_caller(const struct pgl_diff *diff, const struct pgl_change *change);
uint32_t pgl_export_callee(const struct pgl_diff *diff, const struct pgl_change *change);
/* The words for what became of a call in SIDE: "inlined", "call", "expanded", "removed", "gone", "absent". */
const char *pgl_export_outcome(const struct pgl_change *change, int side);

#endif
