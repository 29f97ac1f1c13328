/* What replay must know before it inlines a call that GCC did not choose.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_LEGAL_H
#define PGL_GCC_ROOM_LEGAL_H

#include "gcc/room.h"

/* NULL if GCC can inline E, whatever the cost; else the name of GCC's reason, also left in E. E
   must not be inlined yet. */
const char *room_illegal(cgraph_edge *e);

/* True if GCC has rejected E for good. */
bool room_is_final(cgraph_edge *e);
/* Forbid GCC to inline E; permit it again; true if E is forbidden. */
void room_forbid(cgraph_edge *e);
void room_permit(cgraph_edge *e);
bool room_is_forbidden(cgraph_edge *e);

/* Inline E as GCC's inliner does. A recursive call is inlined from MASTER (see room_master_clone
   ()); for others MASTER is NULL. */
void room_inline(cgraph_edge *e, cgraph_node *master);
/* Copy ROOT as it is now, for recursive inlining; drop that copy. */
cgraph_node *room_master_clone(cgraph_node *root);
void room_drop_master_clone(cgraph_node *master);

/* True if GCC guesses the targets of NODE's virtual calls from the types of classes. */
bool room_guesses_by_type(cgraph_node *node);
/* Add to the indirect call E a guess at its target that is right in SHARE of all cases. NULL: the
   target does not fit the call. */
cgraph_edge *room_promote(cgraph_edge *e, cgraph_node *target, double share);

/* If the user asked for GCC's inlining dump, add the outcome of all calls since. */
void room_dump_calls(void);

/* Split all functions, as builds with a profile do, in a pass that PLUGIN adds after the pass
   REFERENCE. */
void room_register_splitting(const char *plugin, const char *reference);
/* True if PASS is that pass. Its own gate does not decide: a plugin's PLUGIN_OVERRIDE_GATE callback
   may. */
bool room_is_splitting(opt_pass *pass);

#endif
