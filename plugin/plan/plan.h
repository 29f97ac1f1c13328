/* A recorded build's decisions as a plan for this one: which recorded call is the call at hand, and was
   it inlined?

   Both builds are records: the one that was read, and the one that is just being made. Functions pair by
   the name of their origin, calls from the outside in: by the body that brought them in, by place and
   callee, and among equals by order. A part split off a function is transparent: what stands in it is
   looked for in the function, and the other way round.

   Knows no GCC.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_H
#define PGL_PLAN_H

#include "plan/filter.h"
#include "record/record.h"
#include "sites/sites.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pgl_plan;

/* What the recorded build did to a call. */
enum pgl_planned {
	PGL_PLANNED_UNKNOWN, /* it has no such call */
	PGL_PLANNED_LEAVE,   /* it left the call a call */
	PGL_PLANNED_INLINE
};

/* One call's place in the plan. */
struct pgl_planned_call {
	enum pgl_planned what;
	uint32_t
		site; /* of the recorded build; or PGL_NONE, where the body of a part split off here
			* belongs to the function there */
	uint32_t sequence; /* INLINE: when; copies come with what they are part of */
	enum pgl_phase phase;
};

/* A plan to make what LIVE, which grows meanwhile, is the record of as RECORDED says. Owns RECORDED and
   borrows LIVE. NULL: out of memory. */
struct pgl_plan *pgl_plan_new(struct pgl_record *recorded, const struct pgl_record *live);
const struct pgl_record *pgl_plan_recorded(const struct pgl_plan *plan);

/* Finds the place in the plan of LIVE's SITE: once and for all, as soon as one is found. */
struct pgl_planned_call pgl_plan_find(struct pgl_plan *plan, uint32_t site);
/* Finds those of all calls that LIVE has now: what is inlined first. */
void pgl_plan_find_all(struct pgl_plan *plan);
/* Leaves all to the compiler that FILTER, which is taken over, does not mean. */
void pgl_plan_select(struct pgl_plan *plan, struct pgl_plan_filter *filter);
/* Is it for the plan to say what becomes of LIVE's SITE; of the recorded SITE? */
bool pgl_plan_is_selected(struct pgl_plan *plan, uint32_t site);
bool pgl_plan_is_wanted(const struct pgl_plan *plan, uint32_t site);
/* Is it against the plan that the early inliner inlines a call of CALLEE at PLACE, both LIVE's? */
bool pgl_plan_forbids_early(struct pgl_plan *plan, struct pgl_place place, uint32_t callee);
/* Has the recorded build split a part off LIVE's FUNCTION? */
bool pgl_plan_is_split(struct pgl_plan *plan, uint32_t function);
/* The site number N, from 0, of the recorded build that is a guess at the target of an indirect call
   at LIVE's PLACE; or PGL_NONE. */
uint32_t pgl_plan_guess(struct pgl_plan *plan, struct pgl_place place, uint32_t n);
/* Was that guess made from the types of classes, and not from a profile? */
bool pgl_plan_is_by_type(const struct pgl_plan *plan, uint32_t site);
/* Did the recorded build inline the call SITE, or a copy of it in any function? */
bool pgl_plan_inlines_copy(const struct pgl_plan *plan, uint32_t site);
/* Which share of the indirect call's executions went the way of that guess. */
double pgl_plan_share(const struct pgl_plan *plan, uint32_t site);
/* LIVE's function that is the recorded FUNCTION, or PGL_NONE. */
uint32_t pgl_plan_live_function(struct pgl_plan *plan, uint32_t function);
/* The IPA inliner's decision by which SITE, of either build, was inlined; NULL: it was not, or came along. */
const struct pgl_decision *pgl_plan_decision(const struct pgl_site *site);
/* Does LIVE's FUNCTION have the recorded build's body OTHER? */
bool pgl_plan_same_body(struct pgl_plan *plan, uint32_t function, uint32_t other);
/* The lowest sequence number among those of the called-once phase, or UINT32_MAX. */
uint32_t pgl_plan_first_called_once(const struct pgl_plan *plan);

#ifdef __cplusplus
}
#endif

#endif
