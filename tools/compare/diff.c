/* See diff.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "compare/diff-filter.h"
#include "records/names.h"

/* --- names --- */

/* The side whose names and locations come first; it must not depend on which build is called OLD. */
static enum pgl_side first_side(const struct pgl_diff *diff)
{
	return diff->weights->source == PGL_OLD ? PGL_OLD : PGL_NEW;
}

enum pgl_side pgl_change_side(const struct pgl_diff *diff, const struct pgl_change *change)
{
	enum pgl_side side = first_side(diff);

	return change->site[side] == PGL_NONE ? (enum pgl_side) !side : side;
}

const struct pgl_function *pgl_diff_function(const struct pgl_diff *diff, uint32_t body)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	enum pgl_side side = first_side(diff);

	if (identity->example[side][body] == PGL_NONE)
		side = (enum pgl_side) !side;
	return pgl_forest_function(identity->forest[side], identity->example[side][body]);
}

/* Function ID in the record of SITE of SIDE; the origin, if that is a clone and not a split part. */
static const struct pgl_function *named(const struct pgl_identity *identity, enum pgl_side side,
					uint32_t site, uint32_t id)
{
	const struct pgl_forest *forest = identity->forest[side];
	const struct pgl_function *functions = pgl_forest_record(forest, site)->functions;
	uint32_t body = identity->body[side][pgl_forest_function_of(forest, site, id)];
	bool is_part = pgl_identity_is_part(identity, body);

	return &functions[functions[id].clone == PGL_CLONE_NONE || is_part ? id
									   : functions[id].origin];
}

const struct pgl_function *pgl_change_caller(const struct pgl_diff *diff,
					     const struct pgl_change *change)
{
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_identity *identity = diff->weights->match->identity;
	uint32_t site = change->site[side];

	return named(identity, side, site, pgl_forest_site(identity->forest[side], site)->caller);
}

const struct pgl_function *pgl_change_callee(const struct pgl_diff *diff,
					     const struct pgl_change *change)
{
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_identity *identity = diff->weights->match->identity;
	uint32_t site = change->site[side];
	uint32_t callee = pgl_forest_site(identity->forest[side], site)->callee;

	return callee == PGL_NONE ? NULL : named(identity, side, site, callee);
}

/* --- comparing --- */

const char *const pgl_diff_sort_words[] = {"executions", "delta", "location", "caller",
					   "callee",	 "kind",  NULL};
_Static_assert(sizeof pgl_diff_sort_words / sizeof *pgl_diff_sort_words == PGL_DIFF_SORT_N + 1,
	       "a word for each sort key");

static struct pgl_real magnitude(struct pgl_real real)
{
	real.value = fabs(real.value);
	return real;
}

/* Largest first, unknown last. */
static int compare_real(struct pgl_real a, struct pgl_real b)
{
	return a.known != b.known ? PGL_COMPARE(b.known, a.known) : PGL_COMPARE(b.value, a.value);
}

static int compare_location(const struct pgl_diff *diff, const struct pgl_change *a,
			    const struct pgl_change *b)
{
	const struct pgl_change *change[] = {a, b};
	struct pgl_location at[2];
	const char *file[2];
	int order;

	for (int i = 0; i < 2; i++) {
		enum pgl_side side = pgl_change_side(diff, change[i]);
		const struct pgl_forest *forest = diff->weights->match->identity->forest[side];
		uint32_t site = change[i]->site[side];

		at[i] = pgl_forest_site(forest, site)->location;
		file[i] = at[i].file == PGL_NONE
				  ? NULL
				  : pgl_forest_record(forest, site)->unit.files[at[i].file];
	}
	order = pgl_compare_text(file[0], file[1]);
	if (!order)
		order = PGL_COMPARE(at[0].line, at[1].line);
	return order ? order : PGL_COMPARE(at[0].column, at[1].column);
}

