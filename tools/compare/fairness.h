/* Checks whether two builds differ in nothing but the profile.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FAIRNESS_H
#define PGL_FAIRNESS_H

#include "compare/identity.h"

/* A finding about one or several units. */
struct pgl_remark {
	bool is_unfair;	    /* false: a note */
	const char *what;   /* a word or two: "flags" */
	char *detail;	    /* a sentence without full stop; owned */
	const char *source; /* the first unit concerned; NULL: the whole builds */
	size_t n_units;
	bool is_of_text; /* the unit's source or functions differ in text */
};

struct pgl_fairness {
	struct pgl_remark *item; /* unfair ones first */
	size_t n, room;
	size_t n_unfair;
};

/* Checks the builds that IDENTITY joins; WHAT and SOURCE are borrowed from them. Release FAIRNESS. */
void pgl_fairness_init(struct pgl_fairness *fairness, const struct pgl_identity *identity);
void pgl_fairness_release(struct pgl_fairness *fairness);

#endif
