/* See cascade.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/cascade.h"

#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/xalloc.h"
#include "compare/outcome.h"
#include "explain/history.h"
#include "explain/instances.h"
#include "records/names.h"

struct pgl_cascades {
	const struct pgl_weights *weights;
	struct pgl_history *history[PGL_SIDES];
};

/* The search for one cascade. FOREST and HISTORY are of its side, OTHER is of the other. */
struct search {
	const struct pgl_match *match;
	const struct pgl_history *history;
	const struct pgl_forest *forest, *other;
	struct pgl_cascade *found;
	size_t room;
};

const char *pgl_budget_word(enum pgl_budget budget)
{
	static const char *const words[PGL_BUDGET_N] = {
		[PGL_BUDGET_CALLER] = "caller",
		[PGL_BUDGET_CALLEE] = "callee",
		[PGL_BUDGET_FRAME] = "frame",
		[PGL_BUDGET_UNIT] = "unit",
	};

	return words[budget];
}

struct pgl_cascades *pgl_cascades_new(const struct pgl_weights *weights)
{
	struct pgl_cascades *cascades = pgl_xcalloc(1, sizeof *cascades);

	cascades->weights = weights;
	for (int side = 0; side < PGL_SIDES; side++)
		cascades->history[side] = pgl_history_new(weights->match->identity->forest[side]);
	return cascades;
}

void pgl_cascades_free(struct pgl_cascades *cascades)
{
	if (!cascades)
		return;
	for (int side = 0; side < PGL_SIDES; side++)
		pgl_history_free(cascades->history[side]);
	free(cascades);
}

void pgl_cascade_release(struct pgl_cascade *cascade)
{
	free(cascade->steps);
	cascade->steps = NULL;
	cascade->n_steps = 0;
}

/* --- one search --- */

/* True if SITE came with the body that INLINING inlined, at any depth. */
static bool is_around(const struct pgl_forest *forest, uint32_t inlining, uint32_t site)
{
	for (uint32_t at = forest->nodes[site].parent; at != PGL_NONE;
	     at = forest->nodes[at].parent)
		if (at == inlining)
			return true;
	return false;
}

/* Sets *RET_ADDED to what INLINING's call added in the other build; unknown if it stays a call there.
   False: its counterpart is not known, or has no number. */
static bool other_growth(const struct search *search, const struct pgl_inlining *inlining,
			 struct pgl_integer *ret_added)
{
	bool is_known;
	uint32_t there =
		pgl_counterpart(search->match, search->found->side, inlining->site, &is_known);

	*ret_added = (struct pgl_integer){0, false};
	if (there == PGL_NONE)
		return is_known;
	if (!pgl_forest_is_inlined(search->other, there))
		return true;
	const struct pgl_decision *decision =
		pgl_final_decision(pgl_forest_site(search->other, there));

	if (!decision || !decision->inlined || !decision->growth.known)
		return false;
	*ret_added = decision->growth;
	return true;
}

/* Takes INLINING, which added GROWTH, as a step, unless the other build has it with at least that growth.
   IS_FRAME: GROWTH is a frame; then a step is only what the other build does not inline at all. */
static void offer(struct search *search, const struct pgl_inlining *inlining, int64_t growth,
		  bool is_frame)
{
	struct pgl_cascade *found = search->found;
	struct pgl_integer other;

	if (is_around(search->forest, inlining->site, found->site) ||
	    !other_growth(search, inlining, &other) || (is_frame && other.known) ||
	    growth <= other.value)
		return;
	PGL_GROW(found->steps, found->n_steps, search->room);
	found->steps[found->n_steps++] = (struct pgl_cascade_step){.site = inlining->site,
								   .sequence = inlining->sequence,
								   .growth = {growth, true},
								   .other = other,
								   .added = growth - other.value};
	found->added += growth - other.value;
}

static int compare_steps(const void *a, const void *b)
{
	const struct pgl_cascade_step *one = a, *two = b;

	if (one->added != two->added)
		return one->added > two->added ? -1 : 1;
	return (one->sequence > two->sequence) - (one->sequence < two->sequence);
}

static void sort_steps(struct pgl_cascade *found)
{
	qsort(found->steps, found->n_steps, sizeof *found->steps, compare_steps);
}

/* True if GCC would have accepted the call without the steps. Sorts them, largest first, and sets
   N_ENOUGH. */
static bool is_cascade(struct pgl_cascade *found)
{
	int64_t left = found->inequality.actual;

	found->without = left - found->added;
	if (!found->n_steps || pgl_inequality_holds(&found->inequality, found->without))
		return false;
	sort_steps(found);
	for (found->n_enough = 0; pgl_inequality_holds(&found->inequality, left); found->n_enough++)
		left -= found->steps[found->n_enough].added;
	return true;
}

