/* Replays the decisions of a recorded build: inlines the calls that build inlined, in the same
   order, and no others.

   The early inliner may inline only what the recorded one did. Before "inline", the replay inlines
   what the recorded build had inlined by then and this one has not. GCC's own inliner then finds
   every other call forbidden. After it come the functions inlined because they are called once. The
   replay skips a decision that is not possible.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPLAY_H
#define PGL_REPLAY_H

#include "plan/split.h"
#include "watch/hooks.h"

/* Begin, before GCC compiles any function, to replay RECORDED, which the replay then owns, for the
   calls that match the filter ONLY (-replay-only=; NULL: all). False, with ERROR set: nothing is
   replayed. */
bool replay_begin(pgl_record *recorded, const char *only, pgl_error *error);
/* The hooks to install in the watch. */
extern const watch_hooks replay_hooks;
/* Register what -split= needs. SPLIT is the user's choice; the usual one follows the record, if
   any. */
void replay_register_split(const char *plugin, enum pgl_split split);

#endif
