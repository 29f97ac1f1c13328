/* What sites.c and its other half, sites/settle.c, share; nobody else's business.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SITES_INTERNAL_H
#define PGL_SITES_INTERNAL_H

#include "sites/sites.h"

/* What is known beside site number i. */
struct beside {
	uint32_t next;	   /* the next site with the same hash, in the order they were added */
	uint32_t moved_to; /* its place in a clone that took it over, or PGL_NONE */
	uint32_t met_by;   /* the root whose walk met it last, or PGL_NONE */
	const void *scope; /* the inlined body it stands for, or NULL */
};

struct pgl_sites {
	struct pgl_record *record;
	struct beside *beside;
	uint32_t room;
	/* Chains' first and last sites; n_slots is a power of two. */
	uint32_t *first, *last;
	uint32_t n_slots;
};

/* Where SITE stands; does it stand at PLACE; does it call CALLEE or a clone of the same origin? */
struct pgl_place pgl_site_place(const struct pgl_site *site);
bool pgl_site_stands_at(const struct pgl_site *site, struct pgl_place place);
bool pgl_site_calls(const struct pgl_record *record, const struct pgl_site *site, uint32_t callee);

#endif
