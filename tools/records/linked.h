/* Compiles and the links that optimized what they left: records of both may stand side by side, and
   one may lack the other.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LINKED_H
#define PGL_LINKED_H

#include <stdbool.h>

#include "records/load.h"

/* Takes out of BUILD the records of compiles that one of a link in it holds too: all that they say
   stands there, with what the link made of it. */
void pgl_build_drop_linked(struct pgl_build *build);

/* What is not known of a build for want of another record. */
enum pgl_lack {
	PGL_LACK_COMPILE,     /* of a unit that was linked */
	PGL_LACK_LINK,	      /* of a compile that left all to the link */
	PGL_LACK_LINK_OR_NOT, /* of one that has code of its own too */
	PGL_LACK_N
};

/* A sentence without its subject, the unit, and full stop. */
const char *pgl_lack_text(enum pgl_lack lack);
/* Calls TAKE for each unit of BUILD, in order, for which something is not known. */
typedef void pgl_lack_taker(void *context, enum pgl_lack lack, const struct pgl_unit *unit);
void pgl_build_lacks(const struct pgl_build *build, pgl_lack_taker *take, void *context);

/* True if RECORD has the body of a function that comes from unit number LINKED of a link; PGL_NONE: of a
   function that comes from no other unit. */
bool pgl_unit_has_code(const struct pgl_record *record, uint32_t linked);
/* True if RECORD has the body of any function; otherwise there is nothing to execute or to count. */
bool pgl_record_has_code(const struct pgl_record *record);

#endif
