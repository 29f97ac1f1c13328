/* See merge.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sites/merge.h"

#include <stdlib.h>
#include <string.h>

/* From a number that is not 0 to another; grows as it must. */
struct map {
	struct entry {
		uint64_t key;
		uint32_t value;
	} * slot;
	size_t n, room; /* a power of two, or 0 */
};

struct part {
	struct pgl_record *record; /* NULL: it left nothing */
	uint32_t unit;		   /* the first of its units */
	uint32_t *function, *site, *file;
	double *scale;		 /* by function */
	struct map names, calls; /* assembler name -> function; root and statement -> site */
};

struct pgl_merge {
	struct pgl_record *record;
	struct pgl_sites *sites;
	struct part *parts;
	uint32_t n_parts;
	struct map visible;	  /* assembler name, interned -> the link's function */
	struct pgl_part_id *kept; /* by the link's function: whose body it has */
	uint32_t n_kept;
};

static inline struct pgl_location map_location(const struct part *part,
					       struct pgl_location location)
{
	if (location.file != PGL_NONE)
		location.file = part->file[location.file];
	return location;
}

static inline uint32_t map_function(const struct part *part, uint32_t function)
{
	return function == PGL_NONE ? PGL_NONE : part->function[function];
}

static inline uint32_t map_site(const struct part *part, uint32_t site)
{
	return site == PGL_NONE ? PGL_NONE : part->site[site];
}

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

/* True if other units can refer to the same function by that name. */
static bool is_visible(const struct pgl_function *function)
{
	uint32_t visible = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL) | PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);

	return function->flags & visible || (!function->has_body && !function->fingerprint);
}

/* Copies FROM of PART to the link's function TO, except its origin. */
static void describe(struct pgl_merge *merge, const struct part *part,
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
			describe(merge, part, from, known);
		return known;
	}
	struct pgl_function *made = pgl_record_add_function(record);

	if (!made || (shared && !map_put(&merge->visible, key, made->id)))
		return PGL_NONE;
	known = made->id;
	describe(merge, part, from, known);
	/* A unit that only calls it does not define it. */
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

/* Taking the sites ------------------------------------------------------------------------------ */

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
	describe(merge, part, &part->record->functions[function.id], to);
}

void pgl_merge_scale(struct pgl_merge *merge, struct pgl_part_id function, double scale)
{
	if (function.part != PGL_NONE)
		merge->parts[function.part].scale[function.id] = scale;
}

/* Functions that nobody kept use the entry of their first unit. */
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

/* True if the link uses another part's copy of function ID of PART. */
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

/* Number the decisions taken from PART in their order, from SEQUENCE + 1 on; return the last number. */
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
