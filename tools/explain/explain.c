/* See explain.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "base/order.h"
#include "base/xalloc.h"

/* As in a diff: a smaller difference, in calls, comes from rounding. */
#define LEAST_DELTA 0.5

static double delta_of(const struct pgl_real calls[PGL_SIDES])
{
	struct pgl_real delta = pgl_real_minus(calls[PGL_NEW], calls[PGL_OLD]);

	return delta.known && fabs(delta.value) >= LEAST_DELTA ? delta.value : 0;
}

static enum pgl_side a_side(const struct pgl_change *change)
{
	return change->site[PGL_NEW] != PGL_NONE ? PGL_NEW : PGL_OLD;
}

static const struct pgl_identity *identity_of(const struct pgl_explanation *explanation)
{
	return explanation->diff->weights->match->identity;
}

/* --- frames --- */

static void find_frames(struct pgl_explanation *explanation)
{
	const struct pgl_identity *identity = identity_of(explanation);

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_forest *forest = identity->forest[side];

		explanation->frames[side] = pgl_xcalloc((size_t)identity->n_bodies + 1,
							sizeof *explanation->frames[side]);
		for (uint32_t f = 0; f < forest->n_functions; f++) {
			const struct pgl_integer frame = pgl_forest_function(forest, f)->frame;
			struct pgl_integer *most =
				&explanation->frames[side][identity->body[side][f]];

			if (frame.known && pgl_forest_is_offline(forest, f) &&
			    (!most->known || frame.value > most->value))
				*most = frame;
		}
	}
}

/* --- one change --- */

/* The attribution's site that is CHANGE, by location and callee; NULL: none, or several. */
static const struct pgl_attributed_site *find_worth(const struct pgl_explanation *explanation,
						    const struct pgl_change *change)
{
	const struct pgl_attributed *attributed = explanation->attributed;
	const struct pgl_attributed_site *found = NULL;
	struct pgl_strbuf place = PGL_STRBUF_INIT;
	const struct pgl_function *callee = pgl_change_callee(explanation->diff, change);
	size_t n = 0;

	for (int side = 0; side < PGL_SIDES && attributed && callee; side++) {
		const struct pgl_forest *forest = identity_of(explanation)->forest[side];

		if (change->site[side] == PGL_NONE)
			continue;
		pgl_strbuf_reset(&place);
		pgl_add_location(&place, pgl_forest_record(forest, change->site[side]),
				 pgl_forest_site(forest, change->site[side])->location);
		for (size_t i = 0; place.length && i < attributed->n_sites; i++) {
			const struct pgl_attributed_site *site = &attributed->sites[i];
			const char *last = strrchr(site->call, '>');

			/* Paths are as each build was given them, so only their ends must agree. */
			size_t length = strlen(site->location);
			bool is_here = place.length >= length
					       ? !strcmp(place.text + place.length - length,
							 site->location)
					       : !strcmp(site->location + length - place.length,
							 place.text);

			if (!is_here || !last ||
			    strcmp(last + 1 + (last[1] == ' '), callee->name) || site == found)
				continue;
			found = site;
			n++;
		}
	}
	pgl_strbuf_release(&place);
	return n == 1 ? found : NULL;
}

/* The instance that decides the outcome of CHANGE on SIDE. */
static uint32_t instance_of(const struct pgl_change *change, int side)
{
	return change->site[side] == PGL_NONE ? PGL_NONE : change->outcome[side].site;
}

static void explain_change(const struct pgl_explanation *explanation,
			   struct pgl_explained_change *made)
{
	const struct pgl_change *change = made->change;
	const uint32_t site[PGL_SIDES] = {instance_of(change, PGL_OLD),
					  instance_of(change, PGL_NEW)};

	made->caller = pgl_identity_root(identity_of(explanation), a_side(change),
					 change->site[a_side(change)]);
	pgl_why_changed(&made->why, explanation->diff->weights, explanation->cascades, site);
	made->worth = find_worth(explanation, change);
}

/* --- functions --- */

static int compare_deltas(const void *a, const void *b, void *diff)
{
	const struct pgl_explained_change *x = a, *y = b;
	double d = fabs(delta_of(x->change->calls)), e = fabs(delta_of(y->change->calls));
	int order = PGL_COMPARE(e, d);

	return order ? order : pgl_change_compare_location(diff, x->change, y->change);
}

/* Adds the changed calls of MADE's function: those whose executions changed, or all if IS_ANY. */
static void add_changes(const struct pgl_explanation *explanation,
			struct pgl_explained_function *made, bool is_any)
{
	const struct pgl_diff *diff = explanation->diff;
	size_t room = 0;

	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];

		if ((delta_of(change->calls) == 0 && !is_any) ||
		    pgl_identity_callee(identity_of(explanation), a_side(change),
					change->site[a_side(change)]) != made->function->body)
			continue;
		PGL_GROW(made->changes, made->n_all, room);
		made->changes[made->n_all++] = (struct pgl_explained_change){.change = change};
	}
}

