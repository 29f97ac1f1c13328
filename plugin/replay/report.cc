/* What the replay says in the record it leaves (see replay.h): how much of the recorded build's inlining
   was put back, and each decision that was not, as an event.

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
	const pgl_decision *verdict = pgl_site_verdict(site);

	return verdict && verdict->inlined && verdict->inliner == PGL_INLINER_EINLINE;
}

/* LOCATION of the recorded build, in the record at hand. */
pgl_location our_location(pgl_location location)
{
	if (location.file != PGL_NONE)
		location.file = pgl_record_file(
			watch.record, pgl_plan_recorded(replay.plan)->unit.files[location.file]);
	return location;
}

/* Has the function that is ROOT in the recorded build kept a body here? */
bool has_body(uint32_t root)
{
	return root != PGL_NONE && watch.record->functions[root].offline == PGL_OFFLINE_KEPT;
}

/* Does SITE of the recorded build call a part that is not split off here? Then its body is where the
   function's is. */
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

/* Did SITE's body come along, against the record, in one that the record has? So it is where a function is
   whole here of which a part was split off and stayed outside. */
bool came_along(const pgl_site *site)
{
	return pgl_site_inlined(site) && !is_decided(site) && !is_early(site) &&
	       site->parent != PGL_NONE &&
	       pgl_plan_find(replay.plan, site->parent).what == PGL_PLANNED_INLINE;
}

/* The calls that were inlined here and are not in the recorded build. */
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

	/* By which call of ours each is here, an early one if there is. */
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