int pgl_change_compare_location(const struct pgl_diff *diff, const struct pgl_change *a,
				const struct pgl_change *b)
{
	enum pgl_side side = first_side(diff);
	const struct pgl_function *callee_a, *callee_b;
	int order = compare_location(diff, a, b);

	if (!order)
		order = pgl_compare_text(pgl_change_caller(diff, a)->name,
					 pgl_change_caller(diff, b)->name);
	if (!order) {
		callee_a = pgl_change_callee(diff, a);
		callee_b = pgl_change_callee(diff, b);
		order = pgl_compare_text(callee_a ? callee_a->name : NULL,
					 callee_b ? callee_b->name : NULL);
	}
	if (!order)
		order = PGL_COMPARE(a->site[side], b->site[side]);
	return order ? order : PGL_COMPARE(a->site[!side], b->site[!side]);
}

int pgl_change_compare(const void *a, const void *b, void *diff)
{
	const struct pgl_change *x = a, *y = b;
	int order = compare_real(x->weight, y->weight);

	return order ? order : pgl_change_compare_location(diff, x, y);
}

static struct pgl_real delta(const struct pgl_change *change)
{
	return magnitude(pgl_real_minus(change->calls[PGL_NEW], change->calls[PGL_OLD]));
}

static int compare_names(const struct pgl_function *a, const struct pgl_function *b)
{
	return strcmp(a && a->name ? a->name : PGL_INDIRECT, b && b->name ? b->name : PGL_INDIRECT);
}

static int compare_changes(const void *a, const void *b, void *context)
{
	const struct pgl_change *x = a, *y = b;
	struct pgl_diff *diff = context;
	int order = 0;

	switch (diff->sort) {
	case PGL_DIFF_SORT_DELTA: order = compare_real(delta(x), delta(y)); break;
	case PGL_DIFF_SORT_LOCATION: order = pgl_change_compare_location(diff, x, y); break;
	case PGL_DIFF_SORT_CALLER:
		order = compare_names(pgl_change_caller(diff, x), pgl_change_caller(diff, y));
		break;
	case PGL_DIFF_SORT_CALLEE:
		order = compare_names(pgl_change_callee(diff, x), pgl_change_callee(diff, y));
		break;
	case PGL_DIFF_SORT_KIND: order = PGL_COMPARE(x->kind, y->kind); break;
	case PGL_DIFF_SORT_WEIGHT:
	case PGL_DIFF_SORT_N: break;
	}
	return order ? order : pgl_change_compare(x, y, diff);
}

static struct pgl_real difference(const struct pgl_function_change *function)
{
	return magnitude(pgl_real_minus(function->calls[PGL_NEW], function->calls[PGL_OLD]));
}

/* The source of the unit that BODY is from. */
static const char *source_of(const struct pgl_diff *diff, uint32_t body)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	enum pgl_side side = first_side(diff);
	const struct pgl_forest *forest;

	if (identity->example[side][body] == PGL_NONE)
		side = (enum pgl_side) !side;
	forest = identity->forest[side];
	return pgl_function_source(
		forest->build->records[forest->function_unit[identity->example[side][body]]],
		pgl_forest_function(forest, identity->example[side][body]));
}

static int compare_functions(const void *a, const void *b, void *diff)
{
	const struct pgl_function_change *x = a, *y = b;
	const struct pgl_function *f = pgl_diff_function(diff, x->body);
	const struct pgl_function *g = pgl_diff_function(diff, y->body);
	enum pgl_side side = first_side(diff);
	int order = compare_real(difference(x), difference(y));

	if (!order)
		order = compare_real(x->calls[side], y->calls[side]);
	if (!order)
		order = compare_real(x->calls[!side], y->calls[!side]);
	if (!order)
		order = pgl_compare_text(f->name, g->name);
	if (!order)
		order = pgl_compare_text(f->assembler, g->assembler);
	if (!order)
		order = pgl_compare_text(source_of(diff, x->body), source_of(diff, y->body));
	if (!order)
		order = PGL_COMPARE(f->id, g->id);
	return order ? order : PGL_COMPARE(x->body, y->body);
}

static void add_bytes(struct pgl_integer *sum, const struct pgl_bytes *bytes)
{
	sum->known = true;
	sum->value += bytes->hot.value + bytes->cold.value;
}

