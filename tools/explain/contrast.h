/* Why GCC decided differently on one call in two builds: what each build compared, and which terms the profile
   moved. The result is a list of statements, each with the evidence for it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CONTRAST_H
#define PGL_CONTRAST_H

#include "explain/cascade.h"
#include "compare/weigh.h"

/* How a statement about a build is known. Every sentence that a command prints about a build has one. */
enum pgl_evidence {
	PGL_RECORDED, /* the compiler said so: it stands in a record, or is a sum of recorded numbers */
	PGL_ESTIMATED, /* arithmetic over the compiler's own estimates */
	PGL_MEASURED,  /* a run of the program showed it */
	PGL_CAUSED,    /* replaying the other decision made the difference go away */
	PGL_EVIDENCE_N
};

/* "recorded", "estimated", "measured", "caused". Static. */
const char *pgl_evidence_word(enum pgl_evidence evidence);

struct pgl_statement {
	enum pgl_evidence evidence;
	char *text; /* one sentence, without a full stop; owned */
};

struct pgl_statements {
	struct pgl_statement *item;
	size_t n, room;
};

void pgl_statements_release(struct pgl_statements *statements);

/* Adds why the builds' decisions on the instance SITE[OLD], SITE[NEW] (PGL_NONE: not in that build) are what
   they are, most important first: both decisions with what each compared, the count, the terms that
   moved, and a cascade if there is one. Adds nothing if both decided the same for the same reason by the
   same numbers. CASCADES may be NULL: then none is looked for. */
void pgl_why_changed(struct pgl_statements *statements, const struct pgl_weights *weights,
		     const struct pgl_cascades *cascades, const uint32_t site[PGL_SIDES]);

#endif
