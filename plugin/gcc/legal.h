/* The room's answers to what replay must know before it inlines a call that GCC has not chosen.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_LEGAL_H
#define PGL_GCC_ROOM_LEGAL_H

#include "gcc/room.h"

/* May E, that is not inlined, be inlined at all, whatever the cost? The name of GCC's reason if not
   (which is left in E too), else NULL. */
const char *room_illegal(cgraph_edge *e);

/* Has E been decided against for good? */
bool room_is_final(cgraph_edge *e);
/* Keeps GCC from inlining E, or lets go of it. Is it kept? */
void room_forbid(cgraph_edge *e);
void room_permit(cgraph_edge *e);
bool room_is_forbidden(cgraph_edge *e);

/* Inlines E as GCC's inliner does; a call of the function it ends up in, by a copy MASTER of that (see
   room_master_clone ()), else MASTER is NULL. */
void room_inline(cgraph_edge *e, cgraph_node *master);
/* A copy of ROOT as it is now, for recursive inlining; and the end of it. */
cgraph_node *room_master_clone(cgraph_node *root);
void room_drop_master_clone(cgraph_node *master);

/* Does GCC make guesses at the targets of NODE's virtual calls, from the types of classes? */
bool room_guesses_by_type(cgraph_node *node);
/* Adds to the indirect call E a guess at its target, right in SHARE of all cases. NULL: the target
   does not fit the call. */
cgraph_edge *room_promote(cgraph_edge *e, cgraph_node *target, double share);

/* If the user has asked for GCC's dump of its inlining, adds to it what became of all calls since. */
void room_dump_calls(void);

/* Runs function splitting on all functions, as builds with a profile do, from a pass of PLUGIN's after the
   one called REFERENCE. */
void room_register_splitting(const char *plugin, const char *reference);
/* Is PASS that one? GCC asks its gate, which does not know, and a plugin may answer instead. */
bool room_is_splitting(opt_pass *pass);

#endif
