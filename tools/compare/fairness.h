/* Is it the profile that two builds differ by, and nothing else?

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FAIRNESS_H
#define PGL_FAIRNESS_H

#include "compare/identity.h"

/* One thing to say, of one or several units. */
struct pgl_remark {
	bool is_unfair;	    /* or worth a note only */
	const char *what;   /* a word or two: "flags" */
	char *detail;	    /* a sentence without full stop; owned */
	const char *source; /* the first unit it is true of; NULL: of the builds as wholes */
	size_t n_units;
	bool is_of_text; /* the unit's source or functions differ in text */
};

struct pgl_fairness {
	struct pgl_remark *item; /* what is unfair first */
	size_t n, room;
	size_t n_unfair;
};

/* Looks at the builds that IDENTITY joins; texts are borrowed from them. */
void pgl_fairness_init(struct pgl_fairness *fairness, const struct pgl_identity *identity);
void pgl_fairness_release(struct pgl_fairness *fairness);

#endif