/* Counts FUNCTION, the caller in a change of this kind for the first time; NULL: it was filtered out. */
static void add_caller(struct pgl_kind_sum *sum, const struct pgl_function_change *function)
{
	sum->n_callers++;
	/* Bytes are comparable only if both builds have the function. */
	if (!function || !function->bytes[PGL_OLD].hot.known || !function->bytes[PGL_NEW].hot.known)
		return;
	for (int side = 0; side < PGL_SIDES; side++)
		add_bytes(&sum->bytes[side], &function->bytes[side]);
}

static void sum_change(struct pgl_kind_sum sums[PGL_KIND_N], const struct pgl_change *change)
{
	struct pgl_kind_sum *sum = &sums[change->kind];
	int side = change->kind == PGL_KIND_UN_INLINED ? PGL_OLD : PGL_NEW;
	const struct pgl_decision *decision = change->outcome[side].decision;

	sum->n++;
	sum->is_estimated |= change->weight_is_estimated;
	if (change->weight.known)
		sum->weight += change->weight.value;
	else
		sum->n_unknown++;
	if (change->opposite > 0) {
		sums[!change->kind].weight += change->opposite;
		sums[!change->kind].is_estimated |= change->weight_is_estimated;
	}
	if (change->kind <= PGL_KIND_UN_INLINED && decision && decision->inlined &&
	    decision->growth.known) {
		sum->growth.value += decision->growth.value;
		sum->growth.known = true;
	}
}

static void sum_changes(struct pgl_diff *diff)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	size_t n = (size_t)identity->n_bodies + 1;
	const struct pgl_function_change **by_body = pgl_xcalloc(n, sizeof *by_body);
	/* By function: the kinds of change it is the caller of, as bits. */
	unsigned char *was_met = pgl_xcalloc(n, sizeof *was_met);

	_Static_assert(PGL_KIND_N <= 8, "a bit for each kind");
	for (size_t i = 0; i < diff->n_functions; i++)
		by_body[diff->functions[i].body] = &diff->functions[i];
	memset(diff->kinds, 0, sizeof diff->kinds);
	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];
		/* The call of a clone or part may stand in another function in the other build. */
		enum pgl_side side = pgl_change_side(diff, change);
		uint32_t body = pgl_identity_root(identity, side, change->site[side]);

		sum_change(diff->kinds, change);
		if (was_met[body] & 1u << change->kind)
			continue;
		was_met[body] |= (unsigned char)(1u << change->kind);
		add_caller(&diff->kinds[change->kind], by_body[body]);
	}
	free(was_met);
	free(by_body);
}

const char *pgl_kind_word(enum pgl_kind kind)
{
	static const char *const words[PGL_KIND_N] = {
		[PGL_KIND_NEWLY_INLINED] = "newly inlined",
		[PGL_KIND_UN_INLINED] = "un-inlined",
		[PGL_KIND_MOVED] = "moved",
		[PGL_KIND_REASON] = "reason changed",
		[PGL_KIND_APPEARED] = "appeared",
		[PGL_KIND_VANISHED] = "vanished",
	};

	return words[kind];
}

/* --- one call --- */

/* Sets KIND and what follows from it to what most executions that changed became. */
static void take_kind(struct pgl_change *change, const struct pgl_became *became, bool is_newly)
{
	double newly = became->executions[0][1], un = became->executions[1][0];

	change->kind = is_newly ? PGL_KIND_NEWLY_INLINED : PGL_KIND_UN_INLINED;
	change->weight = (struct pgl_real){is_newly ? newly : un, became->known};
	change->opposite = is_newly ? un : newly;
	change->is_in_copies = change->outcome[PGL_NEW].inlined != is_newly ||
			       change->outcome[PGL_OLD].inlined == is_newly;
}

/* Sets the kind of CHANGE if the call was inlined more, or less, in NEW. FIRST: the side that decides if
   as many executions became one as the other; it must not depend on which build is called OLD. */
static bool find_inlined(struct pgl_change *change, const struct pgl_became *became,
			 enum pgl_side first)
{
	double newly = became->executions[0][1], un = became->executions[1][0];
	bool differs = change->outcome[PGL_OLD].inlined != change->outcome[PGL_NEW].inlined;
	/* False if they are unknown. */
	bool matters = fmax(newly, un) > became->least;

	if (matters && newly != un)
		take_kind(change, became, newly > un);
	else if (differs)
		take_kind(change, became, change->outcome[PGL_NEW].inlined);
	else if (matters)
		take_kind(change, became, first == PGL_NEW);
	return matters || differs;
}

