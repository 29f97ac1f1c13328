/* Compares two builds' trees, and makes and writes decision sets. See plan.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/plan.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/xalloc.h"
#include "record/json-write.h"

/* N numbers, each PGL_NONE; to be freed. */
static uint32_t *no_numbers(uint32_t n)
{
	size_t bytes = ((size_t)n + 1) * sizeof(uint32_t);
	uint32_t *numbers = pgl_xmalloc(bytes);

	memset(numbers, 0xff, bytes);
	return numbers;
}

/* Children ---------------------------------------------------------------------------------- */

/* The sites within the body that each site inlined. */
struct children {
	uint32_t *first, *item;
};

static void children_init(struct children *children, const struct pgl_forest *forest)
{
	uint32_t n = forest->n_sites;

	children->first = pgl_xcalloc((size_t)n + 2, sizeof *children->first);
	children->item = pgl_xcalloc((size_t)n + 1, sizeof *children->item);
	for (uint32_t s = 0; s < n; s++)
		if (forest->nodes[s].parent != PGL_NONE)
			children->first[forest->nodes[s].parent + 2]++;
	for (uint32_t s = 0; s < n; s++)
		children->first[s + 2] += s ? children->first[s + 1] : 0;
	for (uint32_t s = 0; s < n; s++)
		if (forest->nodes[s].parent != PGL_NONE)
			children->item[children->first[forest->nodes[s].parent + 1]++] = s;
}

static void children_release(struct children *children)
{
	free(children->first);
	free(children->item);
}

/* Counterparts ------------------------------------------------------------------------------ */

/* Are OLD's base site A and NEW's B the same call of the source? If only one side inlined a function early, its calls are
   base sites of the caller there, and their counterparts are in the function's own body. */
static bool is_same_call(const struct pgl_plans *plans, uint32_t a, uint32_t b)
{
	return plans->match->partner[PGL_OLD][a] == b || plans->homes[PGL_OLD].site[a] == b ||
	       plans->homes[PGL_NEW].site[b] == a;
}

static void join(struct pgl_plans *plans, uint32_t old, uint32_t new)
{
	plans->counterpart[PGL_OLD][old] = new;
	plans->counterpart[PGL_NEW][new] = old;
}

static void find_counterparts(struct pgl_plans *plans)
{
	const struct pgl_match *match = plans->match;
	const struct pgl_forest *old = match->identity->forest[PGL_OLD];
	const struct pgl_forest *new = match->identity->forest[PGL_NEW];
	struct children children;

	children_init(&children, new);
	for (uint32_t s = 0; s < old->n_sites; s++) {
		const struct pgl_node *node = &old->nodes[s];
		uint32_t partner = match->partner[PGL_OLD][node->base], there;

		if (node->parent == PGL_NONE) {
			/* The calls of a clone's body are not the original's. */
			if (node->base == s && partner != PGL_NONE &&
			    new->nodes[partner].parent == PGL_NONE)
				join(plans, s, partner);
			continue;
		}
		there = plans->counterpart[PGL_OLD][node->parent];
		if (there == PGL_NONE)
			continue;
		for (uint32_t i = children.first[there]; i < children.first[there + 1]; i++) {
			uint32_t child = children.item[i];

			if (plans->counterpart[PGL_NEW][child] != PGL_NONE ||
			    !is_same_call(plans, node->base, new->nodes[child].base))
				continue;
			join(plans, s, child);
			break;
		}
	}
	children_release(&children);
}

/* Differences ------------------------------------------------------------------------------- */

static struct pgl_plan_site *site_of(struct pgl_plans *plans, uint32_t old, uint32_t new)
{
	struct pgl_plan_site *site;
	uint32_t number = plans->number[PGL_OLD][old];

	if (number == PGL_NONE)
		number = plans->number[PGL_NEW][new];
	if (number == PGL_NONE) {
		PGL_GROW(plans->sites, plans->n_sites, plans->sites_room);
		number = plans->n_sites++;
		plans->sites[number] = (struct pgl_plan_site){.site = {old, new}};
	}
	plans->number[PGL_OLD][old] = plans->number[PGL_NEW][new] = number;
	site = &plans->sites[number];
	return site;
}

