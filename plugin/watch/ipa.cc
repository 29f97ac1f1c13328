/* Around the IPA inliner. Before it: records every function and call with their counts; recognizes
   calls known from early inlining by location, since GCC has rebuilt its edges. During it: which
   call was copied from which. After it: the outcome of all calls.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/ipa.h"

#include "gcc/limits.h"
#include "gcc/lto.h"
#include "gcc/uninlinable.h"
#include "watch/clones.h"
#include "watch/considered.h"
#include "watch/decisions.h"
#include "watch/events.h"
#include "watch/link.h"
#include "watch/profile.h"
#include "watch/remaining.h"
#include "watch/targets.h"

namespace
{

enum pgl_profiled profiled_state(cgraph_node *node)
{
	struct function *body = body_of(node);

	if (!watch.record->unit.profile.found || !body)
		return PGL_PROFILED_NONE;
	if (profile_status_for_fn(body) != PROFILE_READ)
		return state_without_counts(node);
	return node->count.ipa_p() && node->count.quality() >= ADJUSTED ? PGL_PROFILED_READ
									: PGL_PROFILED_NEVER_RUN;
}

pgl_estimate estimate_of(cgraph_node *node)
{
	ipa_fn_summary *summary = ipa_fn_summaries ? ipa_fn_summaries->get(node) : NULL;
	ipa_size_summary *size = ipa_size_summaries ? ipa_size_summaries->get(node) : NULL;
	pgl_estimate made = {{0, false}, {0, false}};

	if (size)
		made.size = known_real(size->size);
	if (summary)
		made.time = known_real(summary->time.to_double());
	return made;
}

/* How often NODE is entered. If a function has computed gotos (or setjmp), GCC's own count also
   includes every jump to a label whose address is taken: branch_prob () in profile.c gives those
   blocks edges from the entry while it solves for the counts. The one real edge from the entry has
   kept its share. */
pgl_count entries_of(cgraph_node *node)
{
	pgl_count count = room_count(node->count);
	struct function *body = body_of(node);

	if (watch.is_link && count.known)
		count.value = (uint64_t)(count.value * link_share_of_entries(node) + 0.5);
	if (!count.known || !count.value || !body || watch.is_link)
		return count;
	basic_block entry = ENTRY_BLOCK_PTR_FOR_FN(body);
	pgl_count all = room_count(entry->count), real = all;

	if (single_succ_p(entry))
		real = room_count(single_succ_edge(entry)->count());
	if (all.known && real.known && real.value < all.value)
		count.value = (uint64_t)((double)count.value * real.value / all.value + 0.5);
	return count;
}

void take_option(void *options, const char *name, const char *value)
{
	pgl_options_add(watch.record, (pgl_options *)options, name, value);
}

/* Record that a function runs only at the start or the end of the program, or that GCC rejected its
   profile. */
void note_lifetime(cgraph_node *node, uint32_t id)
{
	if (node->only_called_at_startup)
		note_event(PGL_EVENT_STARTUP, id);
	if (node->only_called_at_exit)
		note_event(PGL_EVENT_EXIT, id);
	if (watch.record->functions[id].profiled == PGL_PROFILED_MISMATCHED &&
	    watch.record->functions[id].clone == PGL_CLONE_NONE) {
		uint32_t event = note_event(PGL_EVENT_MISMATCH, id);

		if (event != PGL_NONE)
			explain_mismatch(node, &watch.record->events[event]);
	}
}

/* Record what the code of a function does that GCC inlines nowhere. */
void note_uninlinable(cgraph_node *node, pgl_function *function)
{
	ipa_fn_summary *summary = ipa_fn_summaries ? ipa_fn_summaries->get(node) : NULL;
	struct function *body = body_of(node);

	if (summary && !summary->inlinable && body && body->cfg && !watch.is_link)
		function->flags |= room_uninlinable_uses(body);
}

