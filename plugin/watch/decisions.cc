/* Records each inlining, early or IPA, at the moment GCC decides it.

   GCC writes a line to its ipa-clones dump whenever it inlines a function, by copying it or by
   reusing its body for the last caller. No hook reports both. Our stream replaces that dump
   (clone-stream.h) and calls us while the call graph still shows what GCC inlines where.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/decisions.h"

#include "gcc/clone-stream.h"
#include "watch/considered.h"

namespace
{

/* GCC's estimates for E, which it is inlining just now. */
void estimate(cgraph_edge *e, pgl_decision *decision)
{
	char hints[256];
	double value;

	if (!ipa_call_summaries || !ipa_call_summaries->get(e))
		return;
	decision->growth = known_integer(room_growth(e));
	/* The rest only if GCC has just computed and cached it: asking elsewhere would make it
	   compute. */
	if (!room_in_small_functions())
		return;
	if (room_badness(e, &value))
		decision->badness = known_real(value);
	if (room_time_saved(e, &value))
		decision->time_saved = known_real(value);
	if (*room_hints(estimate_edge_hints(e), hints, sizeof hints))
		decision->hints = pgl_record_intern(watch.record, hints);
}

/* GCC turns a thunk into a common function before it inlines a call in it, and estimates anew
   (inline_call () in ipa-inline-transform.c). The estimates that decided are saved right before
   that, when GCC calls the removal hook for the thunk. */
struct {
	int number;
	pgl_decision estimates;
} thunk = {-1, {}};

void keep_estimates(cgraph_node *node)
{
	thunk.number = room_number(node);
	thunk.estimates = {};
	estimate(node->callees, &thunk.estimates);
}

void note_estimates(cgraph_edge *e, pgl_decision *decision)
{
	if (room_number(root_node(e->caller)) != thunk.number) {
		estimate(e, decision);
		return;
	}
	decision->growth = thunk.estimates.growth;
	decision->time_saved = thunk.estimates.time_saved;
	decision->badness = thunk.estimates.badness;
	decision->hints = thunk.estimates.hints;
	thunk.number = -1;
}

void note_node(cgraph_node *node, void *)
{
	watch.by_number->put(room_number(node), node);
}

void note_duplicate(cgraph_node *, cgraph_node *copy, void *)
{
	if (!copy->inlined_to)
		note_node(copy, NULL);
}

cgraph_node *node_by_number(int number)
{
	cgraph_node **known = watch.by_number->get(number), *node;

	if (known)
		return *known;
	FOR_EACH_FUNCTION(node)
	if (!node->inlined_to)
		note_node(node, NULL);
	known = watch.by_number->get(number);
	return known ? *known : NULL;
}

void forget_node(cgraph_node *node, void *)
{
	cgraph_node **known = watch.by_number->get(room_number(node));

	if (known && *known == node)
		watch.by_number->remove(room_number(node));
	if (node->thunk && node->callees && watch.is_inlining && room_has_estimates(node->callees))
		keep_estimates(node);
}

enum pgl_phase phase_of(cgraph_edge *e)
{
	tree callee = e->callee->ultimate_alias_target()->decl;

	if (watch.hooks->phase() != PGL_PHASE_UNKNOWN)
		return watch.hooks->phase();
	if (watch.inliner == PGL_INLINER_EINLINE) {
		if (DECL_DISREGARD_INLINE_LIMITS(callee))
			return PGL_PHASE_ALWAYS_INLINE;
		return lookup_attribute("flatten", DECL_ATTRIBUTES(root_node(e->caller)->decl))
			       ? PGL_PHASE_FLATTEN
			       : PGL_PHASE_SMALL;
	}
	if (room_in_small_functions())
		return PGL_PHASE_SMALL;
	return room_after_small_functions() ? PGL_PHASE_CALLED_ONCE : PGL_PHASE_FLATTEN;
}

} /* namespace */

void note_copied(uint32_t id)
{
	if (id == PGL_NONE || pgl_site_inlined(&watch.record->sites[id]))
		return;
	watch.record->sites[id].flags |= PGL_BIT(PGL_SITE_FLAG_COPY);
	pgl_decision *decision = pgl_site_add_decision(watch.record, id);

	if (decision) {
		decision->inliner = PGL_INLINER_IPA;
		decision->inlined = true;
	}
}