/* Sets the kind of CHANGE, whose sites and outcomes are set; false: nothing changed. */
static bool find_kind(struct pgl_change *change, const struct pgl_became *became,
		      enum pgl_side first)
{
	const struct pgl_call_outcome *old = &change->outcome[PGL_OLD],
				      *new = &change->outcome[PGL_NEW];
	bool inlined = old->inlined;
	bool is_in_old = old->is_there && !old->is_without_code;
	bool is_in_new = new->is_there && !new->is_without_code;

	if (!is_in_old && !is_in_new)
		return false;
	if (!is_in_old || !is_in_new) {
		change->kind = is_in_old ? PGL_KIND_VANISHED : PGL_KIND_APPEARED;
		return true;
	}
	if (find_inlined(change, became, first))
		return true;
	change->kind = inlined && old->decision && new->decision ? PGL_KIND_MOVED : PGL_KIND_REASON;
	if (became->known)
		change->weight.value = became->executions[inlined][inlined];
	if (!old->decision || !new->decision)
		return old->decision != new->decision;
	return inlined ? old->decision->inliner != new->decision->inliner
		       : !pgl_same_text(old->decision->reason, new->decision->reason);
}

/* True if the call is a duplicate whose outcome is that of the original in the other build: the
   original stands for both. */
static bool is_mere_duplicate(const struct pgl_weights *weights, int side,
			      const struct pgl_change *change)
{
	const struct pgl_match *match = weights->match;
	uint32_t original = match->original[side][change->site[side]];
	struct pgl_change pair = *change;
	struct pgl_became became;

	if (original == PGL_NONE)
		return false;
	pair.outcome[!side] = pgl_call_outcome_of(weights, !side, match->partner[side][original]);
	became = pgl_became_of_shares(
		change->executions.known ? change->executions.value : NAN,
		(double[]){pair.outcome[PGL_OLD].share, pair.outcome[PGL_NEW].share});
	return !find_kind(&pair, &became, side);
}

bool pgl_change_of(const struct pgl_weights *weights, int side, uint32_t site,
		   struct pgl_change *change)
{
	const struct pgl_match *match = weights->match;
	uint32_t partner = match->partner[side][site];
	int known = weights->source == side || partner == PGL_NONE ? side : !side;
	uint32_t counted = known == side ? site : partner;
	struct pgl_became became = {.known = false};

	memset(change, 0, sizeof *change);
	change->pairing = match->pairing[side][site];
	change->class = match->class[side][site];
	change->site[side] = site;
	change->site[!side] = partner;
	for (int s = 0; s < PGL_SIDES; s++) {
		struct pgl_call_outcome *outcome = &change->outcome[s];

		outcome->site = PGL_NONE;
		if (change->site[s] == PGL_NONE) {
			/* An absent call never executes, if its absence is certain. */
			change->calls[s].known =
				weights->source >= 0 && change->class != PGL_CLASS_AMBIGUOUS;
			continue;
		}
		*outcome = pgl_call_outcome_of(weights, s, change->site[s]);
		change->calls[s] = pgl_real_of(weights->side[s].calls[change->site[s]]);
		change->calls_is_estimated[s] = weights->side[s].estimated.calls[change->site[s]];
	}
	change->executions = pgl_real_of(weights->side[known].total[counted]);
	change->executions_is_estimated = weights->side[known].estimated.total[counted];
	change->weight = change->executions;
	if (partner != PGL_NONE)
		became = pgl_became_of(weights, change->site);
	if (!find_kind(change, &became, weights->source == PGL_OLD ? PGL_OLD : PGL_NEW) ||
	    is_mere_duplicate(weights, side, change)) {
		change->weight = change->executions;
		change->weight_is_estimated = change->executions_is_estimated;
		return false;
	}
	change->weight_is_estimated = change->kind < PGL_KIND_APPEARED
					      ? became.is_estimated
					      : change->executions_is_estimated;
	if (partner != PGL_NONE && change->kind >= PGL_KIND_APPEARED) {
		int there = change->kind == PGL_KIND_APPEARED ? PGL_NEW : PGL_OLD;

		change->class = pgl_match_class_without(match, there, change->site[there]);
	}
	return true;
}

