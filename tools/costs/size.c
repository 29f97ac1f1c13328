/* See size.h. First all functions are found, in both builds, so that a function that is local in only one of
   them can pair with the other's; then their bytes are counted.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/size.h"

#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "records/names.h"

/* --- keys --- */

/* Makes the key of a function: its name and, if it is local, its unit's, each with a NUL. A function that a link
   made from several units has no unit. */
static void make_key(struct pgl_strbuf *key, const char *symbol, const char *unit)
{
	pgl_strbuf_reset(key);
	pgl_strbuf_add_n(key, symbol, pgl_size_base(symbol, NULL));
	if (unit && *unit && strcmp(unit, "<artificial>") != 0) {
		pgl_strbuf_add_char(key, '\0');
		pgl_strbuf_add(key, unit);
	}
	pgl_strbuf_add_char(key, '\0');
}

/* The number of SYMBOL's key, or UINT32_MAX. A clone or part is local even if its function is not, so a
   function of its unit is tried first, then the global one. */
static uint32_t find_key(const struct pgl_size *size, struct pgl_strbuf *key, const char *symbol,
			 const char *unit)
{
	uint32_t number;

	make_key(key, symbol, unit);
	number = pgl_intern_find(&size->function_keys, key->text, key->length);
	if (number == UINT32_MAX && unit && symbol[pgl_size_base(symbol, NULL)]) {
		make_key(key, symbol, NULL);
		number = pgl_intern_find(&size->function_keys, key->text, key->length);
	}
	return number;
}

static uint32_t find_function(const struct pgl_size *size, const char *symbol, const char *unit)
{
	struct pgl_strbuf key = PGL_STRBUF_INIT;
	uint32_t number = find_key(size, &key, symbol, unit);

	pgl_strbuf_release(&key);
	return number == UINT32_MAX ? PGL_NONE : size->function_of[number];
}

static struct pgl_size_copy *copy_of(struct pgl_size *size, uint32_t function, uint32_t callee)
{
	const uint32_t key[2] = {function, callee};
	uint32_t n = size->copy_keys.n, i = pgl_intern_add(&size->copy_keys, key, sizeof key);

	if (i == n) {
		PGL_GROW(size->copies, size->n_copies, size->room_copies);
		size->copies[size->n_copies++] =
			(struct pgl_size_copy){.function = function, .callee = callee};
	}
	return &size->copies[i];
}

const char *pgl_size_name(const struct pgl_size *size, uint32_t callee)
{
	return pgl_intern_bytes(&size->names, callee);
}

/* --- functions --- */

/* The builds that have each key, as bits. */
struct found {
	unsigned char *sides;
	size_t room;
};

/* Adds the keys of the functions of a file of SIDE whose symbols have a suffix, or of those without. */
static void find_in_file(struct pgl_size *size, int side, const struct pgl_layout *layout,
			 bool has_suffix, struct found *found)
{
	struct pgl_strbuf key = PGL_STRBUF_INIT;

	for (size_t i = 0; i < layout->n_functions; i++) {
		const struct pgl_layout_function *function = &layout->functions[i];
		uint32_t n = size->function_keys.n, number;

		if (!function->name[pgl_size_base(function->name, NULL)] == has_suffix)
			continue;
		number = find_key(size, &key, function->name, function->file);
		if (number == UINT32_MAX) {
			make_key(&key, function->name, function->file);
			number = pgl_intern_add(&size->function_keys, key.text, key.length);
			PGL_GROW(found->sides, (size_t)n, found->room);
			found->sides[n] = 0;
		}
		found->sides[number] |= (unsigned char)(1u << side);
	}
	pgl_strbuf_release(&key);
}

static void find_functions(struct pgl_size *size, struct found *found)
{
	for (int has_suffix = 0; has_suffix < 2; has_suffix++)
		for (int side = 0; side < PGL_SIDES; side++)
			for (size_t f = 0; f < size->files[side].n; f++)
				find_in_file(size, side, &size->files[side].item[f].layout,
					     has_suffix, found);
}

struct lone {
	const char *name;
	uint32_t key;
	unsigned sides;
};

