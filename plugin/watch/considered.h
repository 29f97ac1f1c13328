/* Finds out why GCC does not inline calls.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CONSIDERED_H
#define PGL_CONSIDERED_H

#include "watch/watch.h"

/* Start watching the early inliner in NODE, or the IPA inliner if NODE is NULL; stop. */
void start_considering(cgraph_node *node);
void stop_considering(void);
/* Call when GCC is about to inline E; when GCC makes TO as a copy of FROM. */
void consider_inlining(cgraph_edge *e);
void consider_copied(cgraph_edge *from, cgraph_edge *to);
/* Why the early inliner left E a call; false: E was never a candidate. */
bool early_rejection_of(cgraph_edge *e, pgl_decision *ret);
/* Why the IPA inliner left E a call. */
void ipa_rejection_of(cgraph_edge *e, pgl_decision *ret);

#endif
