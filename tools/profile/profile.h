/* Profiles (.gcda) of any origin: what they cover, whether they fit a compile, and how much two of them have in
   common.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROFILE_H
#define PGL_PROFILE_H

#include "record/gcov.h"

/* How the counts of a function fit the notes (.gcno) of a compile. */
enum pgl_fit {
	PGL_FIT_UNKNOWN, /* there are no notes of its unit */
	PGL_FIT_FITS,
	PGL_FIT_MOVED,	    /* fits, but is declared at another line or in another file */
	PGL_FIT_MISMATCHED, /* its flow graph has changed: GCC drops its counts */
	PGL_FIT_MISSING,    /* in the notes, not in the profile */
	PGL_FIT_STRANGER,   /* in the profile, not in the notes */
	PGL_FIT_N
};
/* "unknown", "fits", "moved", "mismatched", "missing", "stranger". Static. */
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
	bool is_of_notes;		   /* the notes are of the compile that made the program */
	const char *newer; /* a source changed after the counts were written, or NULL; owned */
	struct pgl_profile_function *functions;
	size_t n_functions, n_run, n_fit[PGL_FIT_N];
	uint64_t blocks, blocks_run; /* of the functions where they are known */
	uint64_t arcs, arcs_run;
	double sum; /* of all counters of arcs */
};

struct pgl_profile {
	const char *path;		/* as it was given; owned */
	struct pgl_profile_unit *units; /* by name */
	size_t n, room;
	/* Sums over the units. */
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

/* Adds the .gcno at PATH, or all those below the folder PATH. 0, or -1 with ERROR set: one cannot be read, or
   there is none. Release NOTES in any case. */
int pgl_profile_notes_add(struct pgl_profile_notes *notes, const char *path,
			  struct pgl_error *error);
void pgl_profile_notes_release(struct pgl_profile_notes *notes);

/* Reads the profile at PATH: a .gcda, or all those below a folder. NOTES, which must outlive PROFILE, are what the
   counts are compared with; if it is empty, the .gcno beside each .gcda. 0, or -1 with ERROR set and nothing
   kept. */
int pgl_profile_read(struct pgl_profile *profile, const char *path,
		     const struct pgl_profile_notes *notes, struct pgl_error *error);
void pgl_profile_release(struct pgl_profile *profile);

/* How much A and B have in common, from 0 to 1, as `gcov-tool overlap` defines it: the sum, over all arc counters,
   of the smaller of its shares in A and in B. A unit, function or flow graph that only one has adds 0. */
double pgl_profile_overlap(const struct pgl_profile *a, const struct pgl_profile *b);

#endif
