/* The explanation of the difference of two builds: the functions whose calls changed most and why, un-inlined calls,
   cascades, the state of the profile, and, given results, what causes are worth and what runs cost. Other
   parts of the tool find all this; this one selects and combines.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPLAIN_H
#define PGL_EXPLAIN_H

#include "compare/diff.h"
#include "profile/health.h"
#include "record/json-read-attribution.h"
#include "costs/join.h"
#include "explain/cascade.h"
#include "explain/contrast.h"
#include "explain/remains.h"

/* A changed call and why it changed. */
struct pgl_explained_change {
	const struct pgl_change *change;
	uint32_t caller; /* the body that contains it */
	struct pgl_statements why;
	const struct pgl_attributed_site
		*worth; /* what it gains, replayed alone; NULL if not known */
};

/* A function and the changed calls of it. */
struct pgl_explained_function {
	const struct pgl_function_change *function;
	struct pgl_integer
		frame[PGL_SIDES]; /* bytes, estimated; the largest of its out-of-line bodies */
	struct pgl_explained_change *changes; /* largest change in executed calls first */
	size_t n_changes, n_all;	      /* those explained; all */
};

/* Of the functions with an un-inlined call, the one whose frame shrank most. */
struct pgl_shrunk {
	uint32_t body; /* PGL_NONE: there is none */
	struct pgl_integer frame[PGL_SIDES];
};

/* A call that GCC rejected because other inlinings had used up a budget. */
struct pgl_explained_cascade {
	const struct pgl_change *change;
	struct pgl_cascade cascade;
};

struct pgl_explanation {
	const struct pgl_diff *diff;
	const struct pgl_health *health;
	const struct pgl_attributed *attributed; /* or NULL */
	const struct pgl_cost_join *join;	 /* or NULL */
	struct pgl_cascades *cascades;
	struct pgl_integer *frames[PGL_SIDES]; /* by body */
	struct pgl_explained_function *functions;
	size_t n_functions, n_all;		/* those explained; all whose calls changed */
	struct pgl_explained_cascade *cascaded; /* in the order of the diff's changes */
	size_t n_cascaded;
	struct pgl_shrunk shrunk;
	struct pgl_remains remains;
};

/* Selects at most N_FUNCTIONS functions and N_CHANGES calls of each (0: all) and explains them. ATTRIBUTED and JOIN may
   be NULL; all arguments must outlive EXPLANATION, which is to be released. */
void pgl_explanation_init(struct pgl_explanation *explanation, const struct pgl_diff *diff,
			  const struct pgl_health *health, const struct pgl_attributed *attributed,
			  const struct pgl_cost_join *join, size_t n_functions, size_t n_changes);
void pgl_explanation_release(struct pgl_explanation *explanation);

#endif
