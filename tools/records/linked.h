/* Records of compiles and of the links that optimized them: a build may have both for one unit, or lack
   either.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LINKED_H
#define PGL_LINKED_H

#include <stdbool.h>

#include "records/load.h"

/* Frees the records of compiles in BUILD that the record of a link holds, too: the link's record says all
   they say and what the link did. */
void pgl_build_drop_linked(struct pgl_build *build);

/* Why a record that a build lacks leaves something unknown. */
enum pgl_lack {
	PGL_LACK_COMPILE,     /* a linked unit has no record of its compile */
	PGL_LACK_LINK,	      /* a compile that leaves all code to the link has no record of it */
	PGL_LACK_LINK_OR_NOT, /* the same for a compile that has code of its own, too */
	PGL_LACK_N
};

/* A sentence without its subject, the unit, and without full stop. */
const char *pgl_lack_text(enum pgl_lack lack);
/* Calls TAKE for each unit of BUILD, in order, that leaves something unknown. */
typedef void pgl_lack_taker(void *context, enum pgl_lack lack, const struct pgl_unit *unit);
void pgl_build_lacks(const struct pgl_build *build, pgl_lack_taker *take, void *context);

/* True if RECORD has the body of a function from unit number LINKED of a link, or with PGL_NONE from the
   record's own unit. */
bool pgl_unit_has_code(const struct pgl_record *record, uint32_t linked);
/* True if RECORD has the body of any function; otherwise there is nothing to execute or to count. */
bool pgl_record_has_code(const struct pgl_record *record);

#endif
