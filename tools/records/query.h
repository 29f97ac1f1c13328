/* Which call sites the user selected, and in what order: the filters and the sort key that every
   command takes.

   A pgl_query holds the command line. A pgl_filter is the query prepared for one record:
   the globs are matched once per function and file, not once per site. pgl_select_...() run the
   query over a build.

   Filters of different kinds must all hold; a filter given again is an "or".

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_QUERY_H
#define PGL_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "records/load.h"
#include "base/parse-options.h"

enum pgl_sort {
	PGL_SORT_LOCATION, /* file, line, column */
	PGL_SORT_COUNT,	   /* most executions first */
	PGL_SORT_CALLER,
	PGL_SORT_CALLEE,
	PGL_SORT_REASON,
	PGL_SORT_SEQUENCE,  /* as the compiler inlined them */
	PGL_SORT_GROWTH,    /* largest first */
	PGL_SORT_BADNESS,   /* lowest first: as the compiler's heap */
	PGL_SORT_FREQUENCY, /* highest first */
	PGL_SORT_N
};
extern const char *const pgl_sort_words[];

struct pgl_query {
	struct pgl_texts functions; /* globs */
	struct pgl_texts files;	    /* globs */
	struct pgl_texts callees;   /* globs */
	struct pgl_texts reasons;
	struct pgl_texts inliners;
	struct pgl_texts events; /* what happened */
	bool hot;
	bool inlined, rejected;
	bool no_copies;
	uint64_t limit; /* 0: none */
	int sort;	/* enum pgl_sort; commands with an order of their own ignore it */
};

/* The rows for the switches of struct TYPE, which holds the query as MEMBER. */
#define PGL_FILTER_SWITCHES(type, member)                                                          \
	PGL_LIST(type, member.functions, 0, "function", "GLOB",                                    \
		 "calls made by or ending up in a function whose name\n"                           \
		 "or assembler name matches"),                                                     \
		PGL_LIST(type, member.files, 0, "file", "GLOB",                                    \
			 "calls in files whose path, or last part of it, matches"),                \
		PGL_LIST(type, member.callees, 0, "callee", "GLOB",                                \
			 "calls of a function whose name or assembler name\n"                      \
			 "matches; '(indirect)' is a call of no known function"),                  \
		PGL_LIST(type, member.reasons, 0, "reason", "NAME",                                \
			 "calls rejected for this reason, by its CIF name;\n"                      \
			 "the early inliner's also if GCC decided again later"),                   \
		PGL_LIST(type, member.inliners, 0, "inliner", "NAME",                              \
			 "calls whose last decision came from einline,\n"                          \
			 "ipa-inline, or from either as always_inline"),                           \
		PGL_FLAG(type, member.hot, 0, "hot",                                               \
			 "calls with a hot count; without a profile, those\n"                      \
			 "the compiler does not optimize for size")
#define PGL_DECISION_SWITCHES(type, member)                                                        \
	PGL_FLAG(type, member.inlined, 0, "inlined", "calls that were inlined"),                   \
		PGL_FLAG(type, member.rejected, 0, "rejected",                                     \
			 "calls that an inliner decided not to inline"),                           \
		PGL_FLAG(type, member.no_copies, 0, "no-copies",                                   \
			 "leave out calls that came with an inlined body")
#define PGL_EVENT_SWITCH(type, member)                                                             \
	PGL_LIST(type, member.events, 0, "event", "WHAT",                                          \
		 "only events of this kind: promoted,\n"                                           \
		 "constprop, split, partition ...")
#define PGL_ORDER_SWITCHES(type, member)                                                           \
	PGL_CHOICE(type, member.sort, 0, "sort", "KEY", pgl_sort_words,                            \
		   "location (default), count, caller, callee, reason,\n"                          \
		   "sequence, growth, badness or frequency"),                                      \
		PGL_LIMIT_SWITCH(type, member)
#define PGL_LIMIT_SWITCH(type, member)                                                             \
	PGL_NUMBER(type, member.limit, 'n', "limit", "N", "only the first N; 0: all (default)")

/* Checks QUERY. Returns 0, or -1 with ERROR set: an unknown inliner. */
int pgl_query_check(const struct pgl_query *query, struct pgl_error *error);

/* If QUERY selects a reason that no site in BUILD has, but one of a similar name: that name (borrowed from
   BUILD), with *RET_TYPED the one typed. Else NULL. */
const char *pgl_query_near_reason(const struct pgl_query *query, const struct pgl_build *build,
				  const char **ret_typed);

/* True if PATH, or its last part, matches a glob of QUERY for files, or if QUERY has none. */
bool pgl_query_names_file(const struct pgl_query *query, const char *path);

struct pgl_filter;

/* Prepares QUERY for RECORD; both must outlive the filter. */
struct pgl_filter *pgl_filter_new(const struct pgl_query *query, const struct pgl_record *record);
void pgl_filter_free(struct pgl_filter *filter);
/* True if the site / the function passes. --function, --file and --hot select functions. */
bool pgl_filter_site(const struct pgl_filter *filter, uint32_t site);
bool pgl_filter_function(const struct pgl_filter *filter, uint32_t function);
/* --function (its own or the target), --callee (the target), --file, --hot, --event and the decision on its
   call select events. */
bool pgl_filter_event(const struct pgl_filter *filter, uint32_t event);
/* --function, --file and --hot select branches. */
bool pgl_filter_branch(const struct pgl_filter *filter, uint32_t branch);
/* The two halves of pgl_filter_site(): by location, caller and callee, and by its decision (NULL: none) and the early inliner's. */
bool pgl_filter_location(const struct pgl_filter *filter, uint32_t site);
bool pgl_filter_decision(const struct pgl_filter *filter, uint32_t site,
			 const struct pgl_decision *decision);

/* A site (or a function) of a build: record UNIT's number ID. */
struct pgl_reference {
	uint32_t unit;
	uint32_t id;
};

struct pgl_selection {
	struct pgl_reference *item;
	size_t n;
	size_t n_passed; /* before the limit */
};

/* The sites / functions / events / branches of BUILD that pass QUERY, in its order, cut at its limit. Release
   the selection. */
struct pgl_selection pgl_select_sites(const struct pgl_query *query, const struct pgl_build *build);
struct pgl_selection pgl_select_functions(const struct pgl_query *query,
					  const struct pgl_build *build);
struct pgl_selection pgl_select_events(const struct pgl_query *query,
				       const struct pgl_build *build);
struct pgl_selection pgl_select_branches(const struct pgl_query *query,
					 const struct pgl_build *build);
void pgl_selection_release(struct pgl_selection *selection);

#endif
