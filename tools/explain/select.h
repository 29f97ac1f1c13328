/* Selects the calls that a user names: by location in a source file, or by caller and callee.

   A selected call is one of the source: all its base sites in both builds, in its function's own code and in
   the bodies that early inlining copied that code into, each with its copies.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPLAIN_SELECT_H
#define PGL_EXPLAIN_SELECT_H

#include "explain/instances.h"

/* A selector; by location if CALLER is NULL. CALLER and CALLEE are borrowed. */
struct pgl_selector {
	char *file;		     /* owned; a glob for a path, or for its end after any slash */
	uint32_t line, column;	     /* column 0: any */
	const char *caller, *callee; /* globs for names or symbols */
};

/* If TEXT is FILE:LINE or FILE:LINE:COLUMN, fills RET, to be released, and returns true. */
bool pgl_selector_location(struct pgl_selector *ret, const char *text);
void pgl_selector_release(struct pgl_selector *question);

/* A call of the source. */
struct pgl_call {
	enum pgl_side side; /* where its names and location come from: NEW if it is there */
	uint32_t site;	    /* a base site of it there */
	struct pgl_instances instances; /* in both builds */
};

struct pgl_calls {
	struct pgl_call *item; /* by file, line, column, callee; a total order */
	size_t n;
};

/* Finds the calls that QUESTION selects, in N_SIDES of MATCH's builds (1: OLD alone). MATCH must outlive
   CALLS. Returns 0; or -1 if there is none, with ERROR saying so and naming what is near: the nearest
   lines with calls, or the nearest names. */
int pgl_calls_find(struct pgl_calls *calls, const struct pgl_match *match,
		   const struct pgl_selector *question, int n_sides, struct pgl_error *error);
/* Sorts the instances of each call, except its first one, by executions, most first. */
void pgl_calls_order(struct pgl_calls *calls, const struct pgl_weights *weights);
void pgl_calls_release(struct pgl_calls *calls);

/* The source function that contains the call SITE; the origin of a clone. NULL: it came with an indirect
   call whose target is not known. */
const struct pgl_function *pgl_text_function(const struct pgl_forest *forest, uint32_t site);
/* The source function that SITE calls; the origin of a clone. NULL: not known. */
const struct pgl_function *pgl_called_function(const struct pgl_forest *forest, uint32_t site);

#endif
