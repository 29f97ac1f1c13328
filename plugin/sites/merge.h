/* Joins the records that a program's compiles left for its link into the record of that link:
   functions that several units see become one, the trees of early inlining are copied, and the link
   can find each call by its own number for it. Independent of GCC.

   A *part* is the record of one compile. Its functions and sites have their own numbers; these
   functions map them to the link's.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MERGE_H
#define PGL_MERGE_H

#include "record/record.h"
#include "sites/sites.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A function or a site of one part; part is PGL_NONE: none. */
struct pgl_part_id {
	uint32_t part, id;
};

struct pgl_merge; /* refers to the record of the link and its sites, owns the parts */

/* Returns a merge that lives until the compiler ends. NULL: out of memory. */
struct pgl_merge *pgl_merge_new(struct pgl_record *record, struct pgl_sites *sites);

/* Adds PART's unit and functions to the record and owns PART; NULL: a unit named SOURCE that left
   no record. Returns its number, or PGL_NONE: out of memory. */
uint32_t pgl_merge_add(struct pgl_merge *merge, struct pgl_record *part, const char *source);
/* The index in unit.units of the units of part number PART. */
uint32_t pgl_merge_unit(const struct pgl_merge *merge, uint32_t part);

/* The function that part number PART calls ASSEMBLER. */
struct pgl_part_id pgl_merge_find(const struct pgl_merge *merge, uint32_t part,
				  const char *assembler);
/* Returns its part's entry for FUNCTION. */
const struct pgl_function *pgl_merge_described(const struct pgl_merge *merge,
					       struct pgl_part_id function);
/* Returns the call in FUNCTION with the link's number STATEMENT. */
struct pgl_part_id pgl_merge_call(const struct pgl_merge *merge, struct pgl_part_id function,
				  unsigned statement);

/* Returns the link's function for FUNCTION, and the one that all units name ASSEMBLER, or
   PGL_NONE. */
uint32_t pgl_merge_function(const struct pgl_merge *merge, struct pgl_part_id function);
uint32_t pgl_merge_visible(const struct pgl_merge *merge, const char *assembler);
/* Records that all units name FUNCTION, which is in no part, ASSEMBLER. */
void pgl_merge_note_visible(struct pgl_merge *merge, const char *assembler, uint32_t function);
/* Returns the link's site for SITE, or PGL_NONE: not taken. */
uint32_t pgl_merge_site(const struct pgl_merge *merge, struct pgl_part_id site);

/* Records that the link kept FUNCTION's code among the units' copies. Call it before
   pgl_merge_take(). */
void pgl_merge_keep(struct pgl_merge *merge, struct pgl_part_id function);
/* Sets the factor that scales the counts in FUNCTION. */
void pgl_merge_scale(struct pgl_merge *merge, struct pgl_part_id function, double scale);
/* Takes the sites and events of all functions kept, and of the only or first copy where
   pgl_merge_keep() named none. Decisions are renumbered unit by unit. Returns the last number. */
uint32_t pgl_merge_take(struct pgl_merge *merge);

#ifdef __cplusplus
}
#endif

#endif