void note_function(cgraph_node *node)
{
	uint32_t id = watch.extract->function(node);

	if (id == PGL_NONE)
		return;
	pgl_function *function = &watch.record->functions[id];

	function->has_body = true;
	function->offline = PGL_OFFLINE_REMOVED;
	function->count = entries_of(node);
	function->hotness = room_hotness(node);
	/* Only the check of counts needs it, and it costs bytes. */
	if (watch.record->unit.profile.found && node->local && function->clone == PGL_CLONE_NONE)
		function->flags |= PGL_BIT(PGL_FUNCTION_FLAG_LOCAL);
	/* In a link, the unit's record has said so. */
	if (!watch.is_link)
		function->profiled = profiled_state(node);
	function->before = estimate_of(node);
	note_uninlinable(node, function);
	if (!function->options.n && !watch.is_link)
		room_function_options(node, take_option, &function->options);
	if (function->clone == PGL_CLONE_NONE)
		switch (function->profiled) {
		case PGL_PROFILED_READ: watch.record->unit.profile.n_read++; break;
		case PGL_PROFILED_NEVER_RUN: watch.record->unit.profile.n_never_run++; break;
		case PGL_PROFILED_MISMATCHED: watch.record->unit.profile.n_mismatched++; break;
		default: break;
		}
	watch.offline->put(room_number(node), id);
	note_lifetime(node, id);
}

/* The site of the call E, recorded after einline or new. */
uint32_t recognize(cgraph_edge *e, bool is_clone)
{
	if (watch.is_link)
		return link_recognize(e, is_clone);
	pgl_place place = watch.extract->place(e);
	uint32_t callee = watch.extract->callee(e), site = PGL_NONE;

	if (place.root == PGL_NONE)
		return PGL_NONE;
	/* Already met when the summary was written? */
	if (is_clone && watch.record->unit.summary)
		site = pgl_sites_recognize(watch.sites, place, callee, PGL_SITES_SAME_CALLEE);
	if (site != PGL_NONE)
		return site;
	if (is_clone)
		site = pgl_sites_recognize_in_clone(
			watch.sites, place, watch.record->functions[place.root].origin, callee);
	else
		site = pgl_sites_recognize(watch.sites, place, callee, PGL_SITES_SAME_CALLEE);
	return site;
}

void note_call(const ordered_call *call, uint32_t site)
{
	cgraph_edge *e = call->edge;
	pgl_site *known = &watch.record->sites[site];

	/* Of the same origin; but it may be a clone by now. */
	known->callee = watch.extract->callee(e);
	known = &watch.record->sites[site];
	known->flags |= watch.extract->flags(e);
	if (call->is_eh)
		known->flags |= PGL_BIT(PGL_SITE_FLAG_EH);
	if (call->is_once)
		known->flags |= PGL_BIT(PGL_SITE_FLAG_ONCE);
	/* GCC does not know what is hot before this. */
	if (watch.is_inlining && !e->maybe_hot_p())
		known->flags |= PGL_BIT(PGL_SITE_FLAG_COLD);
	known->count = room_count(e->count);
	known->frequency = known_real(e->sreal_frequency().to_double());
	watch.extract->set_site(e, site);
	tie_target(e, site);
}

/* Find NODE's calls again. A call not found has another callee than before, or is new. */
void note_calls(cgraph_node *node, bool is_clone)
{
	call_list calls;
	ordered_call *call;
	unsigned i;

	calls_in_order(node, &calls);
	FOR_EACH_VEC_ELT(calls, i, call)
	{
		uint32_t site = recognize(call->edge, is_clone);

		if (site != PGL_NONE)
			note_call(call, site);
	}
	FOR_EACH_VEC_ELT(calls, i, call)
	{
		cgraph_edge *e = call->edge;

		if (watch.extract->site(e) != PGL_NONE)
			continue;
		pgl_place place = watch.extract->place(e);
		uint32_t callee = watch.extract->callee(e), site = PGL_NONE;

		if (!is_clone && callee != PGL_NONE && !e->speculative && !watch.is_link)
			site = pgl_sites_recognize(watch.sites, place, callee,
						   PGL_SITES_OTHER_CALLEE);
		if (site != PGL_NONE &&
		    watch.record->sites[site].flags & PGL_BIT(PGL_SITE_FLAG_INDIRECT))
			note_early_target(e, site);
		if (site == PGL_NONE) {
			site = pgl_sites_add(watch.sites, place, place.root, callee);
			if (site == PGL_NONE)
				return;
			watch.record->sites[site].flags |= PGL_BIT(PGL_SITE_FLAG_LATER);
			pgl_sites_meet(watch.sites, site);
		}
		note_call(call, site);
	}
}

/* Record how often the code that einline brought into NODE runs: the count of the first block of
   each inlined scope. */
