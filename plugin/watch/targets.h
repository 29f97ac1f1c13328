/* Records which indirect calls get a known or guessed target.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_TARGETS_H
#define PGL_TARGETS_H

#include "watch/watch.h"

/* Registers the hook. */
void follow_targets(void);
/* Record what PASS has done to indirect calls. */
void look_at_targets(const char *pass);
/* E is the call SITE: set the site of E's event, if any. */
void tie_target(cgraph_edge *e, uint32_t site);
/* The indirect call SITE became the direct call E: before the IPA inliner began; during an
   inlining. */
void note_early_target(cgraph_edge *e, uint32_t site);
void note_inline_target(cgraph_edge *e, uint32_t site);

#endif