static void list_differences(struct pgl_plans *plans)
{
	const struct pgl_forest *old = plans->match->identity->forest[PGL_OLD];
	const struct pgl_forest *new = plans->match->identity->forest[PGL_NEW];

	for (uint32_t s = 0; s < old->n_sites; s++) {
		uint32_t there = plans->counterpart[PGL_OLD][s];
		struct pgl_plan_site *site;
		bool is_new;

		if (there == PGL_NONE)
			continue;
		is_new = pgl_forest_is_inlined(new, there);
		/* A call that was optimized away was not decided. */
		if (is_new == pgl_forest_is_inlined(old, s) || pgl_forest_is_gone(old, s) ||
		    pgl_forest_is_gone(new, there))
			continue;
		site = site_of(plans, old->nodes[s].base, new->nodes[there].base);
		site->is_both |= site->n_instances && site->is_newly_inlined != is_new;
		site->is_newly_inlined |= is_new;
		site->n_instances++;
	}
}

void pgl_plans_init(struct pgl_plans *plans, const struct pgl_match *match)
{
	*plans = (struct pgl_plans){.match = match};
	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t n = match->identity->forest[side]->n_sites;

		pgl_counterparts_init(&plans->homes[side], match, (enum pgl_side)side);
		plans->counterpart[side] = no_numbers(n);
		plans->number[side] = no_numbers(n);
	}
	find_counterparts(plans);
	list_differences(plans);
}

void pgl_plans_release(struct pgl_plans *plans)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_counterparts_release(&plans->homes[side]);
		free(plans->counterpart[side]);
		free(plans->number[side]);
	}
	free(plans->sites);
	*plans = (struct pgl_plans){.match = NULL};
}

enum outcome { KEEP, CALL, DROP, INLINE, OWN };

/* One unit's record while it becomes part of a decision set. */
struct work {
	const struct pgl_plans *plans;
	const struct pgl_plan *plan;
	const struct pgl_forest *here, *there;
	uint32_t unit, unit_there;
	uint32_t first, n;	   /* of the unit's sites, by the forest's numbers */
	struct pgl_record *record; /* a private copy */
	unsigned char *outcome;	   /* by the record's own numbers */
	uint32_t *function;	   /* the other record's function -> ours, or PGL_NONE */
	uint32_t n_functions_there;
	uint32_t sequence; /* the highest in use */
};

/* Outcomes ---------------------------------------------------------------------------------- */

static bool is_inlined_in_new(const struct work *work, bool here, bool there)
{
	return work->plan->from == PGL_NEW ? here : there;
}

/* The outcome of instance SITE, regardless of the sites around it. */
static enum outcome wanted(const struct work *work, uint32_t site)
{
	const struct pgl_plans *plans = work->plans;
	uint32_t there = plans->counterpart[work->plan->from][site];
	uint32_t base = work->here->nodes[site].base, number;
	bool is_here = pgl_forest_is_inlined(work->here, site), is_there, is_new;

	if (there == PGL_NONE) {
		uint32_t flags = pgl_forest_site(work->here, base)->flags;
		bool is_promoted = flags & PGL_BIT(PGL_SITE_FLAG_SPECULATIVE) &&
				   plans->match->partner[work->plan->from][base] == PGL_NONE;

		return work->plan->from == PGL_NEW && is_here && is_promoted &&
				       !work->plan->with_promoted
			       ? CALL
			       : KEEP;
	}
	is_there = pgl_forest_is_inlined(work->there, there);
	if (is_here == is_there || pgl_forest_is_gone(work->here, site) ||
	    pgl_forest_is_gone(work->there, there))
		return KEEP;
	number = plans->number[work->plan->from][base];
	is_new = is_inlined_in_new(work, is_here, is_there);
	if (work->plan->as_new(work->plan->context, &plans->sites[number], is_new) ==
	    (work->plan->from == PGL_NEW))
		return KEEP;
	return is_here ? CALL : INLINE;
}

static void decide(struct work *work, uint32_t site)
{
	const struct pgl_node *node = &work->here->nodes[site];
	bool is_copy = work->record->sites[site - work->first].flags & PGL_BIT(PGL_SITE_FLAG_COPY);
	enum outcome base = KEEP, outcome;

	if (node->parent != PGL_NONE) {
		enum outcome above = work->outcome[node->parent - work->first];

		if (above == DROP || above == CALL) {
			work->outcome[site - work->first] = DROP;
			return;
		}
	}
	if (node->base != site)
		base = work->outcome[node->base - work->first];
	outcome = wanted(work, site);
	if (base == DROP)
		outcome = DROP;
	else if (base == CALL && is_copy && outcome == KEEP)
		/* It was copied from a site that is not inlined any more. If the other build inlines it
		 * here, too, it gets its own decision. */
		outcome = work->plans->counterpart[work->plan->from][site] == PGL_NONE ? CALL : OWN;
	work->outcome[site - work->first] = (unsigned char)outcome;
}

