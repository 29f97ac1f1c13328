/* Joins what the compiles of a program left for its link into the record of that link: functions
   that several units see become one, the trees of early inlining come along, each call can be found
   by what the link knows it by. Knows no GCC.

   A *part* is the record of one compile. Its functions and sites have numbers of their own; what is
   asked here is which of the link's they are.

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

/* Lives until the compiler ends. NULL: out of memory. */
struct pgl_merge *pgl_merge_new(struct pgl_record *record, struct pgl_sites *sites);

/* Takes over PART, or NULL for a unit that left nothing, which is called SOURCE. Adds its unit and
   its functions to the record. Its number, or PGL_NONE: out of memory. */
uint32_t pgl_merge_add(struct pgl_merge *merge, struct pgl_record *part, const char *source);
/* The index in unit.units of the units of part number PART. */
uint32_t pgl_merge_unit(const struct pgl_merge *merge, uint32_t part);

/* The function that part number PART calls ASSEMBLER. */
struct pgl_part_id pgl_merge_find(const struct pgl_merge *merge, uint32_t part,
				  const char *assembler);
/* What its part says of FUNCTION. */
const struct pgl_function *pgl_merge_described(const struct pgl_merge *merge,
					       struct pgl_part_id function);
/* The call in FUNCTION that the link knows by STATEMENT. */
struct pgl_part_id pgl_merge_call(const struct pgl_merge *merge, struct pgl_part_id function,
				  unsigned statement);

/* The link's function that is FUNCTION, and the one that is called ASSEMBLER by all units, or
   PGL_NONE. */
uint32_t pgl_merge_function(const struct pgl_merge *merge, struct pgl_part_id function);
uint32_t pgl_merge_visible(const struct pgl_merge *merge, const char *assembler);
/* Notes that all units call FUNCTION, of which no part told, ASSEMBLER. */
void pgl_merge_note_visible(struct pgl_merge *merge, const char *assembler, uint32_t function);
/* The link's site that is SITE, or PGL_NONE: it was not taken. */
uint32_t pgl_merge_site(const struct pgl_merge *merge, struct pgl_part_id site);

/* Notes that of all the bodies the units have for a function the link has kept FUNCTION's. To be called
   before pgl_merge_take(). */
void pgl_merge_keep(struct pgl_merge *merge, struct pgl_part_id function);
/* By how much the counts in FUNCTION are to be multiplied. */
void pgl_merge_scale(struct pgl_merge *merge, struct pgl_part_id function, double scale);
/* Takes the sites of all bodies that were kept, or of which nobody said so but that are the only
   ones or the first, and their events. The number of the last decision: they are numbered anew, unit by
   unit. */
uint32_t pgl_merge_take(struct pgl_merge *merge);

#ifdef __cplusplus
}
#endif

#endif
