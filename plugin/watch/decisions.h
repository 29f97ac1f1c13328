/* Records each decision of GCC's inliners.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DECISIONS_H
#define PGL_DECISIONS_H

#include "watch/watch.h"

/* Start recording what INLINER inlines, as it does; stop. */
void start_listening(enum pgl_inliner inliner);
void stop_listening(void);
/* Register the hooks that keep watch.by_number up to date. */
void follow_nodes(void);
/* The site of E in the tree at its current location, made if necessary (and then added to *RET_MADE
   unless that is NULL); PGL_NONE: out of memory. */
uint32_t site_of(cgraph_edge *e, vec<uint32_t> *ret_made = NULL);
/* Record that SITE was copied along with the function around it, unless a decision was recorded. */
void note_copied(uint32_t site);
/* Record that INLINER did not inline SITE, with the reason, growth and limit of WHY. */
void note_rejection(uint32_t site, enum pgl_inliner inliner, const pgl_decision *why);

#endif
