/* See join-lines.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/join-lines.h"

#include <stdlib.h>
#include <string.h>

#include "costs/join-names.h"
#include "base/order.h"
#include "base/xalloc.h"

/* Where a function is declared. */
struct pgl_declaration {
	uint32_t file, line; /* of its record */
};

/* A function that can be executed in the text that is searched. */
struct pgl_candidate {
	uint32_t record, file, line; /* where it is declared */
	uint32_t last;		     /* the line of the last call in its own code, or LINE */
	uint32_t reach; /* the largest LAST of the candidates of that file up to here */
	uint32_t function, body;
};

/* --- lists --- */

/* Pairs {number, item}, for make_lists(). */
struct pairs {
	uint32_t (*pair)[2];
	size_t n, room;
};

static void add_pair(struct pairs *pairs, uint32_t number, uint32_t item)
{
	PGL_GROW(pairs->pair, pairs->n, pairs->room);
	pairs->pair[pairs->n][0] = number;
	pairs->pair[pairs->n++][1] = item;
}

static int compare_pairs(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return x[0] != y[0] ? PGL_COMPARE(x[0], y[0]) : PGL_COMPARE(x[1], y[1]);
}

/* How many of the N items of SIZE bytes at ITEMS, which COMPARE has sorted, are not after KEY. */
static size_t count_up_to(const void *key, const void *items, size_t n, size_t size,
			  int (*compare)(const void *, const void *))
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare((const char *)items + middle * size, key) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Makes a sorted list of the items of each number below N, without duplicates; frees PAIRS. */
static void make_lists(struct pairs *pairs, uint32_t n, uint32_t **ret_first, uint32_t **ret_list)
{
	uint32_t *first = pgl_xcalloc((size_t)n + 2, sizeof *first), number = 0, length = 0;
	uint32_t *list = pgl_xcalloc(pairs->n + 1, sizeof *list);

	if (pairs->n)
		qsort(pairs->pair, pairs->n, sizeof *pairs->pair, compare_pairs);
	for (size_t i = 0; i < pairs->n; i++) {
		if (i && !compare_pairs(pairs->pair[i - 1], pairs->pair[i]))
			continue;
		while (number < pairs->pair[i][0])
			first[++number] = length;
		list[length++] = pairs->pair[i][1];
	}
	while (number <= n)
		first[++number] = length;
	free(pairs->pair);
	*ret_first = first;
	*ret_list = list;
}

static void list_functions(struct pgl_cost_lines *lines)
{
	const struct pgl_identity *identity = lines->identity;
	struct pairs pairs = {0};

	for (uint32_t f = 0; f < identity->forest[lines->side]->n_functions; f++)
		add_pair(&pairs, identity->origin[identity->body[lines->side][f]], f);
	make_lists(&pairs, identity->n_bodies, &lines->first_function, &lines->functions);
}

static void list_inlined(struct pgl_cost_lines *lines)
{
	const struct pgl_forest *forest = lines->identity->forest[lines->side];
	struct pairs pairs = {0};

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (pgl_forest_is_inlined(forest, s) && pgl_forest_callee(forest, s) != PGL_NONE)
			add_pair(&pairs, pgl_forest_root(forest, s), pgl_forest_callee(forest, s));
	/* Merged functions share one text, under either name. */
	for (size_t u = 0; u < forest->build->n; u++) {
		const struct pgl_record *record = forest->build->records[u];
		uint32_t first = forest->first_function[u];

		for (uint32_t e = 0; e < record->n_events; e++) {
			const struct pgl_event *event = &record->events[e];

			if (event->function == PGL_NONE || event->target == PGL_NONE ||
			    !pgl_event_is(event, PGL_EVENT_MERGED))
				continue;
			add_pair(&pairs, first + event->function, first + event->target);
			add_pair(&pairs, first + event->target, first + event->function);
		}
	}
	make_lists(&pairs, forest->n_functions, &lines->first_inlined, &lines->inlined);
}

/* The function whose source contains SITE, or PGL_NONE. */
static uint32_t source_function(const struct pgl_forest *forest, uint32_t site)
{
	uint32_t parent = forest->nodes[site].parent;

	return parent == PGL_NONE ? pgl_forest_root(forest, site)
				  : pgl_forest_callee(forest, parent);
}

