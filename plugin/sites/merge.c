/* See merge.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sites/merge-internal.h"

#include <stdlib.h>
#include <string.h>

static const struct pgl_part_id none = {PGL_NONE, PGL_NONE};

/* Maps --------------------------------------------------------------------------------------- */

static struct entry *map_slot(const struct map *map, uint64_t key)
{
	size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 20) & (map->room - 1);

	while (map->slot[at].key && map->slot[at].key != key)
		at = (at + 1) & (map->room - 1);
	return &map->slot[at];
}

static uint32_t map_get(const struct map *map, uint64_t key)
{
	const struct entry *entry = map->room ? map_slot(map, key) : NULL;

	return entry && entry->key ? entry->value : PGL_NONE;
}

static bool map_put(struct map *map, uint64_t key, uint32_t value)
{
	if (2 * map->n >= map->room) {
		struct map larger = {.room = map->room ? 2 * map->room : 64, .n = map->n};

		larger.slot = calloc(larger.room, sizeof *larger.slot);
		if (!larger.slot)
			return false;
		for (size_t i = 0; i < map->room; i++)
			if (map->slot[i].key)
				*map_slot(&larger, map->slot[i].key) = map->slot[i];
		free(map->slot);
		*map = larger;
	}
	struct entry *entry = map_slot(map, key);

	map->n += !entry->key;
	*entry = (struct entry){key, value};
	return true;
}

static uint64_t name_key(struct pgl_record *record, const char *name)
{
	return (uint64_t)(uintptr_t)pgl_record_intern(record, name);
}

static uint64_t call_key(uint32_t root, unsigned statement)
{
	return (uint64_t)root << 32 | statement;
}

/* Parts -------------------------------------------------------------------------------------- */

struct pgl_merge *pgl_merge_new(struct pgl_record *record, struct pgl_sites *sites)
{
	struct pgl_merge *merge = calloc(1, sizeof *merge);

	if (merge) {
		merge->record = record;
		merge->sites = sites;
	}
	return merge;
}

/* Can other units mean the same function by that name? It is theirs, or they see it. */
static bool is_visible(const struct pgl_function *function)
{
	uint32_t visible = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL) | PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);

	return function->flags & visible || (!function->has_body && !function->fingerprint);
}

void pgl_merge_describe(struct pgl_merge *merge, const struct part *part,
			const struct pgl_function *from, uint32_t to)
{
	struct pgl_record *record = merge->record;
	struct pgl_function *function = &record->functions[to];
	uint32_t origin = function->origin;

	*function = *from;
	function->id = to;
	function->origin = origin;
	function->order = 0;
	/* Unless the link's own passes find it. */
	if (function->has_body)
		function->offline = PGL_OFFLINE_REMOVED;
	function->count = (struct pgl_count){0, false, PGL_QUALITY_UNINITIALIZED};
	function->hotness = PGL_HOTNESS_UNKNOWN;
	function->before = function->after = (struct pgl_estimate){{0, false}, {0, false}};
	function->unit = part->unit + (from->unit == PGL_NONE ? 0 : from->unit);
	function->name = pgl_record_intern(record, from->name);
	function->assembler = pgl_record_intern(record, from->assembler);
	function->location = map_location(part, from->location);
}

/* The link's function for FROM of PART, made if need be. */
static uint32_t join_function(struct pgl_merge *merge, const struct part *part,
			      const struct pgl_function *from)
{
	struct pgl_record *record = merge->record;
	bool shared = is_visible(from), has_body = from->has_body || from->fingerprint;
	uint64_t key = name_key(record, from->assembler);
	uint32_t known = shared ? map_get(&merge->visible, key) : PGL_NONE;

	if (known != PGL_NONE) {
		if (has_body && !record->functions[known].fingerprint)
			pgl_merge_describe(merge, part, from, known);
		return known;
	}
	struct pgl_function *made = pgl_record_add_function(record);

	if (!made || (shared && !map_put(&merge->visible, key, made->id)))
		return PGL_NONE;
	known = made->id;
	pgl_merge_describe(merge, part, from, known);
	/* Who only calls it does not say where it comes from. */
	if (!has_body)
		record->functions[known].unit = PGL_NONE;
	return known;
}

static bool join_functions(struct pgl_merge *merge, struct part *part)
{
	const struct pgl_record *from = part->record;

	for (uint32_t i = 0; i < from->n_functions; i++) {
		const struct pgl_function *function = &from->functions[i];
		uint64_t key = name_key(part->record, function->assembler);
		uint32_t named = map_get(&part->names, key);

		part->scale[i] = 1;
		part->function[i] = join_function(merge, part, function);
		if (part->function[i] == PGL_NONE)
			return false;
		if ((named == PGL_NONE || !from->functions[named].has_body) &&
		    !map_put(&part->names, key, i))
			return false;
	}
	for (uint32_t i = 0; i < from->n_functions; i++)
		merge->record->functions[part->function[i]].origin =
			part->function[from->functions[i].origin];
	for (uint32_t i = 0; i < from->n_sites; i++) {
		const struct pgl_site *site = &from->sites[i];

		if (site->statement &&
		    !map_put(&part->calls, call_key(site->root, site->statement), i))
			return false;
	}
	return true;
}

