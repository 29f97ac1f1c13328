/* What a person should know first of two builds: the functions whose calls changed most with the decisions
   behind that, what was un-inlined, the state of the profile, and, where there are results, what
   causes are worth and what runs cost. It is all in other parts of the library; here is what is chosen, and
   what belongs to what.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPLAIN_H
#define PGL_EXPLAIN_H

#include "compare/diff.h"
#include "profile/health.h"
#include "record/json-read-attribution.h"
#include "costs/join.h"
#include "explain/cascade.h"
#include "explain/contrast.h"

/* One change of a call, with why. */
struct pgl_explained_change {
	const struct pgl_change *change;
	uint32_t caller; /* the body it stands in */
	struct pgl_statements why;
	const struct pgl_attributed_site *worth; /* of it put back alone; NULL: not known */
};

/* A function, with the calls of it that changed. */
struct pgl_explained_function {
	const struct pgl_function_change *function;
	struct pgl_integer frame[PGL_SIDES];  /* bytes, estimated; of its texts the largest */
	struct pgl_explained_change *changes; /* most calls saved or added first */
	size_t n_changes, n_all;	      /* those explained, and all there are */
};

/* The function with a call that was un-inlined whose frame shrank most. */
struct pgl_shrunk {
	uint32_t body; /* or PGL_NONE */
	struct pgl_integer frame[PGL_SIDES];
};

/* A call that was rejected since others had used up a budget. */
struct pgl_explained_cascade {
	const struct pgl_change *change;
	struct pgl_cascade cascade;
};

struct pgl_explanation {
	const struct pgl_diff *diff;
	const struct pgl_health *health;
	const struct pgl_attributed *attributed; /* or NULL */
	const struct pgl_measured_join *join;	 /* or NULL */
	struct pgl_cascades *cascades;
	struct pgl_integer *frames[PGL_SIDES]; /* by body */
	struct pgl_explained_function *functions;
	size_t n_functions, n_all;		/* explained; all whose calls changed */
	struct pgl_explained_cascade *cascaded; /* of all changes, in their order */
	size_t n_cascaded;
	struct pgl_shrunk shrunk;
};

/* Chooses at most N_FUNCTIONS functions and N_CHANGES calls of each (0: all) and explains them. All
   that is given must outlive EXPLANATION; ATTRIBUTED and JOIN may be NULL. */
void pgl_explanation_init(struct pgl_explanation *explanation, const struct pgl_diff *diff,
			  const struct pgl_health *health, const struct pgl_attributed *attributed,
			  const struct pgl_measured_join *join, size_t n_functions,
			  size_t n_changes);
void pgl_explanation_release(struct pgl_explanation *explanation);

#endif
