/* Notes each inlining at the moment GCC decides it, early or IPA.

   GCC writes a line to its ipa-clones dump whenever a body is taken, be it copied or reused by its
   last caller, which no hook tells of; our stream in that dump's place (clone-stream.h) calls us
   while the call graph still shows who is inlined where.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/decisions.h"

#include "gcc/clone-stream.h"
#include "watch/considered.h"

namespace
{

/* What GCC's estimates say of E, that is being inlined just now. */
void estimate(cgraph_edge *e, pgl_decision *decision)
{
	char hints[256];
	double value;

	if (!ipa_call_summaries || !ipa_call_summaries->get(e))
		return;
	decision->growth = known_integer(room_growth(e));
	/* The rest only where GCC has just worked it out itself and kept it: asking elsewhere would
	   make it compute. */
	if (!room_in_small_functions())
		return;
	if (room_badness(e, &value))
		decision->badness = known_real(value);
	if (room_time_saved(e, &value))
		decision->time_saved = known_real(value);
	if (*room_hints(estimate_edge_hints(e), hints, sizeof hints))
		decision->hints = pgl_record_intern(watch.record, hints);
}

/* A thunk becomes a common function before a call in it is inlined, with estimates made anew
   (inline_call () in ipa-inline-transform.c): those that decided are kept from right before that, when
   GCC tells of the thunk as if it were removed. */
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

/* The site of E in the tree where it now stands. A call whose body was taken over by its last
   caller, or copied into another, is a copy there. */
uint32_t site_of(cgraph_edge *e, vec<uint32_t> *ret_made)
{
	uint32_t known = watch.extract->site(e), from = watch.extract->copied_from(e), made;
	cgraph_node *root = root_node(e->caller);

	if (known != PGL_NONE && watch.record->sites[known].root == watch.extract->function(root))
		return known;
	if (known != PGL_NONE)
		from = known;
	/* The parent first: a site's place needs it. */
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
	/* Before the profile is read, a count says nothing: note_inlined_counts () does. */
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

/* The body of the function that dumps call NUMBER is being inlined: into whom is said by the one of its
   callers' edges that has been marked as inlined but still leads here. */
void on_inlining(int number)
{
	cgraph_node *node = node_by_number(number);

	/* An inlined body that is copied with the one it is part of is no decision. */
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