void note_inlined_counts(cgraph_node *node)
{
	struct function *body = body_of(node);
	uint32_t root = watch.extract->function(node);
	tree last = NULL_TREE;
	basic_block bb;

	if (!body || root == PGL_NONE)
		return;
	FOR_EACH_BB_FN(bb, body)
	for (gimple_stmt_iterator i = gsi_start_bb(bb); !gsi_end_p(i); gsi_next(&i)) {
		tree block = gimple_block(gsi_stmt(i));

		if (!block || block == last || is_gimple_debug(gsi_stmt(i)))
			continue;
		last = block;
		uint32_t site = watch.extract->scope({root, PGL_NONE, {PGL_NONE, 0, 0}}, block);

		for (; site != PGL_NONE; site = watch.record->sites[site].parent) {
			pgl_site *inlined = &watch.record->sites[site];

			if (inlined->count.quality != PGL_QUALITY_UNINITIALIZED)
				break;
			inlined->count = room_count(bb->count);
		}
	}
}

/* True if NODE has the same source location as the function it was made from. */
bool is_clone_node(cgraph_node *node)
{
	uint32_t id = watch.extract->function(node);

	return id != PGL_NONE && watch.record->functions[id].origin != id &&
	       watch.record->functions[id].clone != PGL_CLONE_NONE;
}

bool has_calls_to_note(cgraph_node *node)
{
	return !node->inlined_to && !node->alias &&
	       (node->has_gimple_body_p() || node->thunk || node->clone_of);
}

void on_edge_duplicated(cgraph_edge *from, cgraph_edge *to, void *)
{
	uint32_t site = watch.extract->site(from);

	consider_copied(from, to);
	if (site == PGL_NONE)
		site = watch.extract->copied_from(from);
	if (site != PGL_NONE)
		watch.extract->set_copied_from(to, site);
}

/* Record the outcome of the calls in NODE and in all that was inlined there. */
void note_outcomes(cgraph_node *node, number_set *seen)
{
	for (int indirect = 0; indirect < 2; indirect++)
		for (cgraph_edge *e = indirect ? node->indirect_calls : node->callees; e;
		     e = e->next_callee) {
			uint32_t id = site_of(e);

			if (id == PGL_NONE)
				continue;
			seen->add(id);
			note_inline_target(e, id);
			pgl_site *site = &watch.record->sites[id];
			uint32_t callee = watch.extract->callee(e);

			site = &watch.record->sites[id];
			if (e->inline_failed) {
				if (callee != site->callee && callee != PGL_NONE) {
					if (site->was == PGL_NONE)
						site->was = site->callee;
					site->callee = callee;
				}
				pgl_decision why = {};

				why.reason = watch.hooks->reason(e, PGL_INLINER_IPA);
				if (!why.reason)
					ipa_rejection_of(e, &why);
				note_rejection(id, PGL_INLINER_IPA, &why);
				continue;
			}
			note_copied(id);
			uint32_t *offline = watch.offline->get(room_number(e->callee));

			if (offline &&
			    watch.record->functions[*offline].offline != PGL_OFFLINE_KEPT)
				watch.record->functions[*offline].offline = PGL_OFFLINE_INLINED;
			note_outcomes(e->callee, seen);
		}
}

void note_kept(cgraph_node *node)
{
	uint32_t id = watch.extract->function(node);

	if (id != PGL_NONE)
		watch.record->functions[id].offline = PGL_OFFLINE_KEPT;
}

void note_function_after(cgraph_node *node)
{
	uint32_t id = watch.extract->function(node);

	if (id == PGL_NONE)
		return;
	pgl_function *function = &watch.record->functions[id];
	ipa_fn_summary *summary = ipa_fn_summaries ? ipa_fn_summaries->get(node) : NULL;

	function->offline = PGL_OFFLINE_KEPT;
	function->has_body = true;
	function->after = estimate_of(node);
	if (summary)
		function->frame = known_integer(summary->estimated_stack_size);
}

/* Record how often training entered the functions whose count and clones' counts say otherwise. */
void note_disagreeing_entries(void)
{
	pgl_record *record = watch.record;
	cgraph_node *node;
	auto_vec<int64_t> sums;

	sums.safe_grow_cleared(record->n_functions);
	for (uint32_t i = 0; i < record->n_functions; i++) {
		const pgl_function *function = &record->functions[i];

		if (function->count.known && function->clone != PGL_CLONE_PART &&
		    !pgl_part_length(function->assembler))
			sums[function->clone == PGL_CLONE_NONE ? i : function->origin] +=
				(int64_t)function->count.value;
	}
	FOR_EACH_DEFINED_FUNCTION(node)
	{
		int64_t *entered = watch.entered->get(room_number(node));
		uint32_t *id = watch.offline->get(room_number(node));

		if (entered && id && *entered != sums[*id])
			record->functions[*id].entered = known_integer(*entered);
	}
}

} /* namespace */

