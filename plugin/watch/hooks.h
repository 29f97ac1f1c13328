/* What another part of the plugin may do at the steps of the watch to steer GCC's inliners.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WATCH_HOOKS_H
#define PGL_WATCH_HOOKS_H

#include "gcc/room.h"

typedef hash_set<int_hash<int, -1, -2>> number_set;

struct watch_hooks {
	/* Around the early inliner's work on NODE. */
	void (*before_einline)(cgraph_node *node);
	void (*after_einline)(cgraph_node *node);
	void (*after_profile_estimate)(void);
	/* Around the IPA inliner. */
	void (*before_inline)(void);
	void (*after_inline)(void);
	/* GCC's IPA inliner is about to consider a call of CALLEE in CALLER. False forbids it. */
	bool (*may_consider)(tree caller, tree callee);
	/* GCC is inlining E. */
	void (*inlining)(cgraph_edge *e);
	/* The phase to record for the current inlining; UNKNOWN: the watch finds out. */
	enum pgl_phase (*phase)(void);
	/* Why the hooks kept INLINER from inlining E, as a reason of the record; NULL: they did
	   not. */
	const char *(*reason)(cgraph_edge *e, enum pgl_inliner inliner);
	/* SEEN holds the sites of the remaining calls: drop the sites that the hooks made in
	   vain. */
	void (*drop_unseen)(number_set *seen);
	/* The record is complete except for its final order: add what the hooks know. */
	void (*finish)(void);
};

/* Hooks that do nothing, used until others are installed (see observe.h). */
extern const watch_hooks no_hooks;

#endif