bool pgl_change_is_told_by(const struct pgl_match *match, int side, uint32_t site)
{
	return match->pairing[side][site] != PGL_PAIRING_COPY &&
	       (side == PGL_OLD || match->partner[side][site] == PGL_NONE);
}

static void find_changes(struct pgl_diff *diff)
{
	const struct pgl_match *match = diff->weights->match;
	struct pgl_change change;
	size_t room = 0;

	for (int side = 0; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++) {
			if (!pgl_change_is_told_by(match, side, s) ||
			    !pgl_change_of(diff->weights, side, s, &change))
				continue;
			PGL_GROW(diff->changes, diff->n_changes, room);
			diff->changes[diff->n_changes++] = change;
		}
	}
}

/* --- functions --- */

/* Adds what function F of SIDE, which has an out-of-line body, is in size and bytes to SUM. */
static void add_size(struct pgl_function_change *sum, int side, const struct pgl_forest *forest,
		     uint32_t f, const struct pgl_code_bytes *bytes)
{
	const struct pgl_real size = pgl_forest_function(forest, f)->after.size;
	uint32_t unit = forest->function_unit[f];
	struct pgl_bytes one = pgl_code_bytes_of(bytes, unit, f - forest->first_function[unit]);
	struct pgl_bytes *all = &sum->bytes[side];

	if (size.known) {
		sum->size[side].value += size.value;
		sum->size[side].known = true;
	}
	if (!one.hot.known || one.hot.value > INT64_MAX - all->hot.value ||
	    one.cold.value > INT64_MAX - all->cold.value)
		return;
	all->hot = (struct pgl_integer){all->hot.value + one.hot.value, true};
	all->cold = (struct pgl_integer){all->cold.value + one.cold.value, true};
}

static void find_sizes(struct pgl_diff *diff, int side)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	struct pgl_code_bytes bytes;

	pgl_code_bytes_init(&bytes, forest->build);
	for (uint32_t f = 0; f < forest->n_functions; f++)
		if (pgl_forest_is_offline(forest, f))
			add_size(&diff->functions[identity->body[side][f]], side, forest, f,
				 &bytes);
	pgl_code_bytes_release(&bytes);
}

static void find_functions(struct pgl_diff *diff)
{
	const struct pgl_weights *weights = diff->weights;
	const struct pgl_identity *identity = weights->match->identity;

	diff->n_functions = identity->n_bodies;
	diff->functions = pgl_xcalloc(diff->n_functions, sizeof *diff->functions);
	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		struct pgl_function_change *function = &diff->functions[body];

		function->body = body;
		for (int side = 0; side < PGL_SIDES; side++) {
			const struct pgl_side_weights *its = &weights->side[side];

			function->is_inside |= its->is_inside[body];
			function->calls[side] = pgl_real_of(its->called[body]);
			function->calls_is_estimated[side] = its->estimated.called[body];
			/* A function that this build does not have is never entered. */
			if (identity->example[side][body] == PGL_NONE && weights->source >= 0)
				function->calls[side].known = true;
		}
	}
	find_sizes(diff, PGL_OLD);
	find_sizes(diff, PGL_NEW);
}

/* --- filters --- */

int pgl_change_is_hot(const struct pgl_diff *diff, const struct pgl_change *change)
{
	int source = diff->weights->source;
	const struct pgl_match *match = diff->weights->match;
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_forest *forest = match->identity->forest[side];
	uint32_t unit;
	struct pgl_integer threshold;

	if (source < 0 || !change->executions.known)
		return -1;
	unit = match->identity->unit[side][forest->nodes[change->site[side]].unit];
	unit = match->identity->unit_back[source][unit];
	if (unit == PGL_NONE)
		return -1;
	threshold =
		match->identity->forest[source]->build->records[unit]->unit.profile.hot_threshold;
	if (!threshold.known)
		return -1;
	return change->executions.value >= (double)threshold.value;
}