/* The location of the declaration of function NUMBER; a clone has its origin's. */
static struct pgl_location declaration(const struct pgl_forest *forest, uint32_t number)
{
	const struct pgl_function *function = pgl_forest_function(forest, number);
	const struct pgl_record *record = forest->build->records[forest->function_unit[number]];

	return function->location.file == PGL_NONE ? record->functions[function->origin].location
						   : function->location;
}

static void list_places(struct pgl_cost_lines *lines)
{
	const struct pgl_forest *forest = lines->identity->forest[lines->side];
	struct pairs pairs = {0};

	for (uint32_t s = 0; s < forest->n_sites; s++) {
		struct pgl_location place = pgl_forest_site(forest, s)->location, declared;
		uint32_t function = source_function(forest, s);

		if (function == PGL_NONE || place.file == PGL_NONE)
			continue;
		declared = declaration(forest, function);
		if (declared.file == place.file && place.line >= declared.line)
			add_pair(&pairs, function, place.line);
	}
	make_lists(&pairs, forest->n_functions, &lines->first_place, &lines->places);
}

void pgl_cost_lines_init(struct pgl_cost_lines *lines, const struct pgl_identity *identity,
			 enum pgl_side side, const struct pgl_costs *measured)
{
	const struct pgl_forest *forest = identity->forest[side];

	*lines = (struct pgl_cost_lines){.identity = identity, .measured = measured, .side = side};
	list_functions(lines);
	list_inlined(lines);
	list_places(lines);
	lines->declarations = pgl_xcalloc(forest->build->n + 1, sizeof *lines->declarations);
	lines->n_declarations = pgl_xcalloc(forest->build->n + 1, sizeof *lines->n_declarations);
	lines->function_stamp =
		pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *lines->function_stamp);
	lines->reached = pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *lines->reached);
	lines->body_stamp = pgl_xcalloc((size_t)identity->n_bodies + 1, sizeof *lines->body_stamp);
}

void pgl_cost_lines_release(struct pgl_cost_lines *lines)
{
	for (size_t u = 0; u < lines->identity->forest[lines->side]->build->n; u++)
		free(lines->declarations[u]);
	free(lines->first_function);
	free(lines->functions);
	free(lines->first_inlined);
	free(lines->inlined);
	free(lines->first_place);
	free(lines->places);
	free(lines->declarations);
	free(lines->n_declarations);
	pgl_intern_release(&lines->file_keys);
	free(lines->files);
	free(lines->function_stamp);
	free(lines->body_stamp);
	free(lines->reached);
	free(lines->candidates);
	*lines = (struct pgl_cost_lines){0};
}

/* --- the text --- */

/* Adds FUNCTION, unless it is one already, to the candidates and to the functions reached. */
static void add_candidate(struct pgl_cost_lines *lines, uint32_t function)
{
	const struct pgl_forest *forest = lines->identity->forest[lines->side];
	struct pgl_location declared = declaration(forest, function);
	uint32_t end = lines->first_place[function + 1];
	struct pgl_candidate candidate = {
		.record = forest->function_unit[function],
		.file = declared.file,
		.line = declared.line,
		.last = declared.line,
		.function = function,
		.body = lines->identity->origin[lines->identity->body[lines->side][function]]};

	if (lines->function_stamp[function] == lines->stamp)
		return;
	lines->function_stamp[function] = lines->body_stamp[candidate.body] = lines->stamp;
	lines->reached[lines->n_reached++] = function;
	if (candidate.body != lines->text)
		lines->is_alone = false;
	if (declared.file == PGL_NONE)
		return;
	if (lines->first_place[function] < end)
		candidate.last = lines->places[end - 1];
	PGL_GROW(lines->candidates, lines->n_candidates, lines->room_candidates);
	lines->candidates[lines->n_candidates++] = candidate;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct pgl_candidate *x = a, *y = b;

	if (x->record != y->record)
		return PGL_COMPARE(x->record, y->record);
	if (x->file != y->file)
		return PGL_COMPARE(x->file, y->file);
	if (x->line != y->line)
		return PGL_COMPARE(x->line, y->line);
	return PGL_COMPARE(x->function, y->function);
}

