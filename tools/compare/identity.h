/* Common numbers for the units, files and functions of two builds, so that later steps compare numbers.

   Units pair by their source: its path and text, and where one was compiled several times, by the
   flags and the name of the record's file; so do the units of a program linked with -flto.
   A *body* is a function as both builds know it: one that other units can see is the same in the whole
   program, any other within its unit. A clone counts as its origin; a part split off a function is a body
   of its own.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_IDENTITY_H
#define PGL_IDENTITY_H

#include "records/inline-forest.h"

/* The two builds, as indexes. */
enum pgl_side { PGL_OLD, PGL_NEW, PGL_SIDES };

/* Where a name that is not visible outside means one function: a compiled unit, one of the units of a link,
   or a link itself. */
struct pgl_scope {
	const struct pgl_unit *unit; /* NULL: not in that build */
	uint32_t record, linked; /* which record of the build; which of its units, or PGL_NONE */
};

struct pgl_identity {
	const struct pgl_forest *forest[PGL_SIDES];
	uint32_t n_units;
	uint32_t *unit[PGL_SIDES];	/* a build's unit -> the common one */
	uint32_t *unit_back[PGL_SIDES]; /* the common unit -> the build's, or PGL_NONE */
	uint32_t n_scopes;
	struct pgl_scope *scope[PGL_SIDES]; /* by number */
	/* A build's record -> where its numbers begin in SCOPES: its own, then those of its units. */
	uint32_t *first_scope[PGL_SIDES], *scopes[PGL_SIDES];
	uint32_t n_bodies;
	uint32_t *body[PGL_SIDES];    /* a build's function -> its body */
	uint32_t *origin;	      /* body -> the body it was split from, or itself */
	uint32_t *example[PGL_SIDES]; /* body -> a function of the build that has it, preferably
				       * with code and not a clone; or PGL_NONE */
	uint32_t *first_file[PGL_SIDES], *file[PGL_SIDES]; /* unit, its file -> the common one */
};

/* Numbers what OLD and NEW hold; both must outlive IDENTITY. Release IDENTITY. */
void pgl_identity_init(struct pgl_identity *identity, const struct pgl_forest *old,
		       const struct pgl_forest *new);
void pgl_identity_release(struct pgl_identity *identity);

/* The scope of FUNCTION, by SIDE's forest's number. */
uint32_t pgl_identity_scope(const struct pgl_identity *identity, enum pgl_side side,
			    uint32_t function);
/* The body that SITE of SIDE calls, or PGL_NONE; and the one its root function has. */
uint32_t pgl_identity_callee(const struct pgl_identity *identity, enum pgl_side side,
			     uint32_t site);
uint32_t pgl_identity_root(const struct pgl_identity *identity, enum pgl_side side, uint32_t site);
/* True if BODY is a part split off a function. */
bool pgl_identity_is_part(const struct pgl_identity *identity, uint32_t body);
/* The common number of the file of SITE's location, or PGL_NONE. */
uint32_t pgl_identity_file(const struct pgl_identity *identity, enum pgl_side side, uint32_t site);

#endif
