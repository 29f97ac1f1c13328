/* See select.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/select.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "records/names.h"

/* --- the selector --- */

/* Cuts ":NUMBER" off the end of TEXT. Returns the number; 0 if TEXT does not end so. */
static uint32_t cut_number(char *text)
{
	char *colon = strrchr(text, ':');
	uint64_t number = 0;

	if (!colon || !colon[1])
		return 0;
	for (const char *at = colon + 1; *at; at++) {
		if (*at < '0' || *at > '9' || number > UINT32_MAX / 16)
			return 0;
		number = number * 10 + (uint64_t)(*at - '0');
	}
	if (!number || number >= UINT32_MAX)
		return 0;
	*colon = '\0';
	return (uint32_t)number;
}

bool pgl_selector_location(struct pgl_selector *ret, const char *text)
{
	char *file = pgl_xstrdup(text);
	uint32_t last = cut_number(file), before = last ? cut_number(file) : 0;

	if (!last || !*file) {
		free(file);
		return false;
	}
	*ret = (struct pgl_selector){
		.file = file, .line = before ? before : last, .column = before ? last : 0};
	return true;
}

void pgl_selector_release(struct pgl_selector *question)
{
	free(question->file);
	question->file = NULL;
}

/* --- whether it selects a call --- */

static const struct pgl_function *origin_of(const struct pgl_forest *forest, uint32_t site,
					    uint32_t id)
{
	const struct pgl_record *record = pgl_forest_record(forest, site);

	return id == PGL_NONE ? NULL : &record->functions[record->functions[id].origin];
}

const struct pgl_function *pgl_text_function(const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);
	const struct pgl_record *record = pgl_forest_record(forest, site);

	return origin_of(forest, site,
			 line->parent == PGL_NONE ? line->root
						  : record->sites[line->parent].callee);
}

const struct pgl_function *pgl_called_function(const struct pgl_forest *forest, uint32_t site)
{
	return origin_of(forest, site, pgl_forest_site(forest, site)->callee);
}

static bool is_named(const struct pgl_function *function, const char *glob)
{
	if (!function)
		return pgl_glob_matches(glob, PGL_INDIRECT);
	return pgl_glob_matches(glob, function->name) ||
	       pgl_glob_matches(glob, function->assembler);
}

static bool is_selected(const struct pgl_forest *forest, uint32_t site,
			const struct pgl_selector *question)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);
	struct pgl_location at = line->location;

	if (question->caller)
		return is_named(pgl_text_function(forest, site), question->caller) &&
		       (is_named(pgl_called_function(forest, site), question->callee) ||
			(line->was != PGL_NONE &&
			 is_named(origin_of(forest, site, line->was), question->callee)));
	return at.file != PGL_NONE && at.line == question->line &&
	       (!question->column || at.column == question->column) &&
	       pgl_glob_matches_tail(question->file,
				     pgl_forest_record(forest, site)->unit.files[at.file]);
}

/* --- base sites --- */

/* A call in a function's own code, or in a body that was inlined early, in both builds. */
struct base_pair {
	uint32_t base[PGL_SIDES];
	/* What identifies a call of the source: file, line, column, function, callee. */
	uint32_t key[5];
	bool is_own; /* in that function's own code, not in an inlined copy */
	const char *root;
};

struct base_pairs {
	struct base_pair *item;
	size_t n, room;
};

static uint32_t source_body(const struct pgl_match *match, int side,
			    const struct pgl_function *function, uint32_t site)
{
	const struct pgl_forest *forest = match->identity->forest[side];
	uint32_t number;

	if (!function)
		return PGL_NONE;
	number = pgl_forest_function_of(forest, site, function->id);
	return match->identity->origin[match->identity->body[side][number]];
}

