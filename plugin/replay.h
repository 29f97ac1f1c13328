/* Puts the decisions of a recorded build back: every call that was inlined there is inlined here, in the
   same order, and no other is.

   The early inliner is kept from what its recorded self did not inline; before "inline", all that was
   inlined until then and is not yet is inlined; GCC's own inliner then finds every other call forbidden;
   after it comes what was inlined for being called once. A decision that is not possible is left out.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_REPLAY_H
#define PGL_REPLAY_H

#include "options.h"
#include "watch.h"

/* Begins, before any function is compiled, by RECORDED, which is taken over. False, with ERROR set:
   nothing is replayed. */
bool replay_begin(pgl_record *recorded, const pgl_plugin_options *options, pgl_error *error);
/* Registers what -split= needs, with RECORDED (or NULL) where nothing was asked for. */
void replay_register_split(const char *plugin, const pgl_plugin_options *options);

/* The steps, called by those of the watch. */
void replay_before_einline(cgraph_node *node);
void replay_after_einline(cgraph_node *node);
void replay_after_profile_estimate(void);
void replay_before_inline(void);
void replay_after_inline(void);
/* To be called when GCC's inliner is about to consider a call of CALLEE in CALLER's code: forbids what its
   last inlinings brought along and should not be inlined. May it go on with this one? */
bool replay_lets_consider(tree caller, tree callee);
/* To be called when GCC inlines E. */
void replay_note_inlining(cgraph_edge *e);
/* Takes out of the record what is there only because the replay looked at it, and is not among SEEN. */
void replay_drop_unseen(hash_set<int_hash<int, -1, -2>> *seen);
/* Is E left a call because the record says so? */
bool replay_left(cgraph_edge *e);
/* In which phase the record has the inlining of E that is going on; UNKNOWN: none is, or it is not
   said. */
enum pgl_phase replay_phase(void);
/* Writes into the record what was done and what could not be. */
void replay_finish(void);

#endif