static int compare_lone(const void *a, const void *b)
{
	const struct lone *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (order)
		return order;
	return x->sides != y->sides ? PGL_COMPARE(x->sides, y->sides) : PGL_COMPARE(x->key, y->key);
}

/* If one key of a name is in OLD alone and one other in NEW alone, they are one function, which is local in only
   one of the builds. Sets PARTNER, by key, to the key that it goes with. */
static void pair_lone(const struct pgl_size *size, const unsigned char *sides, uint32_t *partner)
{
	uint32_t n = size->function_keys.n;
	struct lone *lone = pgl_xcalloc((size_t)n + 1, sizeof *lone);
	size_t n_lone = 0, n_same;

	for (uint32_t k = 0; k < n; k++) {
		partner[k] = k;
		if (sides[k] != 3)
			lone[n_lone++] = (struct lone){pgl_intern_bytes(&size->function_keys, k), k,
						       sides[k]};
	}
	if (n_lone)
		qsort(lone, n_lone, sizeof *lone, compare_lone);
	for (size_t i = 0; i < n_lone; i += n_same) {
		for (n_same = 1;
		     i + n_same < n_lone && !strcmp(lone[i].name, lone[i + n_same].name);)
			n_same++;
		if (n_same == 2 && lone[i].sides != lone[i + 1].sides)
			partner[lone[i + 1].key] = lone[i].key;
	}
	free(lone);
}

static void make_functions(struct pgl_size *size)
{
	struct found found = {.sides = NULL};

	find_functions(size, &found);
	uint32_t n = size->function_keys.n;
	uint32_t *partner = pgl_xcalloc((size_t)n + 1, sizeof *partner);

	size->functions = pgl_xcalloc((size_t)n + 1, sizeof *size->functions);
	size->function_of = pgl_xcalloc((size_t)n + 1, sizeof *size->function_of);
	pair_lone(size, found.sides, partner);
	for (uint32_t k = 0; k < n; k++) {
		const char *name = pgl_intern_bytes(&size->function_keys, k);
		size_t length = strlen(name) + 1;
		bool has_unit =
			size->function_keys.ends[k] >
			(size_t)((const unsigned char *)name - size->function_keys.bytes) + length;

		if (partner[k] != k)
			continue;
		size->function_of[k] = (uint32_t)size->n_functions;
		size->functions[size->n_functions++] = (struct pgl_size_function){
			.name = name, .unit = has_unit ? name + length : NULL};
	}
	for (uint32_t k = 0; k < n; k++)
		size->function_of[k] = size->function_of[partner[k]];
	free(partner);
	free(found.sides);
}

/* --- sections by the records --- */

/* The sections that the records say functions were put into: symbol -> enum pgl_heat. */
struct placed {
	struct pgl_intern names; /* each with its NUL */
	unsigned char *heat;	 /* by name's number */
	size_t room;
};

static void placed_init(struct placed *placed, const struct pgl_build *build)
{
	*placed = (struct placed){.room = 0};
	for (size_t u = 0; build && u < build->n; u++) {
		const struct pgl_record *record = build->records[u];

		for (uint32_t e = 0; e < record->n_events; e++) {
			const struct pgl_event *event = &record->events[e];

			if (!pgl_event_is(event, PGL_EVENT_SECTION) || !event->section ||
			    event->function == PGL_NONE)
				continue;
			const char *name = record->functions[event->function].assembler;
			uint32_t n = placed->names.n, i;

			if (!name)
				continue;
			i = pgl_intern_add(&placed->names, name, strlen(name) + 1);
			if (i == n)
				PGL_GROW(placed->heat, (size_t)n, placed->room);
			/* Local functions of one name may be in several sections. */
			enum pgl_heat heat = pgl_size_heat_of(event->section);

			placed->heat[i] =
				(unsigned char)(i == n || placed->heat[i] == heat ? heat
										  : PGL_HEAT_N);
		}
	}
}

static void placed_release(struct placed *placed)
{
	pgl_intern_release(&placed->names);
	free(placed->heat);
}

