/* Whether the profile that a build used is whole and belongs to this program, from its records; and, given a
   cost profile, whether training ran the functions that cost most.

   Every finding is certain; a doubtful one is left out. Lost increments, for instance, show in counts that
   no single-threaded run can leave: every direct call enters its callee, so a function is entered at least
   as often as its direct calls are executed, and exactly as often if only direct calls of its unit enter it
   (the record's flag `local`). GCC makes the counts within one function consistent, but caller and callee
   have separate counters. Left out are functions whose counts GCC itself moved (clones, split parts, merged
   functions, promoted indirect calls) and those of which the program may hold another unit's copy.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HEALTH_H
#define PGL_HEALTH_H

#include "compare/weigh.h"

/* What is wrong with the profile of a unit. */
enum pgl_unit_fault {
	PGL_FAULT_MISSING, /* GCC found no .gcda that it could read */
	PGL_FAULT_OTHER,   /* the file is of another source */
	PGL_FAULT_STALE,   /* of another version of this source */
	PGL_FAULT_PLACE, /* of this source under another path: static functions lost their counts */
	PGL_FAULT_LINES, /* fits, but functions have moved to other lines since training */
	PGL_FAULT_RUNS,	 /* has fewer training runs than other units */
	PGL_FAULT_N
};

/* "missing", "other_source", "stale", "other_place", "lines_moved", "other_runs". */
const char *pgl_unit_fault_word(enum pgl_unit_fault fault);

struct pgl_faulty_unit {
	enum pgl_unit_fault fault;
	const struct pgl_unit *unit; /* borrowed from the build */
	uint32_t scope;		     /* identity's */
	/* Functions of the unit that should have counts: all; counts fit; counts do not fit; of these, not
	 * in the .gcda, and static. */
	uint32_t n_functions, n_fit, n_mismatched, n_absent, n_static;
	uint32_t example; /* a mismatched function, by the forest's number; or PGL_NONE */
};

/* A function whose counts no single-threaded run can leave. */
struct pgl_contradiction {
	uint32_t function; /* by the forest's number */
	uint64_t entered;  /* executions of its entry, in all training runs */
	uint64_t called;   /* executions of its direct calls, in all training runs */
	uint32_t n_calls;
	bool is_local; /* only these calls can enter it */
};

/* A hot call that could not be inlined because the callee's body is not in the unit. */
struct pgl_elsewhere {
	uint32_t site;	   /* by the forest's number */
	double executions; /* per training run */
	uint32_t function; /* the callee's body, by the forest's number; PGL_NONE: in no unit of
				 * the records */
};

/* A function that costs much in the cost profile but was not, or hardly, executed in training. */
struct pgl_untrained {
	uint32_t body;
	uint64_t cost;	/* in the unit of the cost profile */
	double share;	/* of the whole cost profile, 0 to 1 */
	bool never_ran; /* in training; else GCC took it for unlikely */
};

struct pgl_health {
	const struct pgl_weights *weights;
	int side; /* whose profile; -1: none has any */
	uint32_t n_units, n_found;
	uint32_t n_functions, n_read, n_never_run, n_mismatched;
	uint32_t
		n_comdat; /* inline functions without counts: the program has another unit's copy */
	struct pgl_faulty_unit *units; /* by fault, then as in the build */
	size_t n_faulty;
	struct pgl_contradiction *contradictions; /* largest difference first */
	size_t n_contradictions;
	uint32_t n_compared; /* functions whose counts could contradict each other */
	uint32_t thread;     /* a call that starts a thread and ran in training, or PGL_NONE */
	struct pgl_elsewhere
		*elsewhere; /* hot ones; those whose body is known first, most executed first */
	size_t n_elsewhere, n_known;
	struct pgl_untrained *untrained; /* most costly first */
	size_t n_untrained;
	bool is_measured;
};

struct pgl_cost_join;

/* Fills HEALTH, to be released, from the builds of WEIGHTS and their cost profiles JOIN (may be NULL). Both
   must outlive HEALTH. */
void pgl_health_init(struct pgl_health *health, const struct pgl_weights *weights,
		     const struct pgl_cost_join *join);
void pgl_health_release(struct pgl_health *health);

#endif
