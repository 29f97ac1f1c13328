/* The second half of a merge: when it is known whose bodies the link has kept, takes their sites.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sites/merge-internal.h"

#include <stdlib.h>
#include <string.h>

static bool make_room_to_keep(struct pgl_merge *merge)
{
	uint32_t n = merge->record->n_functions;

	if (n <= merge->n_kept)
		return true;
	struct pgl_part_id *kept = realloc(merge->kept, n * sizeof *kept);

	if (!kept) {
		merge->record->out_of_memory = true;
		return false;
	}
	memset(kept + merge->n_kept, 0xff, (n - merge->n_kept) * sizeof *kept);
	merge->kept = kept;
	merge->n_kept = n;
	return true;
}

void pgl_merge_keep(struct pgl_merge *merge, struct pgl_part_id function)
{
	const struct part *part;
	uint32_t to = pgl_merge_function(merge, function);

	if (to == PGL_NONE || !make_room_to_keep(merge))
		return;
	part = &merge->parts[function.part];
	merge->kept[to] = function;
	pgl_merge_describe(merge, part, &part->record->functions[function.id], to);
}

void pgl_merge_scale(struct pgl_merge *merge, struct pgl_part_id function, double scale)
{
	if (function.part != PGL_NONE)
		merge->parts[function.part].scale[function.id] = scale;
}

/* What is known of a function with a body that nobody kept is what its first unit says. */
static void keep_the_rest(struct pgl_merge *merge)
{
	for (uint32_t p = 0; p < merge->n_parts; p++) {
		const struct part *part = &merge->parts[p];

		for (uint32_t i = 0; part->record && i < part->record->n_functions; i++) {
			const struct pgl_function *function = &part->record->functions[i];
			struct pgl_part_id *kept = &merge->kept[part->function[i]];

			if (kept->part == PGL_NONE && (function->has_body || function->fingerprint))
				*kept = (struct pgl_part_id){p, i};
		}
	}
}

static struct pgl_count scaled(struct pgl_count count, double scale)
{
	if (count.known && scale != 1)
		count.value = (uint64_t)((double)count.value * scale + 0.5);
	return count;
}

static void take_site(struct pgl_merge *merge, struct part *part, const struct pgl_site *from)
{
	struct pgl_place place = {part->function[from->root], map_site(part, from->parent),
				  map_location(part, from->location)};
	uint32_t id = pgl_sites_add(merge->sites, place, map_function(part, from->caller),
				    map_function(part, from->callee));

	if (id == PGL_NONE)
		return;
	part->site[from->id] = id;
	struct pgl_site *site = &merge->record->sites[id];

	site->was = map_function(part, from->was);
	site->flags = from->flags;
	site->count = scaled(from->count, part->scale[from->root]);
	site->frequency = from->frequency;
	site->extra = from->extra;
	for (uint32_t i = 0; i < from->n_decisions; i++) {
		struct pgl_decision *decision = pgl_site_add_decision(merge->record, id);

		if (decision)
			*decision = from->decisions[i];
	}
}

/* Has the link the function ID of PART from another part? */
static bool is_anothers(const struct pgl_merge *merge, const struct part *part, uint32_t id)
{
	uint32_t function = map_function(part, id);

	return function != PGL_NONE && merge->kept[function].part != PGL_NONE &&
	       (&merge->parts[merge->kept[function].part] != part ||
		merge->kept[function].id != id);
}

static void take_event(struct pgl_merge *merge, const struct part *part,
		       const struct pgl_event *from)
{
	uint32_t function = map_function(part, from->function), site = map_site(part, from->site);

	if ((from->site != PGL_NONE && site == PGL_NONE) ||
	    is_anothers(merge, part, from->function))
		return;
	struct pgl_event *event = pgl_record_add_event(merge->record);

	if (!event)
		return;
	*event = *from;
	event->function = function;
	event->target = map_function(part, from->target);
	event->site = site;
	event->location = map_location(part, from->location);
}

static void take_branch(struct pgl_merge *merge, const struct part *part,
			const struct pgl_branch *from)
{
	struct pgl_branch *branch;

	if (map_function(part, from->function) == PGL_NONE ||
	    is_anothers(merge, part, from->function))
		return;
	branch = pgl_record_add_branch(merge->record);
	if (!branch)
		return;
	*branch = *from;
	branch->function = map_function(part, from->function);
	branch->count = scaled(from->count, part->scale[from->function]);
	branch->location = map_location(part, from->location);
	branch->if_true = map_location(part, from->if_true);
	branch->if_false = map_location(part, from->if_false);
}

/* Numbers the decisions taken from PART in their order, from SEQUENCE + 1 on. The last number. */
static uint32_t renumber_decisions(struct pgl_merge *merge, const struct part *part,
				   uint32_t sequence)
{
	uint32_t n = part->record ? part->record->n_sites : 0, last = 0;
	struct pgl_decision **taken;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < part->record->sites[i].n_decisions; j++)
			if (part->record->sites[i].decisions[j].sequence > last)
				last = part->record->sites[i].decisions[j].sequence;
	taken = calloc((size_t)last + 1, sizeof *taken);
	if (!taken) {
		merge->record->out_of_memory = true;
		return sequence;
	}
	for (uint32_t i = 0; i < n; i++) {
		struct pgl_site *site =
			part->site[i] == PGL_NONE ? NULL : &merge->record->sites[part->site[i]];

		for (uint32_t j = 0; site && j < site->n_decisions; j++)
			taken[site->decisions[j].sequence] = &site->decisions[j];
	}
	for (uint32_t i = 1; i <= last; i++)
		if (taken[i])
			taken[i]->sequence = ++sequence;
	free(taken);
	return sequence;
}

uint32_t pgl_merge_take(struct pgl_merge *merge)
{
	uint32_t sequence = 0;

	if (!make_room_to_keep(merge))
		return 0;
	keep_the_rest(merge);
	for (uint32_t p = 0; p < merge->n_parts; p++) {
		struct part *part = &merge->parts[p];
		uint32_t n = part->record ? part->record->n_sites : 0;

		for (uint32_t i = 0; i < n; i++) {
			const struct pgl_site *site = &part->record->sites[i];
			const struct pgl_part_id *kept = &merge->kept[part->function[site->root]];

			if (kept->part == p && kept->id == site->root)
				take_site(merge, part, site);
		}
		/* The original may stand after its copy. */
		for (uint32_t i = 0; i < n; i++)
			if (part->site[i] != PGL_NONE)
				merge->record->sites[part->site[i]].copy_of =
					map_site(part, part->record->sites[i].copy_of);
		for (uint32_t i = 0; part->record && i < part->record->n_events; i++)
			take_event(merge, part, &part->record->events[i]);
		for (uint32_t i = 0; part->record && i < part->record->n_branches; i++)
			take_branch(merge, part, &part->record->branches[i]);
		sequence = renumber_decisions(merge, part, sequence);
	}
	return sequence;
}