static void add_pair(struct base_pairs *pairs, const struct pgl_match *match, int side,
		     uint32_t base, uint32_t partner)
{
	const struct pgl_forest *forest = match->identity->forest[side];
	const struct pgl_site *line = pgl_forest_site(forest, base);

	PGL_GROW(pairs->item, pairs->n, pairs->room);
	struct base_pair *pair = &pairs->item[pairs->n++];

	pair->base[side] = base;
	pair->base[!side] = partner;
	pair->key[0] = pgl_identity_file(match->identity, side, base);
	pair->key[1] = line->location.line;
	pair->key[2] = line->location.column;
	pair->key[3] = source_body(match, side, pgl_text_function(forest, base), base);
	pair->key[4] = source_body(match, side, pgl_called_function(forest, base), base);
	pair->is_own = line->parent == PGL_NONE;
	pair->root = pgl_forest_function(forest, pgl_forest_root(forest, base))->name;
}

static int compare_keys(const struct base_pair *one, const struct base_pair *two)
{
	for (int i = 0; i < 5; i++)
		if (one->key[i] != two->key[i])
			return one->key[i] < two->key[i] ? -1 : 1;
	return 0;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct base_pair *one = a, *two = b;
	int order = compare_keys(one, two);

	if (order)
		return order;
	if (one->is_own != two->is_own)
		return one->is_own ? -1 : 1;
	order = strcmp(one->root, two->root);
	for (int side = PGL_NEW; side >= PGL_OLD && !order; side--)
		order = (one->base[side] > two->base[side]) - (one->base[side] < two->base[side]);
	return order;
}

/* Adds the selected sites of SIDE. NEW comes first; OLD then leaves out the pairs that NEW added. */
static void find_pairs(struct base_pairs *pairs, const struct pgl_match *match, int side,
		       const struct pgl_selector *question, int n_sides)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];

	for (uint32_t site = 0; site < forest->n_sites; site++) {
		if (!pgl_forest_is_base(forest, site) || !is_selected(forest, site, question))
			continue;
		uint32_t partner = n_sides == 1 ? PGL_NONE : match->partner[side][site];

		if (side == PGL_NEW || partner == PGL_NONE ||
		    !is_selected(identity->forest[PGL_NEW], partner, question))
			add_pair(pairs, match, side, site, partner);
	}
}

/* --- what is near, if nothing is selected --- */

/* What is near a location without a call. */
struct around {
	bool has_file;
	uint32_t below, above; /* the nearest lines with calls; 0: none */
	uint32_t columns[8];   /* of calls on the line itself */
	size_t n_columns;
	struct pgl_nearest nearest; /* the file with the nearest name */
};

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void note_column(struct around *around, uint32_t column)
{
	for (size_t i = 0; i < around->n_columns; i++)
		if (around->columns[i] == column)
			return;
	if (around->n_columns < sizeof around->columns / sizeof *around->columns)
		around->columns[around->n_columns++] = column;
}

static void note_site(struct around *around, const struct pgl_selector *question,
		      struct pgl_location at)
{
	if (at.line == question->line)
		note_column(around, at.column);
	else if (at.line < question->line && at.line > around->below)
		around->below = at.line;
	else if (at.line > question->line && (!around->above || at.line < around->above))
		around->above = at.line;
}

static void look_around(struct around *around, const struct pgl_build *build,
			const struct pgl_selector *question)
{
	for (size_t u = 0; u < build->n; u++) {
		const struct pgl_record *record = build->records[u];

		for (uint32_t f = 0; f < record->unit.n_files; f++) {
			const char *path = record->unit.files[f];

			around->has_file |= pgl_glob_matches_tail(question->file, path);
			pgl_nearest_offer(&around->nearest, last_part(question->file),
					  last_part(path));
		}
		for (uint32_t s = 0; s < record->n_sites; s++) {
			struct pgl_location at = record->sites[s].location;

			if (at.file != PGL_NONE &&
			    pgl_glob_matches_tail(question->file, record->unit.files[at.file]))
				note_site(around, question, at);
		}
	}
}