static enum pgl_heat placed_of(struct placed *placed, const char *symbol)
{
	uint32_t i = pgl_intern_find(&placed->names, symbol, strlen(symbol) + 1);

	return i == UINT32_MAX ? PGL_HEAT_N : (enum pgl_heat)placed->heat[i];
}

/* --- bytes --- */

static void add_function(struct pgl_size *size, int side, const struct pgl_size_file *file,
			 const struct pgl_layout_function *function, struct placed *placed)
{
	uint32_t number = find_function(size, function->name, function->file);
	struct pgl_size_of *of = &size->functions[number].side[side];
	struct pgl_size_sum *sum = &size->sum[side];
	const uint32_t *owners = file->layout.owners[function->section];
	enum pgl_heat heat = pgl_size_heat_of(file->layout.sections[function->section].name);
	uint64_t n_inlined = 0, n_unknown = 0, end = function->start + function->size;
	enum pgl_own own;

	pgl_size_base(function->name, &own);
	if (own == PGL_OWN_COLD)
		heat = PGL_HEAT_COLD;
	else if (heat == PGL_HEAT_USUAL && placed_of(placed, function->name) != PGL_HEAT_N)
		heat = placed_of(placed, function->name);
	for (uint64_t at = function->start, next; at < end; at = next) {
		uint32_t owner = owners ? owners[at] : PGL_BYTE_UNKNOWN;

		for (next = owners ? at + 1 : end; next < end && owners[next] == owner;)
			next++;
		n_unknown += owner == PGL_BYTE_UNKNOWN ? next - at : 0;
		if (owner < PGL_INLINED_FIRST)
			continue;
		n_inlined += next - at;
		copy_of(size, number, owner - PGL_INLINED_FIRST)->bytes[side] += next - at;
	}
	of->is_there = true;
	of->bytes += function->size;
	of->heat[heat] += function->size;
	of->inlined += n_inlined;
	of->unknown += n_unknown;
	of->own[own] += function->size - n_inlined;
	sum->heat[heat] += function->size;
	sum->in_no_function -= function->size;
	sum->inlined += n_inlined;
	sum->unknown += n_unknown;
}

static void add_section(struct pgl_size *size, int side, const struct pgl_layout_section *section)
{
	uint32_t n = size->section_names.n;
	uint32_t i = pgl_intern_add(&size->section_names, section->name, strlen(section->name) + 1);

	if (i == n) {
		PGL_GROW(size->sections, size->n_sections, size->room_sections);
		size->sections[size->n_sections++] = (struct pgl_size_section){.name = NULL};
	}
	size->sections[i].bytes[side] += section->size;
	size->sections[i].n[side]++;
	size->sum[side].total += section->size;
	size->sum[side].n_sections++;
}

static void add_files(struct pgl_size *size, int side, struct placed *placed)
{
	struct pgl_size_sum *sum = &size->sum[side];

	sum->n_files = size->files[side].n;
	for (size_t f = 0; f < size->files[side].n; f++) {
		const struct pgl_size_file *file = &size->files[side].item[f];

		sum->has_symbols |= file->layout.has_symbols;
		sum->has_dwarf |= file->has_dwarf;
		for (size_t s = 0; s < file->layout.n_sections; s++) {
			if (file->layout.sections[s].is_listed)
				add_section(size, side, &file->layout.sections[s]);
			if (file->layout.sections[s].is_code) {
				sum->code += file->layout.sections[s].size;
				sum->in_no_function += file->layout.sections[s].size;
			}
		}
		for (size_t i = 0; i < file->layout.n_functions; i++)
			add_function(size, side, file, &file->layout.functions[i], placed);
	}
}

/* --- what records add --- */

/* The number of the forest's FUNCTION in SIZE; PGL_NONE if it has no bytes in either build. */
static uint32_t find_recorded(const struct pgl_size *size, const struct pgl_forest *forest,
			      uint32_t function)
{
	const struct pgl_function *recorded = pgl_forest_function(forest, function);
	const struct pgl_record *record = forest->build->records[forest->function_unit[function]];
	const char *source = pgl_function_source(record, recorded), *slash;
	uint32_t found;

	if (!recorded->assembler)
		return PGL_NONE;
	slash = source ? strrchr(source, '/') : NULL;
	found = find_function(size, recorded->assembler, slash ? slash + 1 : source);
	return found == PGL_NONE ? find_function(size, recorded->assembler, NULL) : found;
}

