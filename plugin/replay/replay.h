/* Puts the decisions of a recorded build back: every call that was inlined there is inlined here, in the
   same order, and no other is.

   The early inliner is kept from what its recorded self did not inline; before "inline", all that was
   inlined until then and is not yet is inlined; GCC's own inliner then finds every other call forbidden;
   after it comes what was inlined for being called once. A decision that is not possible is left out.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPLAY_H
#define PGL_REPLAY_H

#include "plan/split.h"
#include "watch/hooks.h"

/* Begins, before any function is compiled, by RECORDED, which is taken over, for the calls that pass the filter ONLY
   (-replay-only=; NULL: all). False, with ERROR set: nothing is replayed. */
bool replay_begin(pgl_record *recorded, const char *only, pgl_error *error);
/* What then has to be called at the steps of the watch. */
extern const watch_hooks replay_hooks;
/* Registers what -split= needs, with RECORDED (or NULL) where nothing was asked for. */
void replay_register_split(const char *plugin, enum pgl_split split);

#endif