/* Takes out the changes that QUERY, or ONLY_CHANGED, does not let pass. */
static void filter_changes(struct pgl_diff *diff, const struct pgl_query *query, bool only_changed)
{
	struct pgl_change_filter filter;
	size_t n = 0;

	pgl_change_filter_init(&filter, diff, query);
	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];
		struct pgl_real calls = delta(change);

		if ((!only_changed || !calls.known || calls.value != 0) &&
		    (!query->hot || pgl_change_is_hot(diff, change) == 1) &&
		    pgl_change_filter_passes(&filter, change))
			diff->changes[n++] = *change;
	}
	diff->n_changes = n;
	pgl_change_filter_release(&filter);
}

/* Takes out the functions that the globs of QUERY for callers and callees, and for files, do not match. */
static void filter_functions(struct pgl_diff *diff, const struct pgl_query *query)
{
	struct pgl_query as_caller = {.functions = query->functions, .files = query->files};
	struct pgl_query as_callee = {.functions = query->callees, .files = query->files};
	bool is_any = !query->functions.n == !query->callees.n;
	struct pgl_change_filter callers, callees;
	size_t n = 0;

	pgl_change_filter_init(&callers, diff, &as_caller);
	pgl_change_filter_init(&callees, diff, &as_callee);
	for (size_t i = 0; i < diff->n_functions; i++) {
		bool is_caller = pgl_change_filter_body(&callers, diff->functions[i].body);
		bool is_callee = pgl_change_filter_body(&callees, diff->functions[i].body);

		/* One glob alone lets only those pass that match it. */
		if (is_any ? is_caller || is_callee : query->functions.n ? is_caller : is_callee)
			diff->functions[n++] = diff->functions[i];
	}
	diff->n_functions = n;
	pgl_change_filter_release(&callers);
	pgl_change_filter_release(&callees);
}

/* --- folders --- */

/* The length of the deepest folder that all main sources of BUILD are in, with its slash; 0: there is none,
   or paths are relative. */
static size_t common_folder(const struct pgl_build *build)
{
	const char *first = build->n ? build->records[0]->unit.source : NULL;
	size_t length = 0;

	if (!first || *first != '/')
		return 0;
	for (const char *slash = first; (slash = strchr(slash, '/')); slash++)
		length = (size_t)(slash - first) + 1;
	for (size_t u = 1; u < build->n; u++) {
		const char *source = build->records[u]->unit.source;
		size_t same = 0;

		for (size_t i = 0; source && i < length && source[i] == first[i]; i++)
			if (first[i] == '/')
				same = i + 1;
		length = same;
	}
	return length > 1 ? length : 0;
}

static void find_folders(struct pgl_diff *diff)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = diff->weights->match->identity->forest[side]->build;

		diff->folders.length[side] = common_folder(build);
		diff->folders.path[side] =
			diff->folders.length[side] ? build->records[0]->unit.source : "";
	}
}

const char *pgl_below_folder(const struct pgl_folders *folders, const char *path)
{
	for (int side = 0; side < PGL_SIDES; side++)
		if (folders->length[side] &&
		    !strncmp(path, folders->path[side], folders->length[side]))
			return path + folders->length[side];
	return path;
}

/* --- the whole --- */

void pgl_diff_init(struct pgl_diff *diff, const struct pgl_weights *weights,
		   const struct pgl_diff_query *wanted)
{
	*diff = (struct pgl_diff){.weights = weights, .sort = wanted ? wanted->sort : 0};
	find_folders(diff);
	find_changes(diff);
	find_functions(diff);
	if (wanted)
		filter_changes(diff, &wanted->query, wanted->only_changed);
	/* The sums need the functions that the query drops. */
	sum_changes(diff);
	if (wanted)
		filter_functions(diff, &wanted->query);
	if (diff->n_changes)
		qsort_r(diff->changes, diff->n_changes, sizeof *diff->changes, compare_changes,
			diff);
	if (diff->n_functions)
		qsort_r(diff->functions, diff->n_functions, sizeof *diff->functions,
			compare_functions, diff);
}

void pgl_diff_release(struct pgl_diff *diff)
{
	free(diff->changes);
	free(diff->functions);
	*diff = (struct pgl_diff){0};
}

struct pgl_real pgl_real_minus(struct pgl_real a, struct pgl_real b)
{
	return (struct pgl_real){.value = a.known && b.known ? a.value - b.value : 0,
				 .known = a.known && b.known};
}