static void decide_all(struct work *work)
{
	/* Base sites first: the outcomes of their copies depend on them. */
	for (int is_base = 1; is_base >= 0; is_base--)
		for (uint32_t s = work->first; s < work->first + work->n; s++)
			if ((work->here->nodes[s].base == s) == is_base)
				decide(work, s);
}

/* Changes ----------------------------------------------------------------------------------- */

static void set_decision(struct work *work, struct pgl_site *site, bool is_inlined)
{
	struct pgl_decision *decision = pgl_record_alloc(work->record, sizeof *decision);

	if (!decision)
		return;
	*decision = (struct pgl_decision){.inliner = PGL_INLINER_IPA, .inlined = is_inlined};
	if (is_inlined) {
		decision->sequence = ++work->sequence;
		decision->phase = PGL_PHASE_SMALL;
	} else {
		decision->reason = pgl_record_intern(work->record, "unknown");
	}
	site->decisions = decision;
	site->n_decisions = 1;
	site->flags &= ~PGL_BIT(PGL_SITE_FLAG_COPY);
}

static const struct pgl_record *record_there(const struct work *work)
{
	return work->there->build->records[work->unit_there];
}

static struct pgl_location location_here(struct work *work, struct pgl_location location)
{
	if (location.file != PGL_NONE)
		location.file = pgl_record_file(work->record,
						record_there(work)->unit.files[location.file]);
	return location;
}

/* Our number of the other record's function ID, which is added if our record lacks it. */
static uint32_t function_here(struct work *work, uint32_t id)
{
	const struct pgl_function *from;
	struct pgl_function *function;
	uint32_t origin, number;

	if (id == PGL_NONE || work->function[id] != PGL_NONE)
		return id == PGL_NONE ? id : work->function[id];
	from = &record_there(work)->functions[id];
	origin = from->origin == id ? PGL_NONE : function_here(work, from->origin);
	function = pgl_record_add_function(work->record);
	if (!function)
		return PGL_NONE;
	number = function->id;
	function->origin = origin == PGL_NONE ? number : origin;
	function->clone = from->clone;
	function->name = pgl_record_intern(work->record, from->name);
	function->assembler = pgl_record_intern(work->record, from->assembler);
	function->order = from->order;
	function->has_body = from->has_body;
	function->flags = from->flags;
	function->location = location_here(work, from->location);
	work->function[id] = number;
	return number;
}

/* The base site of our record that is the same call as the other build's BASE; or PGL_NONE. */
static uint32_t base_here(const struct work *work, uint32_t base)
{
	enum pgl_side side = work->plan->from;
	uint32_t site = work->plans->match->partner[!side][base];

	if (site == PGL_NONE)
		site = work->plans->homes[!side].site[base];
	if (site == PGL_NONE || work->here->nodes[site].unit != work->unit ||
	    work->outcome[site - work->first] == DROP)
		return PGL_NONE;
	return site - work->first;
}

/* Adds the other build's site THERE to our record, below PARENT or (PGL_NONE) in the body of function ROOT. Returns its
   number; PGL_NONE: out of memory. */
static uint32_t add_site(struct work *work, uint32_t there, uint32_t parent, uint32_t root)
{
	const struct pgl_site *from = pgl_forest_site(work->there, there);
	uint32_t callee = function_here(work, from->callee), was = function_here(work, from->was);
	struct pgl_location location = location_here(work, from->location);
	uint32_t base = base_here(work, work->there->nodes[there].base);
	struct pgl_site *site = pgl_record_add_site(work->record);

	if (!site)
		return PGL_NONE;
	site->parent = parent;
	site->root = root;
	site->callee = callee;
	site->was = was;
	site->location = location;
	site->flags = from->flags & ~PGL_BIT(PGL_SITE_FLAG_COLD);
	site->count = from->count;
	site->frequency = from->frequency;
	/* It came with an inlined body, so it is a copy, of our base site if there is one. */
	site->copy_of = base;
	site->caller = pgl_usual_caller(work->record, site);
	if (pgl_forest_is_inlined(work->there, there))
		set_decision(work, site, true);
	else if (!(from->flags & PGL_BIT(PGL_SITE_FLAG_GONE)))
		set_decision(work, site, false);
	return site->id;
}

/* Copies the subtree below the other build's site THERE to our site TO. */
static void graft(struct work *work, uint32_t there, uint32_t to)
{
	const struct pgl_forest *forest = work->there;
	uint32_t end = forest->first_site[work->unit_there + 1];
	uint32_t n = end - there, root = work->record->sites[to].root;
	PGL_AUTOFREE uint32_t *number = no_numbers(n);

	number[0] = to;
	for (uint32_t s = there + 1; s < end; s++) {
		uint32_t parent = forest->nodes[s].parent;

		if (parent != PGL_NONE && parent >= there && number[parent - there] != PGL_NONE)
			number[s - there] = add_site(work, s, number[parent - there], root);
	}
}