/* How far the sum of N growths may be from the resulting size: GCC rounds each, and what it knows about the
   arguments of several calls makes them smaller together. */
static int64_t tolerance(size_t n)
{
	return 2 + (int64_t)n;
}

/* --- the function that the call ends up in, and the unit --- */

/* Sets *RET_N to how many of INLININGS, each worth ADDED(), took the size from START to REACHED: the
   smallest number whose sum is nearest. False: no sum is within the tolerance. */
static bool count_before(const struct search *search, struct pgl_inlinings inlinings, int64_t start,
			 int64_t reached,
			 struct pgl_integer (*added)(const struct pgl_history *,
						     const struct pgl_inlining *),
			 size_t *ret_n)
{
	int64_t size = start, nearest = llabs(start - reached);

	*ret_n = 0;
	for (size_t i = 0; i < inlinings.n; i++) {
		struct pgl_integer growth = added(search->history, &inlinings.item[i]);

		if (!growth.known)
			break;
		size += growth.value;
		if (llabs(size - reached) < nearest) {
			nearest = llabs(size - reached);
			*ret_n = i + 1;
		}
	}
	return nearest <= tolerance(*ret_n);
}

static struct pgl_integer growth_of(const struct pgl_history *history,
				    const struct pgl_inlining *inlining)
{
	(void)history;
	return inlining->growth;
}

static bool find_grown(struct search *search, struct pgl_inlinings inlinings,
		       struct pgl_integer start, struct pgl_integer end,
		       struct pgl_integer (*added)(const struct pgl_history *,
						   const struct pgl_inlining *))
{
	struct pgl_cascade *found = search->found;

	if (!start.known || !found->inequality.before.known)
		return false;
	found->start = start.value;
	found->reached = found->inequality.before.value;
	if (end.known && end.value == found->reached)
		found->n_before = inlinings.n; /* it grew no further */
	else if (!count_before(search, inlinings, found->start, found->reached, added,
			       &found->n_before))
		return false;
	for (size_t i = 0; i < found->n_before; i++) {
		struct pgl_integer growth = added(search->history, &inlinings.item[i]);

		if (growth.known)
			offer(search, &inlinings.item[i], growth.value, false);
	}
	return is_cascade(found);
}

static struct pgl_integer whole(struct pgl_real number)
{
	return (struct pgl_integer){number.known ? (int64_t)number.value : 0, number.known};
}

static bool find_in_caller(struct search *search)
{
	struct pgl_cascade *found = search->found;

	found->budget = PGL_BUDGET_CALLER;
	found->function = pgl_forest_root(search->forest, found->site);
	const struct pgl_function *root = pgl_forest_function(search->forest, found->function);

	return find_grown(search, pgl_history_into(search->history, found->function),
			  whole(root->before.size), whole(root->after.size), growth_of);
}

static bool find_in_unit(struct search *search)
{
	struct pgl_cascade *found = search->found;
	uint32_t unit = search->forest->nodes[found->site].unit;
	struct pgl_integer none = {0, false};

	found->budget = PGL_BUDGET_UNIT;
	found->function = PGL_NONE;
	return find_grown(search, pgl_history_of_unit(search->history, unit),
			  search->forest->build->records[unit]->unit.size_before, none,
			  pgl_history_net);
}

/* --- the callee --- */

/* The growth that GCC estimated for the same call in the other build; unknown if it has no number. */
static struct pgl_integer growth_there(const struct search *search)
{
	uint32_t there =
		pgl_counterpart(search->match, search->found->side, search->found->site, NULL);
	const struct pgl_decision *decision =
		there == PGL_NONE ? NULL : pgl_decision_on(search->other, there);

	return decision ? decision->growth : (struct pgl_integer){0, false};
}

/* True if the growth without the steps is confirmed: by the same call in the other build, or by the largest
   size that the callee can have without them, which no growth exceeds. */
static bool is_borne_out(const struct search *search, int64_t largest)
{
	const struct pgl_cascade *found = search->found;
	struct pgl_integer there = growth_there(search);

	if (!pgl_inequality_holds(&found->inequality, largest))
		return true;
	return there.known && !pgl_inequality_holds(&found->inequality, there.value) &&
	       llabs(found->without - there.value) <= tolerance(found->n_before);
}

