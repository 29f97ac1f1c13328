/* What the plan's files share (plan.c, plan/bodies.c, plan/find.c, plan/ask.c); nobody else's business.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_INTERNAL_H
#define PGL_PLAN_INTERNAL_H

#include "plan/plan.h"

/* A file of LIVE that the recorded build does not have. */
#define NO_FILE (PGL_NONE - 1)

/* What the recorded build has at one place: ROOT's calls that came in with PARENT. */
struct context {
	uint32_t root, parent;
};

/* What was found out about one site of LIVE. */
struct placed {
	bool is_known;
	bool is_transparent; /* a call of a part that the recorded build has not split off */
	uint32_t site;	     /* of the recorded build */
	struct context at;   /* where its children are, if it is transparent */
};

struct bodies {
	bool is_known;
	uint32_t n, *root; /* whose trees may tell of this function's calls, the best first */
};

struct pgl_plan {
	struct pgl_record *recorded;
	const struct pgl_record *live;
	/* Of the recorded build. */
	uint32_t *first, *next, n_slots; /* sites by where they stand */
	uint32_t *live_site;		 /* site -> LIVE's, or PGL_NONE */
	uint32_t
		*moved; /* site -> that in the clone which took its function's place, or PGL_NONE */
	const char **key, **origin; /* function -> its body's name, its origin's */
	bool *has_calls;	    /* function -> is it the root of a call? */
	struct pgl_plan_filter *filter;
	bool *is_selected; /* site -> does the filter mean it? NULL: there is none */
	/* Of LIVE. */
	struct placed *placed;
	uint32_t n_placed;
	struct bodies *bodies;
	uint32_t n_bodies;
	uint32_t *file, n_files;
};

/* What is looked for. */
struct wanted {
	struct pgl_location location;
	const char *callee; /* NULL: an indirect call */
	bool is_guess;	    /* whatever the callee, but a guess at it */
	bool is_inlined;    /* by the early inliner, in LIVE */
	bool is_eh;
	uint32_t base; /* the recorded site that LIVE's original of the call was found to be */
};

typedef bool visitor(struct pgl_plan *plan, uint32_t site, const struct wanted *wanted,
		     void *context);

/* plan/bodies.c. Is FUNCTION a part split off another one? */
bool pgl_plan_is_part(const struct pgl_function *function);
/* The name of RECORD's FUNCTION's origin, and that of its body, which is that of its origin but for a part; one
   pointer for equal names of both builds. */
const char *pgl_plan_origin_key(struct pgl_plan *plan, const struct pgl_record *record,
				const struct pgl_function *function);
const char *pgl_plan_body_key(struct pgl_plan *plan, const struct pgl_record *record,
			      const struct pgl_function *function);
/* Did clones take the place of the recorded FUNCTION, and with it the calls that it had left? */
bool pgl_plan_is_replaced(const struct pgl_function *function);
/* Whose trees in the recorded build may tell of the calls of LIVE's FUNCTION. */
const struct bodies *pgl_plan_bodies(struct pgl_plan *plan, uint32_t function);

/* plan.c. Does RECORD's SITE call a part? */
bool pgl_plan_calls_part(const struct pgl_record *record, const struct pgl_site *site);
/* The chain of recorded sites with the same hash as what stands AT LOCATION; does SITE stand there? */
uint32_t pgl_plan_slot(const struct pgl_plan *plan, struct context at,
		       struct pgl_location location);
bool pgl_plan_stands_at(const struct pgl_plan *plan, const struct pgl_site *site, struct context at,
			struct pgl_location location);
/* Was SITE inlined by the early inliner? */
bool pgl_plan_was_early(const struct pgl_site *site);
/* What SITE is a copy of in the end. */
uint32_t pgl_plan_base(const struct pgl_record *record, uint32_t site);

/* plan/find.c. What to look for, for a call of CALLEE at LOCATION, both LIVE's. */
struct wanted pgl_plan_wanted(struct pgl_plan *plan, struct pgl_location location, uint32_t callee);
/* Calls TAKE, until it returns true, for all sites that the recorded build may have for LIVE's call in
   ROOT, below PARENT. */
void pgl_plan_visit(struct pgl_plan *plan, uint32_t root, uint32_t parent,
		    const struct wanted *wanted, visitor *take, void *context);

#endif
