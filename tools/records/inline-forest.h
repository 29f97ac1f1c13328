/* The inline forest of a whole build: every site of every record under one numbering, with what
   the sites' own lines say only together.

   A *base site* is a call as it stood in its root function before IPA inlining, early-inlined ones
   and what these brought along included. Everything else is a *copy*: brought into another root by
   an inlined body, or standing in a clone's code. A base site and its copies are its *instances*.

   A forest borrows its build, of records that are whole (json-read.h): their numbers are valid,
   parents come before their children, and what a site is a copy of is a base site.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_INLINE_FOREST_H
#define PGL_INLINE_FOREST_H

#include "records/load.h"

struct pgl_node {
	uint32_t unit;	 /* the index of its record in the build */
	uint32_t parent; /* the site whose body brought it in, or PGL_NONE */
	uint32_t base;	 /* the call it is an instance of; itself if it is one, or if it is a
			  * copy of which the record does not say what it copies */
	uint32_t body;	 /* the nearest ancestor inlined after early inlining: the instance it came
			  * with; or PGL_NONE: it stands in its root's own code */
};

struct pgl_forest {
	const struct pgl_build *build;
	uint32_t n_sites, n_functions;
	uint32_t *first_site, *first_function; /* by unit; one more at the end */
	uint32_t *function_unit;	       /* by function */
	struct pgl_node *nodes;		       /* by site */
	uint32_t *first_copy, *copies;	       /* copies of base S: copies[first_copy[S]...] */
};

/* Numbers the sites and functions of BUILD, which must outlive FOREST. Returns 0, or -1 with ERROR set and
   nothing kept: too many sites. */
int pgl_forest_init(struct pgl_forest *forest, const struct pgl_build *build,
		    struct pgl_error *error);
void pgl_forest_release(struct pgl_forest *forest);

/* The record, site or function behind a number of the forest; it lives as long as the build. */
const struct pgl_record *pgl_forest_record(const struct pgl_forest *forest, uint32_t site);
const struct pgl_site *pgl_forest_site(const struct pgl_forest *forest, uint32_t site);
const struct pgl_function *pgl_forest_function(const struct pgl_forest *forest, uint32_t function);
/* The forest's number of function ID in the record of SITE; PGL_NONE stays. */
uint32_t pgl_forest_function_of(const struct pgl_forest *forest, uint32_t site, uint32_t id);
/* The root function that SITE stands in, and the function it calls; PGL_NONE: unknown. */
uint32_t pgl_forest_root(const struct pgl_forest *forest, uint32_t site);
uint32_t pgl_forest_callee(const struct pgl_forest *forest, uint32_t site);

/* True if SITE is a base site. */
bool pgl_forest_is_base(const struct pgl_forest *forest, uint32_t site);
/* True if SITE is a copy that stands in the code of a clone made before IPA inlining. */
bool pgl_forest_is_clone_copy(const struct pgl_forest *forest, uint32_t site);
/* True if the early inliner inlined the base site. */
bool pgl_forest_is_early(const struct pgl_forest *forest, uint32_t base);
/* True if the call at SITE vanished before the IPA inliner came to it. */
bool pgl_forest_is_gone(const struct pgl_forest *forest, uint32_t site);
/* True if the call at SITE, base or copy, was inlined. */
bool pgl_forest_is_inlined(const struct pgl_forest *forest, uint32_t site);
/* True if no call instruction is left of SITE of RECORD, which was not inlined: GCC made the code of a built-in
   function in place, or removed the call after inlining. A record without `saw_code` knows few of these. */
bool pgl_site_is_without_code(const struct pgl_record *record, const struct pgl_site *site);
bool pgl_forest_is_without_code(const struct pgl_forest *forest, uint32_t site);
/* True if the instance SITE stays a call. */
bool pgl_forest_is_call(const struct pgl_forest *forest, uint32_t site);
/* True if FUNCTION is a clone other than a split part; false for PGL_NONE. */
bool pgl_forest_is_clone(const struct pgl_forest *forest, uint32_t function);
/* True if FUNCTION keeps an out-of-line body. */
bool pgl_forest_is_offline(const struct pgl_forest *forest, uint32_t function);

#endif
