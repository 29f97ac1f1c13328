/* What fairness.c and its part about links, fairness-link.c, share; nobody else's business.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FAIRNESS_INTERNAL_H
#define PGL_FAIRNESS_INTERNAL_H

#include "compare/fairness.h"
#include "base/intern.h"
#include "base/strbuf.h"

struct pgl_checker {
	struct pgl_fairness *fairness;
	const struct pgl_identity *identity;
	struct pgl_intern seen; /* remarks, by what and detail */
};

/* Takes DETAIL's text. SOURCE: the unit it is said of, or NULL. */
void pgl_fairness_remark(struct pgl_checker *checker, bool is_unfair, const char *what,
			 struct pgl_strbuf *detail, const char *source);
/* Is more known of SCOPE than its name? */
bool pgl_fairness_is_recorded(const struct pgl_scope *scope);
/* Whether both builds have been optimized by their links, and all of that is recorded. */
void pgl_fairness_check_links(struct pgl_checker *checker);

#endif
