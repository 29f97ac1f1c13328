/* The inline forest while it grows: finds the site of a call by where it stands.

   A call is known by its root function, the inlined site it came through, its location and, where
   two share these, by order. The compiler rebuilds its call graph edges many times before the IPA
   inliner runs; this is what recognizes a call again. Knows no GCC.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SITES_H
#define PGL_SITES_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where a call stands, without its callee. */
struct pgl_place {
	uint32_t root, parent;
	struct pgl_location location;
};

bool pgl_same_place(struct pgl_place a, struct pgl_place b);
/* Returns SITE's place; true if SITE calls CALLEE, or a clone of the same origin. */
struct pgl_place pgl_site_place(const struct pgl_site *site);
bool pgl_site_calls(const struct pgl_record *record, const struct pgl_site *site, uint32_t callee);
/* A number for tables of places, a power of two long. */
uint32_t pgl_place_hash(struct pgl_place place);

struct pgl_sites; /* refers to a record and does not own it */

/* Lives until the compiler ends. NULL: out of memory. */
struct pgl_sites *pgl_sites_new(struct pgl_record *record);
struct pgl_record *pgl_sites_record(const struct pgl_sites *sites);

/* A new site at PLACE; its id, or PGL_NONE. */
uint32_t pgl_sites_add(struct pgl_sites *sites, struct pgl_place place, uint32_t caller,
		       uint32_t callee);

/* The inlined site at PLACE through which the scope SCOPE (any address that stands for one inlined
   body in ROOT's text) of CALLEE came in. The first scope asked for gets the first such site that
   has none, and so on; if there is no more, the body came along in another one, and a copy is made,
   with copy_of looked up in the tree of the root's ORIGIN. PGL_NONE: out of memory. */
uint32_t pgl_sites_enter(struct pgl_sites *sites, struct pgl_place place, uint32_t callee,
			 const void *scope);

/* What pgl_sites_recognize() looks for. */
enum pgl_sites_want {
	PGL_SITES_SAME_CALLEE,	/* the call as it was */
	PGL_SITES_OTHER_CALLEE, /* the only one left at the place, whose callee was replaced */
};

/* Returns the recorded site of the call to CALLEE that the walk over ROOT's code meets at PLACE:
   the first one not met yet; or PGL_NONE. */
uint32_t pgl_sites_recognize(struct pgl_sites *sites, struct pgl_place place, uint32_t callee,
			     enum pgl_sites_want want);
/* The same for the code of a clone ROOT of ORIGIN: a call that the original lost moves to the clone
   with its data; a call that it kept is copied. PGL_NONE: the original has no such call. */
uint32_t pgl_sites_recognize_in_clone(struct pgl_sites *sites, struct pgl_place place,
				      uint32_t origin, uint32_t callee);
/* The same if the site AT of the original is known. */
uint32_t pgl_sites_take_over(struct pgl_sites *sites, uint32_t at, struct pgl_place place,
			     uint32_t callee);
/* Where the call MODEL, that stood in its root before IPA inlining, stands if that root's body is found
   at PLACE: below copies, made if need be, of the inlined sites that it came through. */
struct pgl_place pgl_sites_place_of(struct pgl_sites *sites, struct pgl_place place,
				    uint32_t model);
/* Begins a new walk over all bodies: nothing has been met yet. */
void pgl_sites_begin_walk(struct pgl_sites *sites);
/* Notes that the walk over its root's body has met SITE, or asks whether one did. */
void pgl_sites_meet(struct pgl_sites *sites, uint32_t site);
bool pgl_sites_was_met(const struct pgl_sites *sites, uint32_t site);

/* Omits SITE, which has no children and no copies, from the result of pgl_sites_settle(); true if
   SITE is omitted or moved into a clone. */
void pgl_sites_drop(struct pgl_sites *sites, uint32_t site);
bool pgl_sites_is_dropped(const struct pgl_sites *sites, uint32_t site);

/* Makes a copy of SITE, as inlining FROM's body does, at PLACE. */
uint32_t pgl_sites_copy(struct pgl_sites *sites, uint32_t site, struct pgl_place place,
			uint32_t caller);
/* The site that SITE is a duplicate of: itself, unless it is a copy. */
uint32_t pgl_sites_base(const struct pgl_sites *sites, uint32_t site);

#ifdef __cplusplus
}
#endif

#endif
