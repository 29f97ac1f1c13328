/* Checks whether a profile belongs to this source. GCC drops counts that do not fit, function by
   function, and uses those that do. Neither shows which source the file is of; its list of
   functions does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/profile.h"

#include "gcc/profile.h"
#include "record/gcov.h"
#include "watch/events.h"
#include "watch/link.h"

namespace
{

struct pgl_gcov_file gcda;
bool was_looked_at, was_found;

typedef hash_set<int_hash<int64_t, -1, -2>> idents;

/* Read the file that GCC has read: another file, where GCC did not look, has other totals. */
bool find_gcda()
{
	const pgl_unit *unit = &watch.record->unit;

	for (unsigned i = 0; i < ROOM_N_PROFILE_PLACES; i++) {
		char *place = room_profile_place(i);
		pgl_error error;
		bool is_it = place && !pgl_gcov_read(&gcda, place, &error) && gcda.is_data &&
			     gcda.runs == unit->profile.runs &&
			     gcda.sum_max == unit->profile.sum_max;

		free(place);
		if (is_it)
			return true;
		pgl_gcov_release(&gcda);
	}
	return false;
}

/* True if some function of the unit got counts from the profile. */
bool is_fit(cgraph_node *node)
{
	struct function *body = DECL_STRUCT_FUNCTION(node->decl);

	return body && profile_status_for_fn(body) == PROFILE_READ;
}

} /* namespace */

void note_profile(void)
{
	unsigned runs;
	pgl_record *record = watch.record;

	record->unit.profile.use = room_profile_use();
	record->unit.profile.found = room_profile_found(&runs, &record->unit.profile.sum_max);
	if (watch.is_link)
		link_note_profile();
	if (record->unit.profile.found) {
		record->unit.profile.runs = runs;
		if (watch.is_inlining)
			record->unit.profile.hot_threshold.known =
				room_hot_threshold(&record->unit.profile.hot_threshold.value);
	}
}

void look_at_profile(void)
{
	pgl_unit *unit = &watch.record->unit;
	cgraph_node *node;

	if (was_looked_at || watch.is_link)
		return;
	was_looked_at = true;
	note_profile();
	if (unit->profile.use != PGL_PROFILE_USE || !unit->profile.found)
		return;
	was_found = find_gcda();
	if (!was_found)
		return;
	idents known;
	int64_t n_moved = 0, n_strangers = 0;

	FOR_EACH_FUNCTION_WITH_GIMPLE_BODY(node)
	{
		const pgl_gcov_function *function = pgl_gcov_find(&gcda, room_profile_ident(node));

		known.add((int64_t)room_profile_ident(node));
		n_moved += function && !node->clone_of && is_fit(node) &&
			   function->lines != room_profile_lines(node);
	}
	for (size_t i = 0; i < gcda.n; i++)
		n_strangers += !known.contains((int64_t)gcda.functions[i].ident);
	unit->profile.n_in_file = known_integer((int64_t)gcda.n);
	unit->profile.n_strangers = known_integer(n_strangers);
	unit->profile.n_moved = known_integer(n_moved);
}

pgl_profiled state_without_counts(cgraph_node *node)
{
	const pgl_gcov_function *function;

	/* A function that is not instrumented on purpose lacks nothing. */
	if (lookup_attribute("no_profile_instrument_function", DECL_ATTRIBUTES(node->decl)))
		return PGL_PROFILED_NONE;
	if (!was_found || watch.is_link)
		return PGL_PROFILED_MISMATCHED;
	function = pgl_gcov_find(&gcda, room_profile_ident(node));
	/* The linker kept another unit's copy, and the counts are in that unit's file. */
	if (!function)
		return DECL_COMDAT(node->decl) || DECL_ONE_ONLY(node->decl)
			       ? PGL_PROFILED_NONE
			       : PGL_PROFILED_MISMATCHED;
	for (uint32_t i = 0; i < function->n_counts; i++)
		if (function->counts[i])
			return PGL_PROFILED_MISMATCHED;
	return PGL_PROFILED_NEVER_RUN;
}

void explain_mismatch(cgraph_node *node, pgl_event *event)
{
	if (was_found && !watch.is_link)
		set_how(event, pgl_gcov_find(&gcda, room_profile_ident(node)) ? PGL_HOW_CHANGED
									      : PGL_HOW_ABSENT);
}
