/* Why one call fared otherwise in two builds: what each build's inequality said, and which of its terms
   the profile moved. As statements, each of which says how it is known.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CONTRAST_H
#define PGL_CONTRAST_H

#include "explain/cascade.h"
#include "explain/evidence.h"
#include "compare/weigh.h"

struct pgl_statement {
	enum pgl_evidence evidence;
	char *text; /* one sentence, without a full stop */
};

struct pgl_statements {
	struct pgl_statement *item;
	size_t n, room;
};

void pgl_statements_release(struct pgl_statements *statements);
/* Adds what TEXT says to STATEMENTS, and empties TEXT. */
void pgl_statements_add(struct pgl_statements *statements, enum pgl_evidence evidence,
			struct pgl_strbuf *text);

/* Adds why the instance SITE[OLD], SITE[NEW] (PGL_NONE: not in that build) was decided as it was in
   either, the most important first: the contrast of both inequalities ("without the profile growth 23 >=
   15; with it the call is hot ..."), and a cascade if there is one. Nothing if both fared alike for the
   same reason with the same numbers. CASCADES may be NULL: not looked for. */
void pgl_contrast(struct pgl_statements *statements, const struct pgl_weights *weights,
		  const struct pgl_cascades *cascades, const uint32_t site[PGL_SIDES]);

#endif
