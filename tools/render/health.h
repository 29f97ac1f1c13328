/* The health of a profile in sentences, for text and JSON alike.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_EXPLAIN_HEALTH_H
#define PGL_RENDER_EXPLAIN_HEALTH_H

#include "explain/explain.h"
#include "base/strbuf.h"

struct pgl_health_line {
	const char *fault; /* a word: "stale", "threads" ... or "fine" */
	bool is_fault;	   /* or worth knowing only */
	enum pgl_evidence evidence;
	char *text;    /* one sentence; owned */
	char *command; /* that shows the numbers in it; owned, or NULL */
};

struct pgl_health_lines {
	struct pgl_health_line *item;
	size_t n, room;
};

/* Fills LINES with what EXPLANATION's health found, of each kind of fault at most N_EXAMPLES (0: all).
   IS_SHORT: commands name the builds $OLD and $NEW. */
void pgl_health_say(struct pgl_health_lines *lines, const struct pgl_explanation *explanation,
		    size_t n_examples, bool is_short);
void pgl_health_lines_release(struct pgl_health_lines *lines);

/* Adds the build of SIDE as the user named it; IS_SHORT: as "$OLD" or "$NEW". */
void pgl_add_build(struct pgl_strbuf *text, const struct pgl_weights *weights, int side,
		   bool is_short);

#endif