static void add_lines(struct pgl_strbuf *text, const struct around *around)
{
	if (around->n_columns) {
		pgl_strbuf_add(text, around->n_columns == 1 ? "; there is one in column"
							    : "; there are calls in columns");
		for (size_t i = 0; i < around->n_columns; i++)
			pgl_strbuf_addf(text, "%s %" PRIu32, i ? "," : "", around->columns[i]);
	} else if (around->below || around->above) {
		pgl_strbuf_add(text, "; the nearest calls are in line ");
		if (around->below)
			pgl_strbuf_addf(text, "%" PRIu32, around->below);
		if (around->below && around->above)
			pgl_strbuf_add(text, " and ");
		if (around->above)
			pgl_strbuf_addf(text, "%" PRIu32, around->above);
	}
}

static void explain_location(struct pgl_strbuf *text, const struct pgl_identity *identity,
			     const struct pgl_selector *question, int n_sides)
{
	struct around around = {.has_file = false};

	for (int side = 0; side < n_sides; side++)
		look_around(&around, identity->forest[side]->build, question);
	if (!around.has_file) {
		pgl_strbuf_addf(text, "no call in a file '%s'", question->file);
		if (around.nearest.word)
			pgl_strbuf_addf(text, "; did you mean '%s'?", around.nearest.word);
		return;
	}
	pgl_strbuf_addf(text, "no call at %s:%" PRIu32, question->file, question->line);
	if (question->column)
		pgl_strbuf_addf(text, ":%" PRIu32, question->column);
	add_lines(text, &around);
}

/* --- names --- */

struct names {
	bool has_caller, has_callee, has_text;
	struct pgl_nearest caller, callee;
	const char *called[4]; /* whom CALLER calls */
	size_t n_called;
};

static void note_called(struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n_called; i++)
		if (!strcmp(names->called[i], name))
			return;
	if (names->n_called < sizeof names->called / sizeof *names->called)
		names->called[names->n_called++] = name;
}

static void look_for_names(struct names *names, const struct pgl_forest *forest,
			   const struct pgl_selector *question)
{
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);

		names->has_caller |= is_named(function, question->caller);
		names->has_callee |= is_named(function, question->callee);
		pgl_nearest_offer(&names->caller, question->caller, function->name);
		pgl_nearest_offer(&names->callee, question->callee, function->name);
	}
	names->has_callee |= pgl_glob_matches(question->callee, PGL_INDIRECT);
	for (uint32_t site = 0; names->has_caller && site < forest->n_sites; site++) {
		const struct pgl_function *in = pgl_text_function(forest, site);
		const struct pgl_function *callee = pgl_called_function(forest, site);

		if (!in || !is_named(in, question->caller))
			continue;
		names->has_text = true;
		note_called(names, callee ? callee->name : PGL_INDIRECT);
	}
}

static void add_no_name(struct pgl_strbuf *text, const char *name, const char *near)
{
	pgl_strbuf_addf(text, "no function '%s'", name);
	if (near)
		pgl_strbuf_addf(text, "; did you mean '%s'?", near);
}

static void explain_names(struct pgl_strbuf *text, const struct pgl_identity *identity,
			  const struct pgl_selector *question, int n_sides)
{
	struct names names = {.has_caller = false};

	for (int side = 0; side < n_sides; side++)
		look_for_names(&names, identity->forest[side], question);
	if (!names.has_caller) {
		add_no_name(text, question->caller, names.caller.word);
	} else if (!names.has_callee) {
		add_no_name(text, question->callee, names.callee.word);
	} else if (!names.has_text) {
		pgl_strbuf_addf(text, "'%s' calls nothing", question->caller);
	} else {
		pgl_strbuf_addf(text, "'%s' does not call '%s'; it calls", question->caller,
				question->callee);
		for (size_t i = 0; i < names.n_called; i++)
			pgl_strbuf_addf(text, "%s %s", i ? "," : "", names.called[i]);
		if (names.n_called == sizeof names.called / sizeof *names.called)
			pgl_strbuf_add(text, " ...");
	}
}

