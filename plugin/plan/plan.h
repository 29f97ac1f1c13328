/* A recorded build's decisions as a replay plan for this one: finds the recorded call that
   corresponds to a call, and what was decided on it.

   Both builds are records: the one that was read, and the one still being made. Functions pair by
   the name of their origin, calls from the outermost inwards: by the inlined call that brought them
   in, by location and callee, and among equals by order. A part split off a function is
   transparent: its calls are looked up in the function, and the reverse.

   Independent of GCC.

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
	PGL_PLANNED_LEAVE,   /* the recorded build left it a call */
	PGL_PLANNED_INLINE
};

/* What the plan holds for one call. */
struct pgl_planned_call {
	enum pgl_planned what;
	uint32_t
		site; /* of the recorded build; or PGL_NONE, where the body of a part split off here
			* belongs to the function there */
	uint32_t sequence; /* INLINE: its order; copies come with the code they are part of */
	enum pgl_phase phase;
};

/* A plan that makes the running compile repeat RECORDED's decisions; LIVE is its own record, still
   growing. Owns RECORDED and borrows LIVE. NULL: out of memory. */
struct pgl_plan *pgl_plan_new(struct pgl_record *recorded, const struct pgl_record *live);
const struct pgl_record *pgl_plan_recorded(const struct pgl_plan *plan);

/* Finds the planned call for LIVE's SITE. Once found, the result stays. */
struct pgl_planned_call pgl_plan_find(struct pgl_plan *plan, uint32_t site);
/* Finds the planned calls of all calls that LIVE has now, inlined calls first. */
void pgl_plan_find_all(struct pgl_plan *plan);
/* Leaves to GCC all calls that FILTER does not select. Takes over FILTER. */
void pgl_plan_select(struct pgl_plan *plan, struct pgl_plan_filter *filter);
/* True if the plan decides LIVE's SITE; the recorded SITE. */
bool pgl_plan_is_selected(struct pgl_plan *plan, uint32_t site);
bool pgl_plan_is_wanted(const struct pgl_plan *plan, uint32_t site);
/* True if the plan forbids the early inliner to inline a call of CALLEE at PLACE, both LIVE's. */
bool pgl_plan_forbids_early(struct pgl_plan *plan, struct pgl_place place, uint32_t callee);
/* True if the recorded build split a part off LIVE's FUNCTION. */
bool pgl_plan_is_split(struct pgl_plan *plan, uint32_t function);
/* Returns the recorded site that is guess number N, from 0, at the target of an indirect call at
   LIVE's PLACE; or PGL_NONE. */
uint32_t pgl_plan_guess(struct pgl_plan *plan, struct pgl_place place, uint32_t n);
/* True if that guess was made from class types rather than from a profile. */
bool pgl_plan_is_by_type(const struct pgl_plan *plan, uint32_t site);
/* True if the recorded build inlined the call SITE, or a copy of it in any function. */
bool pgl_plan_inlines_copy(const struct pgl_plan *plan, uint32_t site);
/* Returns the fraction of the indirect call's executions that took that guess. */
double pgl_plan_share(const struct pgl_plan *plan, uint32_t site);
/* Returns LIVE's function for the recorded FUNCTION, or PGL_NONE. */
uint32_t pgl_plan_live_function(struct pgl_plan *plan, uint32_t function);
/* Returns the IPA inliner's decision that inlined SITE, of either build; NULL: not inlined, or a
   copy. */
const struct pgl_decision *pgl_plan_decision(const struct pgl_site *site);
/* True if LIVE's FUNCTION has the code of the recorded function OTHER. */
bool pgl_plan_same_body(struct pgl_plan *plan, uint32_t function, uint32_t other);
/* Returns the lowest sequence number of the called-once phase, or UINT32_MAX. */
uint32_t pgl_plan_first_called_once(const struct pgl_plan *plan);

#ifdef __cplusplus
}
#endif

#endif