void note_entries(void)
{
	cgraph_node *node;

	if (watch.is_link || !watch.record->unit.profile.found)
		return;
	FOR_EACH_FUNCTION_WITH_GIMPLE_BODY(node)
	if (!node->clone_of && profiled_state(node) == PGL_PROFILED_READ)
		watch.entered->put(room_number(node), (int64_t)entries_of(node).value);
}

/* Record every function and call as they are now. */
static void note_program(void)
{
	cgraph_node *node;
	pgl_unit *unit = &watch.record->unit;

	watch.saw_ipa = true;
	note_deep_calls();
	note_profile();
	unit->profile.n_read = unit->profile.n_never_run = unit->profile.n_mismatched = 0;
	pgl_sites_begin_walk(watch.sites);
	FOR_EACH_DEFINED_FUNCTION(node)
	if (has_calls_to_note(node))
		note_function(node);
	/* Originals first: a clone takes over only calls that the original has lost. */
	for (int clones = 0; clones < 2; clones++)
		FOR_EACH_DEFINED_FUNCTION(node)
	if (has_calls_to_note(node) && is_clone_node(node) == (clones != 0)) {
		note_calls(node, clones != 0);
		/* A virtual clone's blocks still belong to its original. */
		if (unit->profile.found && !node->clone_of && !watch.is_link)
			note_inlined_counts(node);
	}
	complete_parts();
	note_disagreeing_entries();
	for (uint32_t i = 0; i < watch.record->n_sites; i++) {
		pgl_site *site = &watch.record->sites[i];

		if (!pgl_site_inlined(site) && !pgl_sites_was_met(watch.sites, i))
			site->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
		if (site->count.quality == PGL_QUALITY_UNINITIALIZED)
			site->count.quality = watch.record->functions[site->root].count.quality;
	}
}

/* Number the calls as GCC numbers them in its stream. */
void before_streaming(void)
{
	cgraph_node *node;

	if (watch.is_link)
		link_take_summaries();
	note_program();
	FOR_EACH_DEFINED_FUNCTION(node)
	if (has_calls_to_note(node)) {
		/* A compile that generates no code of its own ends here: the function stays. */
		if (room_lto() == PGL_LTO_SLIM)
			note_kept(node);
		for (int indirect = 0; indirect < 2; indirect++)
			for (cgraph_edge *e = indirect ? node->indirect_calls : node->callees; e;
			     e = e->next_callee) {
				uint32_t site = watch.extract->site(e);

				if (site != PGL_NONE && (e->call_stmt || e->lto_stmt_uid))
					watch.record->sites[site].statement = room_statement(e);
			}
	}
}

void before_inline(void)
{
	watch.is_inlining = true;
	if (watch.is_link)
		link_take_summaries();
	note_program();
	if (watch.is_link)
		link_forget_vanished();
	watch.record->unit.size_before = known_integer(room_unit_size());
	watch.duplicated_edge = symtab->add_edge_duplication_hook(on_edge_duplicated, NULL);
	start_listening(PGL_INLINER_IPA);
	watch.hooks->before_inline();
	start_considering(NULL);
}

void after_inline(void)
{
	number_set seen;
	cgraph_node *node;

	if (watch.is_inlining) {
		stop_considering();
		watch.hooks->after_inline();
	}
	stop_listening();
	if (!watch.is_inlining)
		return;
	watch.is_inlining = false;
	symtab->remove_edge_duplication_hook(watch.duplicated_edge);
	watch.record->unit.size_after = known_integer(room_unit_size());
	FOR_EACH_DEFINED_FUNCTION(node)
	if (has_calls_to_note(node)) {
		note_function_after(node);
		note_outcomes(node, &seen);
	}
	watch.hooks->drop_unseen(&seen);
	/* Calls that the IPA inliner found and that are gone now, in functions that remain. */
	for (uint32_t i = 0; i < watch.record->n_sites; i++) {
		pgl_site *site = &watch.record->sites[i];

		if (!seen.contains(i) && !pgl_site_inlined(site) &&
		    watch.record->functions[site->root].offline == PGL_OFFLINE_KEPT)
			site->flags |= PGL_BIT(PGL_SITE_FLAG_GONE);
	}
}