/* Sets ERROR to one sentence: why no call is what QUESTION selects, and what is near. Always -1. */
static int no_call(const struct pgl_identity *identity, const struct pgl_selector *question,
		   int n_sides, struct pgl_error *error)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (question->caller)
		explain_names(&text, identity, question, n_sides);
	else
		explain_location(&text, identity, question, n_sides);
	pgl_strbuf_defuse(&text, 0);
	pgl_error_set(error, "%s", text.text);
	pgl_strbuf_release(&text);
	return -1;
}

/* --- calls --- */

static void append(struct pgl_instances *to, const struct pgl_instances *from)
{
	to->item = pgl_xreallocarray(to->item, to->n + from->n, sizeof *to->item);
	memcpy(to->item + to->n, from->item, from->n * sizeof *to->item);
	to->n += from->n;
}

static void make_calls(struct pgl_calls *calls, const struct pgl_match *match,
		       const struct base_pairs *pairs)
{
	size_t room = 0;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct base_pair *pair = &pairs->item[i];
		struct pgl_instances instances;

		if (!i || compare_keys(pair, pair - 1)) {
			enum pgl_side side = pair->base[PGL_NEW] != PGL_NONE ? PGL_NEW : PGL_OLD;

			PGL_GROW(calls->item, calls->n, room);
			calls->item[calls->n++] =
				(struct pgl_call){.side = side, .site = pair->base[side]};
		}
		pgl_instances_init(&instances, match, pair->base);
		append(&calls->item[calls->n - 1].instances, &instances);
		pgl_instances_release(&instances);
	}
}

int pgl_calls_find(struct pgl_calls *calls, const struct pgl_match *match,
		   const struct pgl_selector *question, int n_sides, struct pgl_error *error)
{
	struct base_pairs pairs = {.item = NULL};

	*calls = (struct pgl_calls){.item = NULL};
	for (int side = n_sides - 1; side >= 0; side--)
		find_pairs(&pairs, match, side, question, n_sides);
	if (pairs.n > 1)
		qsort(pairs.item, pairs.n, sizeof *pairs.item, compare_pairs);
	make_calls(calls, match, &pairs);
	free(pairs.item);
	return calls->n ? 0 : no_call(match->identity, question, n_sides, error);
}

static double weight_of(const struct pgl_weights *weights, const struct pgl_instance *instance)
{
	double weight = -1;

	for (int side = 0; side < PGL_SIDES; side++)
		if (instance->site[side] != PGL_NONE &&
		    weights->side[side].executed[instance->site[side]] > weight)
			weight = weights->side[side].executed[instance->site[side]];
	return weight;
}

static int compare_weights(const void *a, const void *b, void *weights)
{
	double one = weight_of(weights, a), two = weight_of(weights, b);
	const struct pgl_instance *first = a, *second = b;

	if (one != two)
		return one > two ? -1 : 1;
	for (int side = PGL_NEW; side >= PGL_OLD; side--)
		if (first->site[side] != second->site[side])
			return first->site[side] < second->site[side] ? -1 : 1;
	return 0;
}

void pgl_calls_order(struct pgl_calls *calls, const struct pgl_weights *weights)
{
	for (size_t i = 0; i < calls->n; i++)
		if (calls->item[i].instances.n > 2)
			qsort_r(calls->item[i].instances.item + 1, calls->item[i].instances.n - 1,
				sizeof *calls->item[i].instances.item, compare_weights,
				(void *)weights);
}

void pgl_calls_release(struct pgl_calls *calls)
{
	for (size_t i = 0; i < calls->n; i++)
		pgl_instances_release(&calls->item[i].instances);
	free(calls->item);
	*calls = (struct pgl_calls){.item = NULL};
}