/* Adds what FROM says of its unit; without it, a unit called SOURCE. */
static bool join_unit(struct pgl_merge *merge, const struct pgl_unit *from, const char *source)
{
	struct pgl_unit *unit = pgl_record_add_unit(merge->record);

	if (!unit)
		return false;
	if (from) {
		*unit = *from;
		unit->units = NULL;
		unit->files = NULL;
		unit->n_units = unit->n_files = 0;
		unit->size_before.known = unit->size_after.known = false;
	} else {
		unit->source = source;
	}
	unit->source = pgl_record_intern(merge->record, unit->source);
	return true;
}

/* Adds the units of RECORD: its own, or those that were joined in it. */
static bool join_units(struct pgl_merge *merge, const struct pgl_record *record, const char *source)
{
	if (!record || !record->unit.n_units)
		return join_unit(merge, record ? &record->unit : NULL, source);
	for (uint32_t i = 0; i < record->unit.n_units; i++)
		if (!join_unit(merge, &record->unit.units[i], NULL))
			return false;
	return true;
}

uint32_t pgl_merge_add(struct pgl_merge *merge, struct pgl_record *record, const char *source)
{
	struct part *parts = realloc(merge->parts, (merge->n_parts + 1) * sizeof *parts);
	size_t n_functions = record ? record->n_functions : 0;
	size_t n_files = record ? record->unit.n_files : 0;
	size_t n_sites = record ? record->n_sites : 0;

	if (!parts) {
		pgl_record_free(record);
		merge->record->out_of_memory = true;
		return PGL_NONE;
	}
	merge->parts = parts;
	struct part *part = &parts[merge->n_parts++];

	*part = (struct part){.record = record, .unit = merge->record->unit.n_units};
	part->function = malloc((n_functions + n_files + n_sites + 1) * sizeof *part->function);
	part->scale = malloc((n_functions + 1) * sizeof *part->scale);
	bool good = part->function && part->scale && join_units(merge, record, source);

	if (good && record) {
		part->file = part->function + n_functions;
		part->site = part->file + n_files;
		memset(part->site, 0xff, n_sites * sizeof *part->site);
		for (size_t i = 0; i < n_files; i++)
			part->file[i] = pgl_record_file(merge->record, record->unit.files[i]);
		good = join_functions(merge, part);
	}
	if (!good)
		merge->record->out_of_memory = true;
	return good ? merge->n_parts - 1 : PGL_NONE;
}

uint32_t pgl_merge_unit(const struct pgl_merge *merge, uint32_t part)
{
	return merge->parts[part].unit;
}

/* Questions ---------------------------------------------------------------------------------- */

struct pgl_part_id pgl_merge_find(const struct pgl_merge *merge, uint32_t part,
				  const char *assembler)
{
	const struct part *in = &merge->parts[part];
	uint32_t id = in->record ? map_get(&in->names, name_key(in->record, assembler)) : PGL_NONE;

	return id == PGL_NONE ? none : (struct pgl_part_id){part, id};
}

const struct pgl_function *pgl_merge_described(const struct pgl_merge *merge,
					       struct pgl_part_id function)
{
	return &merge->parts[function.part].record->functions[function.id];
}

struct pgl_part_id pgl_merge_call(const struct pgl_merge *merge, struct pgl_part_id function,
				  unsigned statement)
{
	if (function.part == PGL_NONE || !statement)
		return none;
	uint32_t id = map_get(&merge->parts[function.part].calls, call_key(function.id, statement));

	return id == PGL_NONE ? none : (struct pgl_part_id){function.part, id};
}

uint32_t pgl_merge_function(const struct pgl_merge *merge, struct pgl_part_id function)
{
	return function.part == PGL_NONE ? PGL_NONE
					 : merge->parts[function.part].function[function.id];
}

uint32_t pgl_merge_visible(const struct pgl_merge *merge, const char *assembler)
{
	return map_get(&merge->visible, name_key(merge->record, assembler));
}

void pgl_merge_note_visible(struct pgl_merge *merge, const char *assembler, uint32_t function)
{
	uint64_t key = name_key(merge->record, assembler);

	if (!key || !map_put(&merge->visible, key, function))
		merge->record->out_of_memory = true;
}

uint32_t pgl_merge_site(const struct pgl_merge *merge, struct pgl_part_id site)
{
	return site.part == PGL_NONE ? PGL_NONE : merge->parts[site.part].site[site.id];
}
