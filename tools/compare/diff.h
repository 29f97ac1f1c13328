/* The difference of two builds: a list of changes, sums by kind, and the calls of every function before and
   after.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIFF_H
#define PGL_DIFF_H

#include "records/code-bytes.h"
#include "records/query.h"
#include "compare/became.h"
#include "compare/outcome.h"

enum pgl_kind {
	PGL_KIND_NEWLY_INLINED,
	PGL_KIND_UN_INLINED,
	PGL_KIND_MOVED,	 /* from one inliner to the other */
	PGL_KIND_REASON, /* rejected for another reason */
	PGL_KIND_APPEARED,
	PGL_KIND_VANISHED,
	PGL_KIND_N
};

/* "newly inlined" ... */
const char *pgl_kind_word(enum pgl_kind kind);

enum pgl_diff_sort {
	PGL_DIFF_SORT_WEIGHT, /* executions that changed, most first */
	PGL_DIFF_SORT_DELTA,  /* calls that became more or fewer, most first */
	PGL_DIFF_SORT_LOCATION,
	PGL_DIFF_SORT_CALLER,
	PGL_DIFF_SORT_CALLEE,
	PGL_DIFF_SORT_KIND,
	PGL_DIFF_SORT_N
};
extern const char *const pgl_diff_sort_words[];

struct pgl_change {
	enum pgl_kind kind;
	/* The outcomes below do not say what KIND does; those of other instances do. */
	bool is_in_copies;
	enum pgl_class class; /* appeared, vanished: why */
	enum pgl_pairing pairing;
	uint32_t site[PGL_SIDES]; /* the base site, or PGL_NONE */
	struct pgl_call_outcome outcome[PGL_SIDES];
	struct pgl_real executions; /* of the call, inlined or not */
	/* The executions that KIND is true of: those inlined in NEW only or in OLD only, in both (moved), in
	 * neither (reason changed), or all; all if nothing changed. */
	struct pgl_real weight;
	/* Newly inlined, un-inlined: the executions that changed the other way, in other copies. */
	double opposite;
	struct pgl_real calls[PGL_SIDES];
	bool executions_is_estimated, weight_is_estimated, calls_is_estimated[PGL_SIDES];
};

/* A function of either build. */
struct pgl_function_change {
	uint32_t body;
	bool is_inside;			  /* one of the builds has its code */
	struct pgl_real calls[PGL_SIDES]; /* of its out-of-line body, in training */
	bool calls_is_estimated[PGL_SIDES];
	struct pgl_real
		size[PGL_SIDES]; /* of its out-of-line bodies, clones included, after inlining */
	struct pgl_bytes bytes[PGL_SIDES]; /* of the same, where there are objects */
};

struct pgl_kind_sum {
	uint32_t n;
	double weight; /* those of its changes, and the opposite executions of the opposite kind */
	uint32_t n_unknown; /* without a weight */
	bool is_estimated;  /* one weight is */
	/* The callers, clones included: how many, and the bytes of those that both builds have an object
	   of. The bytes hold all that changed in the callers. */
	uint32_t n_callers;
	struct pgl_integer bytes[PGL_SIDES];
	/* GCC's estimate of what the inlinings that only one build did add, where recorded. */
	struct pgl_integer growth;
};

/* Which changes and functions are wanted, and in what order. The limit and order of QUERY are ignored;
   hot is by the profile that weighs both builds. */
struct pgl_diff_query {
	struct pgl_query query;
	bool only_changed; /* without changes that make no call execute more or less often */
	enum pgl_diff_sort sort;
};

/* The folder that all main sources of each build stand in. */
struct pgl_folders {
	const char *path[PGL_SIDES]; /* begins with it; "" if there is none */
	size_t length[PGL_SIDES];    /* of it, with a slash at its end */
};

struct pgl_diff {
	const struct pgl_weights *weights;
	struct pgl_folders folders;
	enum pgl_diff_sort sort;    /* of CHANGES */
	struct pgl_change *changes; /* heaviest first; a total order */
	size_t n_changes;
	struct pgl_kind_sum kinds[PGL_KIND_N];
	struct pgl_function_change *functions; /* largest difference first; a total order */
	size_t n_functions;
};

/* Compares the builds of WEIGHTS, which must outlive DIFF. WANTED: which changes and functions to keep, and
   in what order; NULL: all, most executions first. Sums are those of the changes kept. */
void pgl_diff_init(struct pgl_diff *diff, const struct pgl_weights *weights,
		   const struct pgl_diff_query *wanted);
void pgl_diff_release(struct pgl_diff *diff);

/* True if SITE of SIDE stands for a call: as OLD's site of a pair, or alone. */
bool pgl_change_is_told_by(const struct pgl_match *match, int side, uint32_t site);
/* Describes in CHANGE the call that SITE of SIDE stands for, with its partner or alone, in both builds.
   False: nothing changed; the kind and class of CHANGE then mean nothing. */
bool pgl_change_of(const struct pgl_weights *weights, int side, uint32_t site,
		   struct pgl_change *change);

/* The side that a change's (or body's) names and locations are taken from: the profile's, if the change is
   there. */
enum pgl_side pgl_change_side(const struct pgl_diff *diff, const struct pgl_change *change);
const struct pgl_function *pgl_diff_function(const struct pgl_diff *diff, uint32_t body);
/* The caller and callee of a change; the origin of a clone. NULL: an indirect call. */
const struct pgl_function *pgl_change_caller(const struct pgl_diff *diff,
					     const struct pgl_change *change);
const struct pgl_function *pgl_change_callee(const struct pgl_diff *diff,
					     const struct pgl_change *change);
/* A - B; unknown if either is. */
struct pgl_real pgl_real_minus(struct pgl_real a, struct pgl_real b);
/* PATH without the folder that all main sources of a build of the diff stand in. */
const char *pgl_below_folder(const struct pgl_folders *folders, const char *path);
/* Is the call of CHANGE hot in the profile that weighs both builds? 1 yes, 0 no, -1 unknown. */
int pgl_change_is_hot(const struct pgl_diff *diff, const struct pgl_change *change);
/* For qsort_r() of struct pgl_change, with a struct pgl_diff: most executions first, a total order. */
int pgl_change_compare(const void *a, const void *b, void *diff);
/* By location: file, line, column, caller, callee, ids; never 0 for two changes of a diff. */
int pgl_change_compare_location(const struct pgl_diff *diff, const struct pgl_change *a,
				const struct pgl_change *b);

#endif