/* Adds the promoted calls that only NEW has and inlined to a record made from OLD. */
static void add_promoted(struct work *work)
{
	const struct pgl_forest *forest = work->there;

	for (uint32_t s = forest->first_site[work->unit_there];
	     s < forest->first_site[work->unit_there + 1]; s++) {
		const struct pgl_node *node = &forest->nodes[s];
		const struct pgl_site *line = pgl_forest_site(forest, s);
		uint32_t parent = PGL_NONE, root, added;

		if (!(pgl_forest_site(forest, node->base)->flags &
		      PGL_BIT(PGL_SITE_FLAG_SPECULATIVE)) ||
		    !pgl_forest_is_inlined(forest, s) ||
		    work->plans->counterpart[PGL_NEW][s] != PGL_NONE)
			continue;
		if (node->parent != PGL_NONE) {
			parent = work->plans->counterpart[PGL_NEW][node->parent];
			if (parent == PGL_NONE || work->here->nodes[parent].unit != work->unit ||
			    !pgl_forest_is_inlined(work->here, parent) ||
			    work->outcome[parent - work->first] == DROP ||
			    work->outcome[parent - work->first] == CALL)
				continue;
			parent -= work->first;
			root = work->record->sites[parent].root;
		} else {
			root = function_here(work, line->root);
		}
		added = add_site(work, s, parent, root);
		if (added != PGL_NONE)
			graft(work, s, added);
	}
}

/* Removes the dropped sites and renumbers the others. */
static void drop(struct work *work)
{
	struct pgl_record *record = work->record;
	PGL_AUTOFREE uint32_t *number = no_numbers(record->n_sites);
	uint32_t n = 0;

	for (uint32_t s = 0; s < record->n_sites; s++)
		if (s >= work->n || work->outcome[s] != DROP)
			number[s] = n++;
	for (uint32_t s = 0; s < record->n_sites; s++) {
		struct pgl_site site = record->sites[s];

		if (number[s] == PGL_NONE)
			continue;
		site.id = number[s];
		if (site.parent != PGL_NONE)
			site.parent = number[site.parent];
		if (site.copy_of != PGL_NONE)
			site.copy_of = number[site.copy_of];
		record->sites[number[s]] = site;
	}
	record->n_sites = n;
	for (uint32_t e = 0; e < record->n_events; e++)
		if (record->events[e].site != PGL_NONE)
			record->events[e].site = number[record->events[e].site];
}

static void change_all(struct work *work)
{
	for (uint32_t s = 0; s < work->n; s++)
		for (uint32_t d = 0; d < work->record->sites[s].n_decisions; d++)
			if (work->record->sites[s].decisions[d].sequence > work->sequence)
				work->sequence = work->record->sites[s].decisions[d].sequence;
	for (uint32_t s = 0; s < work->n; s++) {
		enum outcome outcome = work->outcome[s];

		if (outcome == CALL || outcome == INLINE || outcome == OWN)
			set_decision(work, &work->record->sites[s], outcome != CALL);
		if (outcome == INLINE)
			graft(work, work->plans->counterpart[work->plan->from][work->first + s], s);
	}
	if (work->plan->from == PGL_OLD && work->plan->with_promoted &&
	    work->unit_there != PGL_NONE)
		add_promoted(work);
	drop(work);
}

/* Writing ----------------------------------------------------------------------------------- */

static int take_text(void *context, const char *text, size_t length)
{
	pgl_strbuf_add_n(context, text, length);
	return 0;
}

static int write_record(const struct work *work, const char *folder, struct pgl_error *error)
{
	PGL_AUTOFREE char *to =
		pgl_xasprintf("%s/%s", folder, basename(work->here->build->paths[work->unit]));
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	struct pgl_error why = {.text = "out of memory"};

	if (work->record->out_of_memory || pgl_json_write(work->record, take_text, &text, &why))
		return pgl_error_set(error, "cannot make '%s': %s", to, why.text);
	if (pgl_write_file(to, text.text, text.length))
		return pgl_error_set(error, "cannot write '%s': %s", to, strerror(errno));
	return 0;
}

/* The other build's counterpart of UNIT of SIDE, or PGL_NONE. */
static uint32_t unit_there(const struct pgl_identity *identity, enum pgl_side side, uint32_t unit)
{
	return identity->unit_back[!side][identity->unit[side][unit]];
}

