/* Is the profile that a build used one of this program, and whole? What the records say of it, and, where
   runs were measured, whether those ran what was trained.

   Sound, or not said. In particular: that counters lost increments is told from counts that no run of one
   thread can leave. Every direct call enters its callee, so a function is entered at least as often
   as its direct calls ran, and one that only direct calls in its unit enter (the record's flag
   `local`) just as often. GCC makes the counts within one function fit each other; those of caller
   and callee come from counters of their own. Functions whose counts the compiler itself moved (clones,
   split parts, merged functions, guesses at indirect calls), and those of which the program may hold
   another unit's copy, are left out.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HEALTH_H
#define PGL_HEALTH_H

#include "compare/weigh.h"

/* What is wrong with a unit's profile. */
enum pgl_unit_fault {
	PGL_FAULT_MISSING, /* no .gcda that the compiler could read */
	PGL_FAULT_OTHER,   /* the file is of another source */
	PGL_FAULT_STALE,   /* of another version of this source */
	PGL_FAULT_PLACE, /* of this source compiled under another name: static functions lost theirs */
	PGL_FAULT_LINES, /* it fits, but functions were declared elsewhere when it was trained */
	PGL_FAULT_RUNS,	 /* it is of fewer training runs than others of the program */
	PGL_FAULT_N
};

/* "missing", "other_source", "stale", "other_place", "lines_moved", "other_runs". */
const char *pgl_unit_fault_word(enum pgl_unit_fault fault);

struct pgl_faulty_unit {
	enum pgl_unit_fault fault;
	const struct pgl_unit *unit; /* borrowed from the build */
	uint32_t scope;		     /* identity's */
	/* Functions of the unit: all with counts to expect; whose counts fit; do not; of these, which the
	 * file does not have, and which are static. */
	uint32_t n_functions, n_fit, n_mismatched, n_absent, n_static;
	uint32_t example; /* a mismatched function, by the forest's number; or PGL_NONE */
};

/* Counts of one function that no run of one thread can leave. */
struct pgl_contradiction {
	uint32_t function; /* by the forest's number */
	uint64_t entered;  /* so often; over all training runs, as the next */
	uint64_t called;   /* its direct calls ran so often */
	uint32_t n_calls;
	bool is_local; /* only these calls can enter it */
};

/* A call that ran in training and could not be inlined: the callee's body is not in the unit. */
struct pgl_elsewhere {
	uint32_t site;	   /* by the forest's number */
	double executions; /* per run */
	uint32_t function; /* the callee where its body is, by the forest's number; PGL_NONE: in no
				 * unit of the records */
};

/* A function that a measured run spent much on and the training did not run, or hardly. */
struct pgl_untrained {
	uint32_t body;
	uint64_t cost;	/* in the measurement's unit */
	double share;	/* of the whole measurement */
	bool never_ran; /* in training; else the compiler took it for unlikely */
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

struct pgl_measured_join;

/* Looks at the builds of WEIGHTS, and at JOIN, runs of both (may be NULL: none was measured); both must
   outlive HEALTH. */
void pgl_health_init(struct pgl_health *health, const struct pgl_weights *weights,
		     const struct pgl_measured_join *join);
void pgl_health_release(struct pgl_health *health);

#endif
