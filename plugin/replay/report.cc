/* What the replay adds to its record (see replay.h): how much of the recorded inlining it replayed,
   and an event for each decision it did not.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "replay/state.h"

#include "record/site-key.h"
#include "watch/events.h"

namespace
{

bool is_decided(const pgl_site *site)
{
	return pgl_plan_decision(site) != NULL;
}

bool is_early(const pgl_site *site)
{
	const pgl_decision *final = pgl_final_decision(site);

	return final && final->inlined && final->inliner == PGL_INLINER_EINLINE;
}

/* LOCATION of the recorded build, in the current record. */
pgl_location our_location(pgl_location location)
{
	if (location.file != PGL_NONE)
		location.file = pgl_record_file(
			watch.record, pgl_plan_recorded(replay.plan)->unit.files[location.file]);
	return location;
}

/* True if the function ROOT still has an out-of-line body here. */
bool has_body(uint32_t root)
{
	return root != PGL_NONE && watch.record->functions[root].offline == PGL_OFFLINE_KEPT;
}

/* True if SITE of the recorded build calls a split part. If that part is not split off here, its
   code is still in the function. */
bool is_transparent(const pgl_site *site)
{
	const pgl_record *recorded = pgl_plan_recorded(replay.plan);

	return site->callee != PGL_NONE &&
	       recorded->functions[site->callee].clone == PGL_CLONE_PART;
}

void note_not_done(uint32_t id)
{
	const pgl_record *recorded = pgl_plan_recorded(replay.plan);
	const pgl_site *site = &recorded->sites[id];
	const char **reason = replay.refused->get(id);
	uint32_t root = pgl_plan_live_function(replay.plan, site->root);
	uint32_t callee = pgl_plan_live_function(replay.plan, site->callee);
	pgl_event *event = pgl_record_add_event(watch.record);
	char *key = pgl_site_key(recorded, id);

	if (!event)
		return;
	event->what =
		pgl_record_intern(watch.record, pgl_words(PGL_WORDS_EVENT)[PGL_EVENT_NOT_REPLAYED]);
	event->function = root;
	event->target = callee;
	event->location = our_location(site->location);
	event->value = pgl_record_intern(watch.record, key);
	set_how(event, reason		? PGL_HOW_REFUSED
		       : has_body(root) ? PGL_HOW_NO_CALL
					: PGL_HOW_NO_BODY);
	if (reason)
		event->reason = pgl_record_intern(watch.record, *reason);
	free(key);
}

void note_not_recorded(uint32_t id)
{
	const pgl_site *site = &watch.record->sites[id];
	uint32_t index = note_event(PGL_EVENT_NOT_RECORDED, site->root);

	if (index == PGL_NONE)
		return;
	pgl_event *event = &watch.record->events[index];

	event->target = site->callee;
	event->site = id;
	event->location = site->location;
	if (is_early(site))
		set_how(event, PGL_HOW_EARLY);
}

/* True if SITE came with an inlined call, although the record does not inline it. This happens
   where GCC left whole a function whose part was split off, and not inlined, in the recorded
   build. */
bool came_along(const pgl_site *site)
{
	return pgl_site_inlined(site) && !is_decided(site) && !is_early(site) &&
	       site->parent != PGL_NONE &&
	       pgl_plan_find(replay.plan, site->parent).what == PGL_PLANNED_INLINE;
}

/* Report the calls that were inlined here but not in the recorded build. */
void note_all_not_recorded(void)
{
	for (uint32_t i = 0; i < watch.record->n_sites; i++)
		if ((is_decided(&watch.record->sites[i]) || came_along(&watch.record->sites[i])) &&
		    pgl_plan_find(replay.plan, i).what != PGL_PLANNED_INLINE &&
		    pgl_plan_is_selected(replay.plan, i))
			note_not_recorded(i);
}

} /* namespace */

void replay_finish(void)
{
	const pgl_record *recorded = pgl_plan_recorded(replay.plan);
	pgl_unit *unit = &watch.record->unit;

	pgl_plan_find_all(replay.plan);
	unit->replay.is_on = true;
	unit->replay.source = pgl_record_intern(watch.record, recorded->unit.source);
	unit->replay.fingerprint = pgl_record_intern(watch.record, recorded->unit.fingerprint);
	unit->replay.n_done = unit->replay.n_already = unit->replay.n_not_done = 0;
	auto_vec<const pgl_site *> by;

	/* For each recorded site, our inlined call that matches it, preferably an early one. */
	by.safe_grow_cleared(recorded->n_sites + 1);
	for (uint32_t i = 0; i < watch.record->n_sites; i++) {
		const pgl_site *site = &watch.record->sites[i];
		uint32_t other =
			pgl_site_inlined(site) ? pgl_plan_find(replay.plan, i).site : PGL_NONE;

		if (other != PGL_NONE && (!by[other] || is_early(site)))
			by[other] = site;
	}
	for (uint32_t i = 0; i < recorded->n_sites; i++) {
		if (!is_decided(&recorded->sites[i]) || !pgl_plan_is_wanted(replay.plan, i))
			continue;
		if (by[i])
			(is_early(by[i]) ? unit->replay.n_already : unit->replay.n_done)++;
		else if (!is_transparent(&recorded->sites[i])) {
			unit->replay.n_not_done++;
			note_not_done(i);
		}
	}
	note_all_not_recorded();
}
