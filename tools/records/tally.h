/* The numbers of a build: what `pgolens stat` says.

   Executions are the counts of the profile, summed over sites that are not copies: the count of a call
   before IPA inlining includes those of its copies.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_TALLY_H
#define PGL_TALLY_H

#include "records/load.h"

/* The calls of one sort. */
struct pgl_tally_row {
	uint64_t n_calls;    /* without copies */
	uint64_t n_copies;   /* that came with inlined bodies */
	uint64_t n_hot;	     /* of n_calls */
	uint64_t n_counted;  /* of n_calls: with a count in the profile */
	uint64_t executions; /* of those */
};

struct pgl_tally_reason {
	const char *name; /* borrowed from the build */
	struct pgl_tally_row row;
};

struct pgl_tally_event {
	const char *what; /* borrowed from the build */
	uint64_t n;
};

struct pgl_tally {
	uint64_t n_units, n_events;
	struct pgl_tally_event *events; /* those that happened: the known ones in their order */
	size_t n_event_kinds;
	uint64_t n_functions, n_bodies, n_clones;
	uint64_t n_offline[PGL_OFFLINE_N]; /* what became of the bodies */
	struct pgl_tally_row all;
	struct pgl_tally_row inlined[PGL_INLINER_N][PGL_PHASE_N];
	struct pgl_tally_row rejected[PGL_INLINER_N];
	struct pgl_tally_row undecided; /* without a decision */
	/* Not inlined, and no call instruction is left: expanded in place, or removed. */
	struct pgl_tally_row without_code;
	struct pgl_tally_reason *reasons; /* of the rejected: most executions first, then calls */
	size_t n_reasons;
	struct {
		uint64_t n_units[PGL_PROFILE_N];
		uint64_t n_missing; /* units told to use a profile that found none */
		uint32_t runs;	    /* the most of any unit */
		uint64_t n_read, n_never_run, n_mismatched; /* functions */
	} profile;
	struct pgl_integer size_before, size_after; /* unknown if one unit's is */
	struct pgl_integer bytes;		    /* of the records; unknown from a pipe */
};

/* Counts what BUILD holds; names are borrowed from it. Release TALLY. */
void pgl_tally_init(struct pgl_tally *tally, const struct pgl_build *build);
void pgl_tally_release(struct pgl_tally *tally);

/* A + B. */
struct pgl_tally_row pgl_tally_sum(struct pgl_tally_row a, struct pgl_tally_row b);

#endif
