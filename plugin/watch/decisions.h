/* Notes each decision of GCC's inliners in the record.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DECISIONS_H
#define PGL_DECISIONS_H

#include "watch/watch.h"

/* Begins to note what INLINER inlines, at the moment it does; stops noting it. */
void start_listening(enum pgl_inliner inliner);
void stop_listening(void);
/* Registers the hooks that keep watch.by_number up to date. */
void follow_nodes(void);
/* The site of E in the tree where it now stands, made if need be (and then added to *RET_MADE unless
   that is NULL); PGL_NONE: out of memory. */
uint32_t site_of(cgraph_edge *e, vec<uint32_t> *ret_made = NULL);
/* Notes that the body of SITE was copied along with the body around it, unless a decision was noted. */
void note_copied(uint32_t site);
/* Notes that INLINER did not inline SITE, with the reason, growth and limit of WHY. */
void note_rejection(uint32_t site, enum pgl_inliner inliner, const pgl_decision *why);

#endif
