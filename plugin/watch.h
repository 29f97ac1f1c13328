/* What the halves of the watch share: the state of one compile, and how a decision is noted.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WATCH_H
#define PGL_WATCH_H

#include "gcc-room.h"
#include "bodies.h"
#include "extract.h"
#include "sites.h"

typedef hash_map<int_hash<int, -1, -2>, cgraph_node *> node_by_number;
typedef hash_map<int_hash<int, -1, -2>, uint32_t> function_by_number;

struct watch {
	pgl_record *record;
	pgl_sites *sites;
	extractor *extract;
	node_by_number *by_number;   /* the call graph's functions by their number in the dumps */
	function_by_number *offline; /* bodies when the IPA inliner began: number -> id */
	FILE *stream, *users_stream; /* GCC's ipa-clones dump: ours and the user's own */
	enum pgl_inliner inliner;    /* at work, or last at work */
	uint32_t sequence;	     /* of the last inlining */
	pgl_decision before_thunk;   /* estimates of a thunk's call, before it became a body */
	int expanded_thunk;	     /* that thunk's number, or -1 */
	bool is_inlining, saw_ipa;   /* the IPA inliner is at work; was */
	uint64_t fingerprint;	     /* of all bodies so far */
	cgraph_2edge_hook_list *duplicated_edge;
};

extern struct watch watch;

/* The calls of one body, for as long as it is looked at. */
typedef auto_vec<ordered_call> call_list;

static inline pgl_integer known_integer(int64_t value)
{
	return {value, true};
}

static inline pgl_real known_real(double value)
{
	return {value, true};
}

/* decisions.cc: begins and ends to note what INLINER inlines, as it does. */
void start_listening(enum pgl_inliner inliner);
void stop_listening(void);
/* Registers the hooks that keep watch.by_number. */
void follow_nodes(void);
/* The site of E in the tree where it now stands, made if need be; PGL_NONE: out of memory. */
uint32_t site_of(cgraph_edge *e);
/* Adds to SITE the verdict of INLINER that it is not inlined, for REASON. */
void note_rejection(uint32_t site, enum pgl_inliner inliner, const char *reason);

/* watch-early.cc and watch-ipa.cc: the steps, each run by a pass. */
void before_einline(void);
void after_einline(void);
void before_inline(void);
void after_inline(void);
void note_profile(void);

#endif
