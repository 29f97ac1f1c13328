/* What the halves of the watch share: the state of one compile, and how a decision is noted.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WATCH_H
#define PGL_WATCH_H

#include "gcc/room.h"
#include "watch/bodies.h"
#include "watch/extract.h"
#include "sites/sites.h"

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
	bool is_inlining, saw_ipa;   /* the IPA inliner is at work; was */
	bool is_link;		     /* decides for the whole program */
	bool wants_branches;	     /* the user does */
	uint64_t fingerprint;	     /* of all bodies so far */
	cgraph_2edge_hook_list *duplicated_edge;
	void (*describe)(void);	    /* fills in what is known of the unit besides */
	symbol_table *first_symtab; /* the one there was before anything was parsed */
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
/* The site of E in the tree where it now stands, made if need be (and noted in *RET_MADE if that is not
   NULL); PGL_NONE: out of memory. */
uint32_t site_of(cgraph_edge *e, vec<uint32_t> *ret_made = NULL);
/* Notes that the body of SITE came along with the one it stands in, unless a decision was noted. */
void note_copied(uint32_t site);
/* Adds to SITE the verdict of INLINER that it is not inlined: WHY's reason, growth and limit. */
void note_rejection(uint32_t site, enum pgl_inliner inliner, const pgl_decision *why);

/* considered.cc: begins and ends to work out why calls are not inlined, by the early inliner in NODE or,
   if that is NULL, by the IPA inliner. */
void start_considering(cgraph_node *node);
void stop_considering(void);
/* To be called when E is about to be inlined; when TO is made a copy of FROM. */
void consider_inlining(cgraph_edge *e);
void consider_copied(cgraph_edge *from, cgraph_edge *to);
/* Why E was left by the early inliner; false: it never took it for a candidate. */
bool early_rejection_of(cgraph_edge *e, pgl_decision *ret);
/* Why E was left by the IPA inliner. */
void ipa_rejection_of(cgraph_edge *e, pgl_decision *ret);

/* The unit's size as the IPA inliner accounts it. */
pgl_integer unit_size(void);

/* events.cc: a new event that happened to FUNCTION; its index, or PGL_NONE. */
uint32_t note_event(enum pgl_event_kind what, uint32_t function);
void set_how(pgl_event *event, enum pgl_how how);

/* watch/clones.cc: registers its hooks; completes events when the passes are done that made clones, or
   whose counts parts have. */
void follow_clones(void);
void complete_clones(void);
void complete_parts(void);
/* watch/targets.cc: registers its hook; notes what PASS has done to indirect calls; which SITE the call
   E is; that E's call, once indirect, has become direct early, or by inlining. */
void follow_targets(void);
void look_at_targets(const char *pass);
void tie_target(cgraph_edge *e, uint32_t site);
void note_early_target(cgraph_edge *e, uint32_t site);
void note_inline_target(cgraph_edge *e, uint32_t site);

/* watch/profile.cc: compares the file of the profile with the unit's functions, once, when GCC has read
   it; says of EVENT, a mismatch of NODE's, how it came. */
void look_at_profile(void);
void explain_mismatch(cgraph_node *node, pgl_event *event);

/* watch/branches.cc: notes all conditions, if the user wants them, the first time. */
void note_branches(void);

/* watch/values.cc, watch/merges.cc, watch/layout.cc: steps. */
void before_feedback_split(void);
void before_icf(void);
void after_icf(void);
void after_final(void);

/* watch/link.cc. Puts RECORD, which pgl_sites_snapshot() may have made, into the object and returns the
   name by which the link's record will call it; NULL: out of memory. From a write_summary hook. */
const char *link_leave_summary(const pgl_record *record);
/* Reads the summaries of all objects and binds functions and calls to them; from a read_summary
   hook, before GCC makes one of what several objects have. */
void link_read_summaries(void);
/* Takes what the summaries say into the record: before the IPA inliner. */
void link_take_summaries(void);
/* Forgets how often the calls ran of functions that the link has without their bodies, or not at all: a
   clone's do, in their place. */
void link_forget_vanished(void);
/* The site of the compile that E's call comes from, or PGL_NONE. */
uint32_t link_origin_of_call(cgraph_edge *e);
/* The site of the call E in the walk over all bodies, of a clone or not; PGL_NONE: not known before. */
uint32_t link_recognize(cgraph_edge *e, bool is_clone);
/* What the units say of their profile, of the program's. */
void link_note_profile(void);
/* Which share of its own count NODE is entered with (see entries_of () in watch/ipa.cc). */
double link_share_of_entries(cgraph_node *node);

/* watch/early.cc and watch/ipa.cc: the steps, each run by a pass. */
void before_einline(void);
void after_einline(void);
void before_streaming(void);
void before_inline(void);
void after_inline(void);
void note_profile(void);

/* replay.cc and its neighbours: what the steps call; all do nothing unless a record is replayed. */
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