/* True if a record's outcome IS decides over WAS: kept over inlined, inlined over removed. */
static bool speaks(enum pgl_offline is, enum pgl_offline was)
{
	static const int rank[PGL_OFFLINE_N] = {[PGL_OFFLINE_ABSENT] = 0,
						[PGL_OFFLINE_REMOVED] = 1,
						[PGL_OFFLINE_INLINED] = 2,
						[PGL_OFFLINE_KEPT] = 3};

	return rank[is] > rank[was];
}

static void add_outcomes(struct pgl_size *size, const struct pgl_forest *forest, int side,
			 uint32_t *number_of)
{
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);

		number_of[f] = find_recorded(size, forest, f);
		if (number_of[f] == PGL_NONE || function->clone != PGL_CLONE_NONE)
			continue;
		struct pgl_size_of *of = &size->functions[number_of[f]].side[side];

		if (speaks(function->offline, of->outcome))
			of->outcome = function->offline;
	}
}

static void add_inlined(struct pgl_size *size, const struct pgl_forest *forest, int side,
			const uint32_t *number_of)
{
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t root = pgl_forest_root(forest, s), callee = pgl_forest_callee(forest, s);

		if (!pgl_forest_is_inlined(forest, s) || callee == PGL_NONE || root == PGL_NONE ||
		    number_of[root] == PGL_NONE || !pgl_forest_is_offline(forest, root))
			continue;
		const char *symbol = pgl_forest_function(forest, callee)->assembler;

		/* Early inlining inlined all its calls, and then GCC removed it. */
		if (number_of[callee] != PGL_NONE &&
		    size->functions[number_of[callee]].side[side].outcome == PGL_OFFLINE_REMOVED)
			size->functions[number_of[callee]].side[side].outcome = PGL_OFFLINE_INLINED;
		if (!symbol)
			continue;
		char *base = pgl_xasprintf("%.*s", (int)pgl_size_base(symbol, NULL), symbol);
		uint32_t name = pgl_intern_add(&size->names, base, strlen(base) + 1);

		copy_of(size, number_of[root], name)->n[side]++;
		free(base);
	}
}

static void add_records(struct pgl_size *size, const struct pgl_compared *compared)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = &compared->forest[side];
		uint32_t *number_of =
			pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *number_of);

		add_outcomes(size, forest, side, number_of);
		add_inlined(size, forest, side, number_of);
		free(number_of);
	}
}

/* --- order --- */

static uint64_t distance(const uint64_t *bytes)
{
	return bytes[PGL_NEW] > bytes[PGL_OLD] ? bytes[PGL_NEW] - bytes[PGL_OLD]
					       : bytes[PGL_OLD] - bytes[PGL_NEW];
}

static int compare_bytes(const uint64_t *x, const uint64_t *y)
{
	if (distance(x) != distance(y))
		return PGL_COMPARE(distance(y), distance(x));
	return x[PGL_NEW] != y[PGL_NEW] ? PGL_COMPARE(y[PGL_NEW], x[PGL_NEW])
					: PGL_COMPARE(y[PGL_OLD], x[PGL_OLD]);
}

static int compare_functions(const void *a, const void *b)
{
	const struct pgl_size_function *x = a, *y = b;
	const uint64_t of_x[] = {x->side[PGL_OLD].bytes, x->side[PGL_NEW].bytes};
	const uint64_t of_y[] = {y->side[PGL_OLD].bytes, y->side[PGL_NEW].bytes};
	int order = compare_bytes(of_x, of_y);

	if (!order)
		order = strcmp(x->name, y->name);
	return order ? order : pgl_compare_text(x->unit, y->unit);
}

static int compare_sections(const void *a, const void *b)
{
	return strcmp(((const struct pgl_size_section *)a)->name,
		      ((const struct pgl_size_section *)b)->name);
}