static void take_changes(const struct pgl_explanation *explanation,
			 struct pgl_explained_function *made, size_t n_changes)
{
	add_changes(explanation, made, false);
	/* No executions changed: only one build has the calls, inlined. The body that brought them
	 * changed. */
	if (!made->n_all)
		add_changes(explanation, made, true);
	if (made->n_all)
		qsort_r(made->changes, made->n_all, sizeof *made->changes, compare_deltas,
			(void *)explanation->diff);
	made->n_changes = n_changes && n_changes < made->n_all ? n_changes : made->n_all;
	for (size_t i = 0; i < made->n_changes; i++)
		explain_change(explanation, &made->changes[i]);
}

static void take_functions(struct pgl_explanation *explanation, size_t n_functions,
			   size_t n_changes)
{
	const struct pgl_diff *diff = explanation->diff;

	while (explanation->n_all < diff->n_functions &&
	       delta_of(diff->functions[explanation->n_all].calls) != 0)
		explanation->n_all++;
	explanation->n_functions =
		n_functions && n_functions < explanation->n_all ? n_functions : explanation->n_all;
	explanation->functions =
		pgl_xcalloc(explanation->n_functions + 1, sizeof *explanation->functions);
	for (size_t i = 0; i < explanation->n_functions; i++) {
		struct pgl_explained_function *made = &explanation->functions[i];

		made->function = &diff->functions[i];
		for (int side = 0; side < PGL_SIDES; side++)
			made->frame[side] = explanation->frames[side][made->function->body];
		take_changes(explanation, made, n_changes);
	}
}

/* --- un-inlined --- */

static void find_shrunk(struct pgl_explanation *explanation)
{
	const struct pgl_diff *diff = explanation->diff;
	struct pgl_shrunk *most = &explanation->shrunk;
	int64_t least = 0;

	most->body = PGL_NONE;
	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];

		if (change->kind != PGL_KIND_UN_INLINED)
			continue;
		uint32_t body =
			pgl_identity_root(identity_of(explanation), PGL_OLD, change->site[PGL_OLD]);
		const struct pgl_integer old = explanation->frames[PGL_OLD][body];
		const struct pgl_integer new = explanation->frames[PGL_NEW][body];

		if (!old.known || !new.known || old.value - new.value <= least)
			continue;
		least = old.value - new.value;
		*most = (struct pgl_shrunk){.body = body, .frame = {old, new}};
	}
}

/* --- cascades --- */

/* Finds the cascades of calls that are inlined in one build and left in the other. */
static void find_cascades(struct pgl_explanation *explanation)
{
	const struct pgl_diff *diff = explanation->diff;
	size_t room = 0;

	for (size_t i = 0; i < diff->n_changes; i++) {
		const struct pgl_change *change = &diff->changes[i];
		int side = change->kind == PGL_KIND_UN_INLINED ? PGL_NEW : PGL_OLD;
		struct pgl_explained_cascade made = {.change = change};
		uint32_t site = instance_of(change, side);

		if (change->kind > PGL_KIND_UN_INLINED || site == PGL_NONE ||
		    pgl_forest_is_inlined(identity_of(explanation)->forest[side], site) ||
		    !pgl_cascade_find(explanation->cascades, side, site, &made.cascade))
			continue;
		PGL_GROW(explanation->cascaded, explanation->n_cascaded, room);
		explanation->cascaded[explanation->n_cascaded++] = made;
	}
}

/* --- the whole --- */

void pgl_explanation_init(struct pgl_explanation *explanation, const struct pgl_diff *diff,
			  const struct pgl_health *health, const struct pgl_attributed *attributed,
			  const struct pgl_cost_join *join, size_t n_functions, size_t n_changes)
{
	*explanation = (struct pgl_explanation){.diff = diff,
						.health = health,
						.attributed = attributed,
						.join = join,
						.cascades = pgl_cascades_new(diff->weights)};
	find_frames(explanation);
	take_functions(explanation, n_functions, n_changes);
	find_cascades(explanation);
	find_shrunk(explanation);
	pgl_remains_init(&explanation->remains, diff->weights);
}

void pgl_explanation_release(struct pgl_explanation *explanation)
{
	for (size_t i = 0; i < explanation->n_functions; i++) {
		struct pgl_explained_function *function = &explanation->functions[i];

		for (size_t j = 0; j < function->n_changes; j++)
			pgl_statements_release(&function->changes[j].why);
		free(function->changes);
	}
	for (size_t i = 0; i < explanation->n_cascaded; i++)
		pgl_cascade_release(&explanation->cascaded[i].cascade);
	free(explanation->cascaded);
	free(explanation->functions);
	for (int side = 0; side < PGL_SIDES; side++)
		free(explanation->frames[side]);
	pgl_cascades_free(explanation->cascades);
	pgl_remains_release(&explanation->remains);
	*explanation = (struct pgl_explanation){0};
}