static bool find_in_callee(struct search *search)
{
	struct pgl_cascade *found = search->found;
	int64_t size, all;

	found->budget = PGL_BUDGET_CALLEE;
	found->function = pgl_forest_callee(search->forest, found->site);
	if (found->function == PGL_NONE)
		return false;
	const struct pgl_function *callee = pgl_forest_function(search->forest, found->function);
	struct pgl_inlinings into = pgl_history_into(search->history, found->function);

	if (!callee->before.size.known)
		return false;
	size = all = found->start = (int64_t)callee->before.size.value;
	/* A growth is below the callee's size, so at least these inlinings came before. */
	for (size_t i = 0; i < into.n; i++) {
		if (!into.item[i].growth.known)
			return false;
		if (size <= found->inequality.actual) {
			size += into.item[i].growth.value;
			found->n_before = i + 1;
			offer(search, &into.item[i], into.item[i].growth.value, false);
		}
		all += into.item[i].growth.value;
	}
	found->reached = size;
	return is_cascade(found) && is_borne_out(search, all - found->added);
}

/* --- the frame --- */

static struct pgl_integer frame_of(const struct pgl_forest *forest, uint32_t function)
{
	return function == PGL_NONE ? (struct pgl_integer){0, false}
				    : pgl_forest_function(forest, function)->frame;
}

/* The frame of FUNCTION, of the search's side, in whichever build has an out-of-line body of it. */
static struct pgl_integer frame_somewhere(const struct search *search, uint32_t function)
{
	const struct pgl_identity *identity = search->match->identity;
	struct pgl_integer frame = frame_of(search->forest, function);
	uint32_t there;

	if (frame.known || function == PGL_NONE)
		return frame;
	there = identity->example[!search->found->side]
				 [identity->body[search->found->side][function]];
	return there != PGL_NONE ? frame_of(search->other, there) : frame;
}

/* The largest frames among the bodies inlined directly in the callee: of steps, and of the rest. False:
   one is not known. */
static bool inner_frames(struct search *search, int64_t *ret_steps, int64_t *ret_rest)
{
	struct pgl_cascade *found = search->found;
	struct pgl_inlinings into = pgl_history_into(search->history, found->function);

	*ret_steps = *ret_rest = 0;
	found->n_before = into.n;
	for (size_t i = 0; i < into.n; i++) {
		uint32_t site = into.item[i].site;
		struct pgl_integer frame =
			frame_somewhere(search, pgl_forest_callee(search->forest, site));
		size_t n = found->n_steps;

		/* A deeper body's frame is part of the frame around it. */
		if (search->forest->nodes[site].body != PGL_NONE)
			continue;
		if (!frame.known)
			return false;
		if (frame.value)
			offer(search, &into.item[i], frame.value, true);
		int64_t *largest = found->n_steps > n ? ret_steps : ret_rest;

		if (frame.value > *largest)
			*largest = frame.value;
	}
	return true;
}

static bool find_in_frame(struct search *search)
{
	struct pgl_cascade *found = search->found;
	int64_t steps, rest;

	found->budget = PGL_BUDGET_FRAME;
	found->function = pgl_forest_callee(search->forest, found->site);
	struct pgl_integer frame = frame_of(search->forest, found->function);

	if (!frame.known || !inner_frames(search, &steps, &rest) || steps <= rest ||
	    frame.value < steps || frame.value > found->inequality.actual)
		return false;
	found->reached = frame.value;
	found->start = frame.value - steps + rest;
	found->added = steps - rest;
	found->without = found->inequality.actual - found->added;
	found->n_enough = found->n_steps;
	sort_steps(found);
	return !pgl_inequality_holds(&found->inequality, found->without);
}

/* --- all --- */

static bool find(struct search *search)
{
	switch (search->found->inequality.measure) {
	case PGL_QUANTITY_CALLER_SIZE: return find_in_caller(search);
	case PGL_QUANTITY_UNIT_SIZE: return find_in_unit(search);
	case PGL_QUANTITY_FRAME: return find_in_frame(search);
	case PGL_QUANTITY_GROWTH:
	case PGL_QUANTITY_LEAST_GROWTH: return find_in_callee(search);
	default: return false;
	}
}

bool pgl_cascade_find(const struct pgl_cascades *cascades, enum pgl_side side, uint32_t site,
		      struct pgl_cascade *ret)
{
	const struct pgl_match *match = cascades->weights->match;
	struct search search = {.match = match,
				.history = cascades->history[side],
				.forest = match->identity->forest[side],
				.other = match->identity->forest[!side],
				.found = ret};
	const struct pgl_decision *final = pgl_final_decision(pgl_forest_site(search.forest, site));

	*ret = (struct pgl_cascade){.side = side, .site = site};
	if (final && final->inliner == PGL_INLINER_IPA &&
	    pgl_inequality_of(final, &ret->inequality) && find(&search))
		return true;
	pgl_cascade_release(ret);
	return false;
}

