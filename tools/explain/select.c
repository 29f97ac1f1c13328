/* See asked.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/select.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "explain/asked-near.h"
#include "base/words.h"
#include "base/xalloc.h"

#include "base/banned.h"

/* --- the question --- */

/* The number that ends TEXT behind a colon, cut off it; 0: none does. */
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

bool pgl_question_place(struct pgl_question *ret, const char *text)
{
	char *file = pgl_xstrdup(text);
	uint32_t last = cut_number(file), before = last ? cut_number(file) : 0;

	if (!last || !*file) {
		free(file);
		return false;
	}
	*ret = (struct pgl_question){
		.file = file, .line = before ? before : last, .column = before ? last : 0};
	return true;
}

void pgl_question_release(struct pgl_question *question)
{
	free(question->file);
	question->file = NULL;
}

/* --- what it is about --- */

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

static bool is_asked(const struct pgl_forest *forest, uint32_t site,
		     const struct pgl_question *question)
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

/* --- base sites, one after the other --- */

/* A call in a function's text, or in one it was put into early, in both builds. */
struct base_pair {
	uint32_t base[PGL_SIDES];
	/* What makes it a call of the source: file, line, column, whose text, whom it calls. */
	uint32_t key[5];
	bool is_own; /* it stands in that function's own text */
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

/* Those of SIDE; pairs that NEW, whose turn was first, has had already are left out. */
static void find_pairs(struct base_pairs *pairs, const struct pgl_match *match, int side,
		       const struct pgl_question *question, int n_sides)
{
	const struct pgl_identity *identity = match->identity;
	const struct pgl_forest *forest = identity->forest[side];

	for (uint32_t site = 0; site < forest->n_sites; site++) {
		if (!pgl_forest_is_base(forest, site) || !is_asked(forest, site, question))
			continue;
		uint32_t partner = n_sides == 1 ? PGL_NONE : match->partner[side][site];

		if (side == PGL_NEW || partner == PGL_NONE ||
		    !is_asked(identity->forest[PGL_NEW], partner, question))
			add_pair(pairs, match, side, site, partner);
	}
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
		   const struct pgl_question *question, int n_sides, struct pgl_error *error)
{
	struct base_pairs pairs = {.item = NULL};

	*calls = (struct pgl_calls){.item = NULL};
	for (int side = n_sides - 1; side >= 0; side--)
		find_pairs(&pairs, match, side, question, n_sides);
	if (pairs.n > 1)
		qsort(pairs.item, pairs.n, sizeof *pairs.item, compare_pairs);
	make_calls(calls, match, &pairs);
	free(pairs.item);
	return calls->n ? 0 : pgl_question_no_answer(match->identity, question, n_sides, error);
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