void pgl_cost_lines_set_text(struct pgl_cost_lines *lines, uint32_t text)
{
	const struct pgl_forest *forest = lines->identity->forest[lines->side];

	if (lines->stamp && lines->text == text)
		return;
	lines->text = text;
	lines->stamp++;
	lines->n_candidates = lines->n_reached = 0;
	lines->is_alone = text != PGL_NONE;
	if (text == PGL_NONE) {
		for (uint32_t f = 0; f < forest->n_functions; f++)
			add_candidate(lines, f);
	} else {
		lines->body_stamp[text] = lines->stamp;
		for (uint32_t i = lines->first_function[text]; i < lines->first_function[text + 1];
		     i++)
			add_candidate(lines, lines->functions[i]);
		/* And what was inlined into those, which the record of the outer function lacks where parts
		 * were split off before. */
		for (uint32_t i = 0; i < lines->n_reached; i++) {
			uint32_t function = lines->reached[i];

			for (uint32_t j = lines->first_inlined[function];
			     j < lines->first_inlined[function + 1]; j++)
				add_candidate(lines, lines->inlined[j]);
		}
	}
	if (lines->n_candidates)
		qsort(lines->candidates, lines->n_candidates, sizeof *lines->candidates,
		      compare_candidates);
	for (size_t i = 0; i < lines->n_candidates; i++) {
		struct pgl_candidate *this = &lines->candidates[i];
		const struct pgl_candidate *before = this - 1;

		this->reach = i && before->record == this->record && before->file == this->file &&
					      before->reach > this->last
				      ? before->reach
				      : this->last;
	}
}

bool pgl_cost_lines_may_be(const struct pgl_cost_lines *lines, uint32_t body)
{
	return lines->body_stamp[body] == lines->stamp;
}

/* --- the line --- */

/* The file of RECORD that is FILE of the cost profile: the one whose path has the longest end in common;
   PGL_NONE: none, or several. */
static uint32_t file_of(struct pgl_cost_lines *lines, uint32_t record, uint32_t file)
{
	const struct pgl_unit *unit =
		&lines->identity->forest[lines->side]->build->records[record]->unit;
	uint32_t key[] = {record, file}, n = lines->file_keys.n;
	uint32_t number = pgl_intern_add(&lines->file_keys, key, sizeof key);
	size_t best = 0;

	if (number < n)
		return lines->files[number];
	PGL_GROW(lines->files, (size_t)n, lines->room_files);
	lines->files[number] = PGL_NONE;
	for (uint32_t f = 0; f < unit->n_files; f++) {
		size_t here = pgl_same_tail(unit->files[f], lines->measured->strings[file]);

		if (here > best) {
			best = here;
			lines->files[number] = f;
		} else if (here && here == best) {
			lines->files[number] = PGL_NONE;
		}
	}
	return lines->files[number];
}

static int compare_declarations(const void *a, const void *b)
{
	const struct pgl_declaration *x = a, *y = b;

	return x->file != y->file ? PGL_COMPARE(x->file, y->file) : PGL_COMPARE(x->line, y->line);
}

/* The line of the nearest declaration of RECORD at or above LINE; 0 if there is none. */
static uint32_t declared_above(struct pgl_cost_lines *lines, uint32_t record, uint32_t file,
			       uint32_t line)
{
	const struct pgl_record *its = lines->identity->forest[lines->side]->build->records[record];
	struct pgl_declaration *items = lines->declarations[record];
	struct pgl_declaration place = {file, line};
	size_t n;

	if (!items) {
		items = pgl_xcalloc((size_t)its->n_functions + 1, sizeof *items);
		for (uint32_t f = 0; f < its->n_functions; f++)
			if (its->functions[f].location.file != PGL_NONE)
				items[lines->n_declarations[record]++] =
					(struct pgl_declaration){its->functions[f].location.file,
								 its->functions[f].location.line};
		qsort(items, lines->n_declarations[record], sizeof *items, compare_declarations);
		lines->declarations[record] = items;
	}
	n = count_up_to(&place, items, lines->n_declarations[record], sizeof *items,
			compare_declarations);
	return n && items[n - 1].file == file ? items[n - 1].line : 0;
}