static int compare_callees(const void *a, const void *b)
{
	const struct pgl_size_callee *x = a, *y = b;
	int order = compare_bytes(x->bytes, y->bytes);

	return order ? order : strcmp(x->name, y->name);
}

static int compare_copies(const void *a, const void *b)
{
	const struct pgl_size_copy *x = a, *y = b;
	int order = x->function != y->function ? PGL_COMPARE(x->function, y->function)
					       : compare_bytes(x->bytes, y->bytes);

	return order ? order : PGL_COMPARE(x->callee, y->callee);
}

static void make_callees(struct pgl_size *size)
{
	uint32_t n = size->names.n;

	size->callees = pgl_xcalloc((size_t)n + 1, sizeof *size->callees);
	for (uint32_t c = 0; c < n; c++) {
		size->callees[c].name = pgl_size_name(size, c);
		for (int side = 0; side < PGL_SIDES; side++)
			if (c < size->files[side].room_copies)
				size->callees[c].n[side] = size->files[side].n_copies[c];
	}
	for (size_t i = 0; i < size->n_copies; i++)
		for (int side = 0; side < PGL_SIDES; side++)
			size->callees[size->copies[i].callee].bytes[side] +=
				size->copies[i].bytes[side];
	for (uint32_t c = 0; c < n; c++)
		if (size->callees[c].n[PGL_OLD] || size->callees[c].n[PGL_NEW])
			size->callees[size->n_callees++] = size->callees[c];
	if (size->n_callees)
		qsort(size->callees, size->n_callees, sizeof *size->callees, compare_callees);
}

/* Sorts everything and renumbers the copies' functions. */
static void put_in_order(struct pgl_size *size)
{
	size_t n = size->n_functions, copy = 0;
	uint32_t *numbers = pgl_xcalloc(n + 1, sizeof *numbers);

	for (size_t i = 0; i < n; i++)
		size->functions[i].first_copy = i;
	if (n)
		qsort(size->functions, n, sizeof *size->functions, compare_functions);
	for (size_t i = 0; i < n; i++)
		numbers[size->functions[i].first_copy] = (uint32_t)i;
	for (size_t i = 0; i < size->n_copies; i++)
		size->copies[i].function = numbers[size->copies[i].function];
	if (size->n_copies)
		qsort(size->copies, size->n_copies, sizeof *size->copies, compare_copies);
	for (size_t i = 0; i < n; i++) {
		size->functions[i].first_copy = copy;
		while (copy < size->n_copies && size->copies[copy].function == i)
			copy++;
		size->functions[i].n_copies = copy - size->functions[i].first_copy;
	}
	free(numbers);
	for (size_t i = 0; i < size->n_sections; i++)
		size->sections[i].name = pgl_intern_bytes(&size->section_names, (uint32_t)i);
	if (size->n_sections)
		qsort(size->sections, size->n_sections, sizeof *size->sections, compare_sections);
}

int pgl_size_init(struct pgl_size *size, const char *const *paths,
		  const struct pgl_compared *compared, struct pgl_error *error)
{
	*size = (struct pgl_size){.n_functions = 0};
	for (int side = 0; side < PGL_SIDES; side++)
		if (pgl_size_files_read(&size->files[side], paths[side], &size->names, error)) {
			pgl_size_release(size);
			return -1;
		}
	make_functions(size);
	for (int side = 0; side < PGL_SIDES; side++) {
		struct placed placed;

		placed_init(&placed, compared ? compared->forest[side].build : NULL);
		add_files(size, side, &placed);
		placed_release(&placed);
		size->sum[side].has_records = compared != NULL;
	}
	if (compared)
		add_records(size, compared);
	make_callees(size);
	put_in_order(size);
	return 0;
}

void pgl_size_release(struct pgl_size *size)
{
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_size_files_release(&size->files[side]);
	pgl_intern_release(&size->names);
	pgl_intern_release(&size->section_names);
	pgl_intern_release(&size->function_keys);
	pgl_intern_release(&size->copy_keys);
	free(size->function_of);
	free(size->sections);
	free(size->functions);
	free(size->copies);
	free(size->callees);
	*size = (struct pgl_size){.n_functions = 0};
}