/* --- as text --- */

static const char *name_of(const struct pgl_forest *forest, uint32_t function)
{
	return function == PGL_NONE ? PGL_INDIRECT : pgl_forest_function(forest, function)->name;
}

/* Adds " at x.c:12:3": the file's name without its folders, because the sentence is long. */
static void add_place(struct pgl_strbuf *text, const struct pgl_record *record,
		      struct pgl_location location)
{
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	if (location.file == PGL_NONE)
		return;
	pgl_add_location(&place, record, location);
	const char *slash = strrchr(place.text, '/');

	pgl_strbuf_addf(text, " at %s", slash ? slash + 1 : place.text);
	pgl_strbuf_release(&place);
}

/* Adds "f at x.c:12:3 (inlining 7, +120)". */
static void add_step(struct pgl_strbuf *text, const struct pgl_forest *forest,
		     const struct pgl_cascade *cascade, const struct pgl_cascade_step *step)
{
	pgl_strbuf_add(text, name_of(forest, pgl_forest_callee(forest, step->site)));
	if (cascade->budget == PGL_BUDGET_UNIT)
		pgl_strbuf_addf(text, " into %s",
				name_of(forest, pgl_forest_root(forest, step->site)));
	add_place(text, pgl_forest_record(forest, step->site),
		  pgl_forest_site(forest, step->site)->location);
	pgl_strbuf_addf(text, " (inlining %s, %s%s", PGL_DIGITS(step->sequence),
			cascade->budget == PGL_BUDGET_FRAME ? "a frame of " : "+",
			PGL_DIGITS(step->growth.value));
	if (step->other.known)
		pgl_strbuf_addf(text, ", in the other build +%s", PGL_DIGITS(step->other.value));
	pgl_strbuf_add_char(text, ')');
}

/* Adds what had grown, from what size to what size. */
static void add_growth(struct pgl_strbuf *text, const struct pgl_forest *forest,
		       const struct pgl_cascade *cascade)
{
	const char *name = cascade->budget == PGL_BUDGET_UNIT ? "the unit"
							      : name_of(forest, cascade->function);

	if (cascade->budget == PGL_BUDGET_FRAME)
		pgl_strbuf_addf(text, "the frame of %s is %s", name, PGL_DIGITS(cascade->reached));
	else
		pgl_strbuf_addf(text, "%s had grown from %s to %s", name,
				PGL_DIGITS(cascade->start), PGL_DIGITS(cascade->reached));
}

static void add_without(struct pgl_strbuf *text, const struct pgl_cascade *cascade)
{
	const struct pgl_inequality *its = &cascade->inequality;

	pgl_strbuf_addf(text, "; without %s the %s would be %s %s %s",
			cascade->n_steps == 1 ? "it" : "them", pgl_quantity_text(its->measure),
			PGL_DIGITS(cascade->without), its->is_strict ? "<=" : "<",
			PGL_DIGITS(its->limit));
	if (cascade->n_enough >= cascade->n_steps)
		return;
	if (cascade->n_enough == 1)
		pgl_strbuf_add(text, " (leaving out the first is enough)");
	else
		pgl_strbuf_addf(text, " (leaving out the first %s is enough)",
				PGL_DIGITS((int64_t)cascade->n_enough));
}

void pgl_cascade_add(struct pgl_strbuf *text, const struct pgl_cascades *cascades,
		     const struct pgl_cascade *cascade, size_t n_named)
{
	const struct pgl_forest *forest = cascades->weights->match->identity->forest[cascade->side];
	size_t start = text->length;

	add_growth(text, forest, cascade);
	pgl_strbuf_addf(text,
			"; %s%s of that %s that %s does not make%s: ", PGL_DIGITS(cascade->added),
			cascade->budget == PGL_BUDGET_FRAME ? " bytes" : "",
			cascade->n_steps == 1 ? "comes from an inlining" : "come from inlinings",
			cascade->side == PGL_OLD ? "NEW" : "OLD",
			cascade->steps[0].other.known ? ", or that are smaller there" : "");
	for (size_t i = 0; i < cascade->n_steps && i < n_named; i++) {
		pgl_strbuf_add(text, i ? ", " : "");
		add_step(text, forest, cascade, &cascade->steps[i]);
	}
	if (cascade->n_steps > n_named)
		pgl_strbuf_addf(text, " and %s more",
				PGL_DIGITS((int64_t)(cascade->n_steps - n_named)));
	add_without(text, cascade);
	pgl_strbuf_defuse(text, start);
}