/* The site of E in the tree at its current location. A call whose function was taken over by its
   last caller, or copied into another, is a copy there. */
uint32_t site_of(cgraph_edge *e, vec<uint32_t> *ret_made)
{
	uint32_t known = watch.extract->site(e), from = watch.extract->copied_from(e), made;
	cgraph_node *root = root_node(e->caller);

	if (known != PGL_NONE && watch.record->sites[known].root == watch.extract->function(root))
		return known;
	if (known != PGL_NONE)
		from = known;
	/* The parent first: a site's location depends on it. */
	if (e->caller->inlined_to && e->caller->callers)
		note_copied(site_of(e->caller->callers, ret_made));
	pgl_place place = watch.extract->place(e);
	uint32_t caller = watch.extract->function(e->caller);

	if (from != PGL_NONE)
		made = pgl_sites_copy(watch.sites, from, place, caller);
	else
		made = pgl_sites_add(watch.sites, place, caller, watch.extract->callee(e));
	if (made == PGL_NONE)
		return PGL_NONE;
	pgl_site *site = &watch.record->sites[made];

	site->flags |= watch.extract->flags(e);
	if (watch.extract->is_on_eh_path(e))
		site->flags |= PGL_BIT(PGL_SITE_FLAG_EH);
	/* Before GCC reads the profile a count means nothing; note_inlined_counts () sets it
	   later. */
	if (watch.inliner == PGL_INLINER_IPA)
		site->count = room_count(e->count);
	site->frequency = known_real(e->sreal_frequency().to_double());
	watch.extract->set_site(e, made);
	if (ret_made)
		ret_made->safe_push(made);
	return made;
}

namespace
{

/* GCC has just decided to inline E. */
void note_inlining(cgraph_edge *e)
{
	consider_inlining(e);
	watch.hooks->inlining(e);
	uint32_t id = site_of(e);
	pgl_decision *decision = id == PGL_NONE ? NULL : pgl_site_add_decision(watch.record, id);

	if (!decision)
		return;
	/* An indirect call may have become direct only now. */
	watch.record->sites[id].callee = watch.extract->callee(e);
	decision->inliner = watch.inliner;
	decision->phase = phase_of(e);
	decision->inlined = true;
	decision->sequence = ++watch.sequence;
	note_estimates(e, decision);
}

/* GCC is inlining the function that dumps call NUMBER. The caller is that of its one edge that is
   marked as inlined but still leads here. */
void on_inlining(int number)
{
	cgraph_node *node = node_by_number(number);

	/* A copy of an inlined function, made with the function around it, is not a decision. */
	if (!node || node->inlined_to)
		return;
	for (cgraph_edge *e = node->callers; e; e = e->next_caller)
		if (e->inline_failed == CIF_OK) {
			note_inlining(e);
			return;
		}
}

} /* namespace */

void follow_nodes(void)
{
	symtab->add_cgraph_insertion_hook(note_node, NULL);
	symtab->add_cgraph_duplication_hook(note_duplicate, NULL);
	symtab->add_cgraph_removal_hook(forget_node, NULL);
}

void start_listening(enum pgl_inliner inliner)
{
	watch.inliner = inliner;
	if (watch.stream)
		return;
	watch.users_stream = symtab->ipa_clones_dump_file;
	watch.stream = pgl_clone_stream_open(on_inlining, watch.users_stream);
	if (watch.stream)
		symtab->ipa_clones_dump_file = watch.stream;
	else
		watch.record->out_of_memory = true;
}

void stop_listening(void)
{
	if (!watch.stream)
		return;
	symtab->ipa_clones_dump_file = watch.users_stream;
	fclose(watch.stream);
	watch.stream = NULL;
}

void note_rejection(uint32_t site, enum pgl_inliner inliner, const pgl_decision *why)
{
	pgl_decision *decision = pgl_site_add_decision(watch.record, site);

	if (!decision)
		return;
	*decision = *why;
	decision->inliner = inliner;
	decision->reason = pgl_record_intern(watch.record, why->reason);
	decision->limit = pgl_record_intern(watch.record, why->limit);
}
