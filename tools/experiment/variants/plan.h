/* Decision sets: records of inlinings that no compiler decided, for the plugin to replay.

   A decision set is one build's record with some calls decided as in the other build. pgl_match pairs the calls; the trees
   are then compared instance by instance: the calls within a body that both builds inlined at the same place. Where an
   instance differs and is to change, a call that was inlined loses the subtree below it, and a call that becomes inlined
   gets the other build's subtree. A call without a counterpart keeps its decision.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_PLAN_H
#define PGL_VARIANTS_PLAN_H

#include "base/strbuf.h"
#include "compare/counterpart.h"

/* A call of the source that one build inlines and the other does not, at least at one instance. */
struct pgl_plan_site {
	uint32_t site[PGL_SIDES]; /* base sites */
	bool is_newly_inlined;	  /* only NEW inlines some instance; else only OLD does */
	bool is_both;		  /* another instance differs the other way round */
	uint32_t n_instances;	  /* that differ */
};

struct pgl_plans {
	const struct pgl_match *match;
	struct pgl_counterparts homes[PGL_SIDES];
	uint32_t *counterpart[PGL_SIDES]; /* by site, instances too; or PGL_NONE */
	struct pgl_plan_site *sites;
	uint32_t n_sites, sites_room;
	uint32_t *number[PGL_SIDES]; /* by base site: its number in SITES, or PGL_NONE */
};

/* Compares the trees of the builds that MATCH pairs; MATCH must outlive PLANS. */
void pgl_plans_init(struct pgl_plans *plans, const struct pgl_match *match);
void pgl_plans_release(struct pgl_plans *plans);

/* Which decisions a decision set takes from which build. */
struct pgl_plan {
	enum pgl_side from; /* whose records it is made from */
	/* Should an instance of SITE, which only NEW inlines if IS_NEWLY_INLINED, else only OLD, be as in NEW? */
	bool (*as_new)(const void *context, const struct pgl_plan_site *site,
		       bool is_newly_inlined);
	const void *context;
	bool with_promoted; /* take NEW's promoted indirect calls, which OLD does not have */
};

/* Writes the records of PLAN into FOLDER, which it makes, under the names of the records they are made from. 0, or -1 with
   ERROR set. */
int pgl_decision_set_write(const struct pgl_plans *plans, const struct pgl_plan *plan,
			   const char *folder, struct pgl_error *error);

/* "newly inlined", "un-inlined", or "both". */
const char *pgl_plan_site_kind(const struct pgl_plan_site *site);
/* Adds "file:line:column" of site NUMBER of PLANS in NEW, or "-". */
void pgl_plan_site_add_location(const struct pgl_plans *plans, uint32_t number,
				struct pgl_strbuf *text);
/* Adds "caller > callee", and " in root" if the caller was inlined early into the function root. */
void pgl_plan_site_add_call(const struct pgl_plans *plans, uint32_t number,
			    struct pgl_strbuf *text);

#endif
