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

/* Begins, by RECORDED, which is taken over, for the plugin NAME: before any function is compiled. */
void replay_begin(pgl_record *recorded, const pgl_plugin_options *options);
bool replay_is_on(void);
/* Registers what -split= needs, with RECORDED (or NULL) where nothing was asked for. */
void replay_register_split(const char *plugin, const pgl_plugin_options *options);

/* The steps, called by those of the watch. */
void replay_before_einline(cgraph_node *node);
void replay_after_einline(cgraph_node *node);
void replay_after_profile_estimate(void);
void replay_before_inline(void);
void replay_after_inline(void);
/* Is E left a call because the record says so? */
bool replay_left(cgraph_edge *e);
/* In which phase the record has the inlining of E that is going on; UNKNOWN: none is, or it is not
   said. */
enum pgl_phase replay_phase(void);
/* Writes into the record what was done and what could not be. */
void replay_finish(void);

#endif
