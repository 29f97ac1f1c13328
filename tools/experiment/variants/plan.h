/* Plans: records of inlinings that no compiler decided, to be replayed.

   A plan is one build's record with some calls as the other build has them. Which call is which, pgl_match
   says; from there the trees are compared instance by instance: what stands in a body that both builds
   inlined at the same place. Where they differ, the instance is turned into what is wanted: a call that is
   inlined no longer loses all that its body brought; one that is inlined now gets the other build's
   subtree. What has no counterpart stays as it is in the build that the plan is made from.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_PLAN_H
#define PGL_VARIANTS_PLAN_H

#include "base/strbuf.h"
#include "compare/counterpart.h"

/* A call of the source that is inlined in one build, and in the other is not, at least at one instance. */
struct pgl_plan_site {
	uint32_t site[PGL_SIDES]; /* base sites */
	bool is_newly_inlined;	  /* at least once in NEW alone; else in OLD alone */
	bool is_both;		  /* the other way round at another instance */
	uint32_t n_instances;	  /* that differ */
};

struct pgl_plans {
	const struct pgl_match *match;
	struct pgl_homes homes[PGL_SIDES];
	uint32_t *counterpart[PGL_SIDES]; /* by site, instances too; or PGL_NONE */
	struct pgl_plan_site *sites;
	uint32_t n_sites, sites_room;
	uint32_t *number[PGL_SIDES]; /* by base site: its number in SITES, or PGL_NONE */
};

/* Compares the trees of the builds that MATCH pairs; it must outlive PLANS. */
void pgl_plans_init(struct pgl_plans *plans, const struct pgl_match *match);
void pgl_plans_release(struct pgl_plans *plans);

/* What a plan is to be. */
struct pgl_plan {
	enum pgl_side from; /* whose records it is made from */
	/* Is an instance of this call, at which the builds differ, to be as in NEW? */
	bool (*as_new)(const void *context, const struct pgl_plan_site *site,
		       bool is_newly_inlined);
	const void *context;
	bool with_promoted; /* the calls that only NEW has since it promoted indirect ones, as in NEW */
};

/* Writes the records of PLAN into FOLDER, which is made, under the names that those it is made from have.
   0, or -1 with MESSAGE set. */
int pgl_plan_write(const struct pgl_plans *plans, const struct pgl_plan *plan, const char *folder,
		   struct pgl_strbuf *message);

/* "newly inlined", "un-inlined" or "both": here and there. */
const char *pgl_plan_site_kind(const struct pgl_plan_site *site);
/* Adds "file:line:column" of site NUMBER, or "-". */
void pgl_plan_site_add_place(const struct pgl_plans *plans, uint32_t number,
			     struct pgl_strbuf *text);
/* Adds "caller > callee", with the calls that early inlining brought it through. */
void pgl_plan_site_add_call(const struct pgl_plans *plans, uint32_t number,
			    struct pgl_strbuf *text);

#endif
