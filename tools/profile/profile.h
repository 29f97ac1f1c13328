/* What can be said of profiles that were taken somewhere: what they cover, whether they fit what is compiled now,
   and how much two of them have in common.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROFILE_H
#define PGL_PROFILE_H

#include "formats/gcov.h"

/* How a function's counts go with a compile's notes. */
enum pgl_fit {
	PGL_FIT_UNKNOWN, /* there are no notes of its unit */
	PGL_FIT_FITS,
	PGL_FIT_MOVED,	    /* fits, but is declared at another line or in another file */
	PGL_FIT_MISMATCHED, /* its flow graph is another now: GCC drops its counts */
	PGL_FIT_MISSING,    /* compiled now, and not in the profile */
	PGL_FIT_STRANGER,   /* in the profile, and not compiled any more */
	PGL_FIT_N
};
const char *pgl_fit_word(enum pgl_fit fit);

struct pgl_profile_function {
	const char *name, *source; /* by the notes; NULL: not known */
	uint32_t line;
	uint32_t ident;
	enum pgl_fit fit;
	bool has_run;
	struct pgl_integer blocks, blocks_run; /* known where notes fit */
	uint64_t arcs, arcs_run;	       /* counters, and those above zero */
};

/* The counts of one compiled unit. */
struct pgl_profile_unit {
	const char *name; /* below the profile's folder, without .gcda; owned */
	struct pgl_gcov_file data;
	const struct pgl_gcov_file *notes; /* or NULL */
	struct pgl_gcov_file *own_notes;   /* the same, where the unit owns them */
	bool is_of_notes;		   /* of the very compile that they are of */
	const char *
		newer; /* a source of it that was changed after the counts were written; or NULL; owned */
	struct pgl_profile_function *functions;
	size_t n_functions, n_run, n_fit[PGL_FIT_N];
	uint64_t blocks, blocks_run; /* of those functions of which they are known */
	uint64_t arcs, arcs_run;
	double sum; /* of all counters of arcs */
};

struct pgl_profile {
	const char *path;		/* as it was given; owned */
	struct pgl_profile_unit *units; /* by name */
	size_t n, room;
	/* Over all units; units by what they have. */
	size_t n_functions, n_run, n_fit[PGL_FIT_N], n_with_notes, n_other_notes, n_newer;
	uint64_t blocks, blocks_run, arcs, arcs_run;
	uint32_t runs, sum_max; /* the largest */
	bool has_two_versions;
	double sum;
};

/* Notes by the name of their file. */
struct pgl_profile_notes {
	struct pgl_gcov_file *item;
	size_t n, room;
};

/* Reads the .gcno at and below PATH. 0, or -1 with ERROR set. */
int pgl_profile_notes_add(struct pgl_profile_notes *notes, const char *path,
			  struct pgl_error *error);
void pgl_profile_notes_release(struct pgl_profile_notes *notes);

/* Reads the profile at PATH: a .gcda, or all of those below a folder. NOTES: those to judge it by, which must
   outlive it; if there are none, those beside the data. 0, or -1 with ERROR set and nothing kept. */
int pgl_profile_read(struct pgl_profile *profile, const char *path,
		     const struct pgl_profile_notes *notes, struct pgl_error *error);
void pgl_profile_release(struct pgl_profile *profile);

/* How much A and B have in common, from 0 to 1, as gcov-tool overlap has it: over all counters of arcs, the smaller
   of its shares in both. What only one of them has, by unit, function or flow graph, counts 0. */
double pgl_profile_overlap(const struct pgl_profile *a, const struct pgl_profile *b);

#endif
