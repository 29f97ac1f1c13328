/* The calls that a person asks about: by a place in a source file, or by who calls whom.

   A call is asked about as it stands in the source: all its base sites in both builds, in its function's own
   text and in those that the early inliner put that text into, each with its copies.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ASKED_H
#define PGL_ASKED_H

#include "explain/instances.h"

/* What was asked for. CALLER NULL: by place. Texts are borrowed. */
struct pgl_question {
	char *file;	       /* owned; a glob for a path, or what is left of it behind a slash */
	uint32_t line, column; /* column 0: any */
	const char *caller, *callee; /* globs for names or assembler names */
};

/* Is TEXT a place, FILE:LINE or FILE:LINE:COLUMN? Fills RET, to be released. */
bool pgl_question_place(struct pgl_question *ret, const char *text);
void pgl_question_release(struct pgl_question *question);

/* A call of the source. */
struct pgl_call {
	enum pgl_side side; /* on which its names and place are looked up; NEW, if it is there */
	uint32_t site;	    /* a base site of it there */
	struct pgl_instances instances; /* in both builds */
};

struct pgl_calls {
	struct pgl_call *item; /* by file, line, column, callee; a total order */
	size_t n;
};

/* Finds the calls of MATCH's builds that QUESTION is about, in N_SIDES of them (1: OLD alone). 0; or -1 with
   ERROR set: there is none, with what is near. */
int pgl_calls_find(struct pgl_calls *calls, const struct pgl_match *match,
		   const struct pgl_question *question, int n_sides, struct pgl_error *error);
/* Puts the instances of each call that run most first, behind the first of all. */
void pgl_calls_order(struct pgl_calls *calls, const struct pgl_weights *weights);
void pgl_calls_release(struct pgl_calls *calls);

/* The function of the source in whose text SITE stands, clones under their origins'; NULL: an indirect call
   brought it in. */
const struct pgl_function *pgl_text_function(const struct pgl_forest *forest, uint32_t site);
/* Whom it calls, clones under their origins'; NULL: not known. */
const struct pgl_function *pgl_called_function(const struct pgl_forest *forest, uint32_t site);

#endif