static int compare_lines(const void *a, const void *b)
{
	return PGL_COMPARE(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* True if FUNCTION's own code has a call after line AFTER and not after LINE. */
static bool has_place(const struct pgl_cost_lines *lines, uint32_t function, uint32_t after,
		      uint32_t line)
{
	uint32_t first = lines->first_place[function], end = lines->first_place[function + 1];
	size_t at = first + count_up_to(&after, lines->places + first, end - first,
					sizeof *lines->places, compare_lines);

	return at < end && lines->places[at] <= line;
}

/* The candidate before number N if it is in the same file, or NULL. */
static const struct pgl_candidate *before(const struct pgl_cost_lines *lines, size_t n)
{
	const struct pgl_candidate *this = &lines->candidates[n];

	return n && this[-1].record == this->record && this[-1].file == this->file ? this - 1
										   : NULL;
}

/* The body that LINE belongs to, if candidate N is the last one of its file declared at or above LINE; PGL_NONE
   with *RET_GAP set if it is not known. */
static uint32_t decide(struct pgl_cost_lines *lines, size_t n, uint32_t line,
		       enum pgl_cost_gap *ret_gap)
{
	const struct pgl_candidate *nearest = &lines->candidates[n], *outer;
	uint32_t last = nearest->last;
	bool is_other;

	/* Others declared on the same line. */
	for (; (outer = before(lines, n)) && outer->line == nearest->line; n--) {
		if (outer->body != nearest->body) {
			*ret_gap = PGL_GAP_AMBIGUOUS;
			return PGL_NONE;
		}
		if (outer->last > last)
			last = outer->last;
	}
	if (last >= line)
		return nearest->body;
	is_other = declared_above(lines, nearest->record, nearest->file, line) > nearest->line;
	/* One that contains it. */
	for (; (outer = before(lines, n)) && outer->reach >= line; n--) {
		if (outer->last < line)
			continue;
		if (is_other || outer->body == nearest->body ||
		    has_place(lines, outer->function, last, line))
			return outer->body;
		*ret_gap = PGL_GAP_AMBIGUOUS;
		return PGL_NONE;
	}
	*ret_gap = PGL_GAP_LINE;
	return is_other ? PGL_NONE : nearest->body;
}

uint32_t pgl_cost_lines_find(struct pgl_cost_lines *lines, uint32_t file, uint32_t line,
			     enum pgl_cost_gap *ret_gap)
{
	uint32_t found = PGL_NONE;
	bool is_ambiguous = false;

	if (lines->is_alone)
		return lines->text;
	*ret_gap = file == PGL_NONE || !line ? PGL_GAP_NO_LINE : PGL_GAP_LINE;
	if (*ret_gap == PGL_GAP_NO_LINE)
		return PGL_NONE;
	/* Each record has its own names of files. */
	for (size_t begin = 0, end; begin < lines->n_candidates; begin = end) {
		uint32_t record = lines->candidates[begin].record, its, body;
		struct pgl_candidate place = {record, 0, line, 0, 0, UINT32_MAX, 0};
		enum pgl_cost_gap gap = PGL_GAP_LINE;
		size_t low;

		for (end = begin;
		     end < lines->n_candidates && lines->candidates[end].record == record;)
			end++;
		its = file_of(lines, record, file);
		if (its == PGL_NONE)
			continue;
		place.file = its;
		low = begin + count_up_to(&place, lines->candidates + begin, end - begin,
					  sizeof place, compare_candidates);
		if (low == begin || lines->candidates[low - 1].file != its)
			continue;
		body = decide(lines, low - 1, line, &gap);
		is_ambiguous |= gap == PGL_GAP_AMBIGUOUS && body == PGL_NONE;
		is_ambiguous |= body != PGL_NONE && found != PGL_NONE && body != found;
		if (body != PGL_NONE)
			found = body;
	}
	if (is_ambiguous)
		*ret_gap = PGL_GAP_AMBIGUOUS;
	return is_ambiguous ? PGL_NONE : found;
}