/* Finds our counterpart of each function of the other record. */
static void join_functions(struct work *work)
{
	const struct pgl_identity *identity = work->plans->match->identity;
	int side = work->plan->from;
	PGL_AUTOFREE uint32_t *of_body = no_numbers(identity->n_bodies);
	uint32_t first = work->here->first_function[work->unit], there;

	for (uint32_t f = 0; f < work->record->n_functions; f++) {
		uint32_t *number = &of_body[identity->body[side][first + f]];

		if (*number == PGL_NONE ||
		    (work->record->functions[f].origin == f && work->record->functions[f].has_body))
			*number = f;
	}
	work->n_functions_there = record_there(work)->n_functions;
	work->function = no_numbers(work->n_functions_there);
	there = work->there->first_function[work->unit_there];
	for (uint32_t f = 0; f < work->n_functions_there; f++)
		work->function[f] = of_body[identity->body[!side][there + f]];
}

static int write_unit(const struct pgl_plans *plans, const struct pgl_plan *plan, uint32_t unit,
		      struct pgl_record *record, const char *folder, struct pgl_error *error)
{
	const struct pgl_identity *identity = plans->match->identity;
	struct work work = {
		.plans = plans,
		.plan = plan,
		.here = identity->forest[plan->from],
		.there = identity->forest[!plan->from],
		.unit = unit,
		.unit_there = unit_there(identity, plan->from, unit),
		.record = record,
	};
	int failed;

	work.first = work.here->first_site[unit];
	work.n = work.here->first_site[unit + 1] - work.first;
	work.outcome = pgl_xcalloc((size_t)work.n + 1, 1);
	if (work.unit_there != PGL_NONE)
		join_functions(&work);
	decide_all(&work);
	change_all(&work);
	failed = write_record(&work, folder, error);
	free(work.function);
	free(work.outcome);
	return failed;
}

int pgl_decision_set_write(const struct pgl_plans *plans, const struct pgl_plan *plan,
			   const char *folder, struct pgl_error *error)
{
	const struct pgl_build *build = plans->match->identity->forest[plan->from]->build;
	PGL_AUTOFREE char *path = pgl_xstrdup(build->name);
	struct pgl_build copy;
	int failed = 0;

	/* A copy: the records that were compared must not change. */
	if (pgl_build_load(&copy, &path, 1, error))
		return -1;
	if (copy.n != build->n)
		failed = pgl_error_set(error, "the records in '%s' changed meanwhile", path);
	else if (pgl_make_folders(folder))
		failed = pgl_error_set(error, "cannot make '%s': %s", folder, strerror(errno));
	for (uint32_t u = 0; u < copy.n && !failed; u++)
		failed = write_unit(plans, plan, u, copy.records[u], folder, error);
	pgl_build_release(&copy);
	return failed;
}

/* Sites in words ------------------------------------------------------------------------------ */

const char *pgl_plan_site_kind(const struct pgl_plan_site *site)
{
	return site->is_both ? "both" : site->is_newly_inlined ? "newly inlined" : "un-inlined";
}

static const struct pgl_site *new_site_of(const struct pgl_plans *plans, uint32_t number,
					  const struct pgl_record **record)
{
	const struct pgl_forest *forest = plans->match->identity->forest[PGL_NEW];
	uint32_t site = plans->sites[number].site[PGL_NEW];

	*record = pgl_forest_record(forest, site);
	return pgl_forest_site(forest, site);
}

void pgl_plan_site_add_location(const struct pgl_plans *plans, uint32_t number,
				struct pgl_strbuf *text)
{
	const struct pgl_record *record;
	struct pgl_location at = new_site_of(plans, number, &record)->location;

	if (at.file == PGL_NONE)
		pgl_strbuf_add_char(text, '-');
	else
		pgl_strbuf_addf(text, "%s:%" PRIu32 ":%" PRIu32, record->unit.files[at.file],
				at.line, at.column);
}

static const char *name_of(const struct pgl_record *record, uint32_t function)
{
	if (function == PGL_NONE)
		return "(indirect)";
	return record->functions[record->functions[function].origin].name;
}

void pgl_plan_site_add_call(const struct pgl_plans *plans, uint32_t number, struct pgl_strbuf *text)
{
	const struct pgl_record *record;
	const struct pgl_site *site = new_site_of(plans, number, &record);
	uint32_t caller = site->root;

	if (site->parent != PGL_NONE && record->sites[site->parent].callee != PGL_NONE)
		caller = record->sites[site->parent].callee;
	pgl_strbuf_addf(text, "%s > %s", name_of(record, caller), name_of(record, site->callee));
	if (caller != site->root)
		pgl_strbuf_addf(text, " in %s", name_of(record, site->root));
}
