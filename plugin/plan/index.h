/* The recorded build of a replay plan, made searchable: the functions that are the same in both
   builds, and the recorded sites at a location.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_INDEX_H
#define PGL_PLAN_INDEX_H

#include "record/record.h"

/* The recorded calls in ROOT that PARENT brought in. */
struct context {
	uint32_t root, parent;
};

/* The recorded functions whose trees may hold the calls of one function of the live build, the best
   first. */
struct bodies {
	bool is_known;
	uint32_t n, *root;
};

/* RECORDED is the build to be repeated, LIVE the one being compiled. */
struct index {
	struct pgl_record *recorded;
	const struct pgl_record *live;
	uint32_t *first, *next, n_slots; /* recorded sites by location: chains */
	uint32_t *moved; /* site -> the same in the clone that replaced its function, or PGL_NONE */
	const char **key, **origin; /* function -> its body's name, its origin's */
	bool *has_calls;	    /* function -> is it the root of a call? */
	struct bodies *bodies;	    /* by LIVE's function */
	uint32_t n_bodies;
};

/* Builds the index *RET of two builds. Returns false when out of memory. */
bool pgl_index_make(struct index *ret, struct pgl_record *recorded, const struct pgl_record *live);

/* True if FUNCTION is a part split off another; if RECORD's SITE calls one. */
bool pgl_is_part(const struct pgl_function *function);
bool pgl_calls_part(const struct pgl_record *record, const struct pgl_site *site);

/* Returns the name of the origin of RECORD's FUNCTION, and that of its code: its origin's, except
   that a part has code of its own. Equal names in both builds are the same pointer. */
const char *pgl_index_origin_key(struct index *index, const struct pgl_record *record,
				 const struct pgl_function *function);
const char *pgl_index_body_key(struct index *index, const struct pgl_record *record,
			       const struct pgl_function *function);
/* The recorded functions whose trees may hold the calls of LIVE's FUNCTION. */
const struct bodies *pgl_index_bodies(struct index *index, uint32_t function);
/* True if the recorded build split a part off LIVE's FUNCTION. */
bool pgl_index_is_split(struct index *index, uint32_t function);

/* Returns the chain of recorded sites that may be AT LOCATION; true if SITE is there. */
uint32_t pgl_index_slot(const struct index *index, struct context at, struct pgl_location location);
bool pgl_index_stands_at(const struct index *index, const struct pgl_site *site, struct context at,
			 struct pgl_location location);

#endif
