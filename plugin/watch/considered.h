/* Works out why calls are not inlined.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CONSIDERED_H
#define PGL_CONSIDERED_H

#include "watch/watch.h"

/* Begins to work it out for the early inliner in NODE, or for the IPA inliner if NODE is NULL; ends. */
void start_considering(cgraph_node *node);
void stop_considering(void);
/* To be called when E is about to be inlined; when TO is made as a copy of FROM. */
void consider_inlining(cgraph_edge *e);
void consider_copied(cgraph_edge *from, cgraph_edge *to);
/* Why the early inliner left E a call; false: E was never a candidate. */
bool early_rejection_of(cgraph_edge *e, pgl_decision *ret);
/* Why the IPA inliner left E a call. */
void ipa_rejection_of(cgraph_edge *e, pgl_decision *ret);

#endif
