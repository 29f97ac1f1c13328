/* The walk, and the names that formats share. See export.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/export.h"

#include "records/names.h"

static void walk_calls(struct pgl_export *export, const struct pgl_export_format *format)
{
	const struct pgl_match *match = export->diff->weights->match;
	struct pgl_change change;

	/* Of one build there is no OLD: each of its calls is its own partner. */
	for (int side = PGL_OLD; side < PGL_SIDES; side++) {
		for (uint32_t s = 0; s < match->identity->forest[side]->n_sites; s++) {
			if (!pgl_change_is_told_by(match, side, s) ||
			    (!export->is_pair && match->partner[side][s] == PGL_NONE &&
			     side == PGL_OLD))
				continue;
			bool is_changed = pgl_change_of(export->diff->weights, side, s, &change);

			format->call(export, &change, export->is_pair && is_changed);
		}
	}
}

int pgl_export_walk(struct pgl_export *export, const struct pgl_export_format *format,
		    struct pgl_error *error)
{
	const struct pgl_diff *diff = export->diff;

	if (format->needs_profile && diff->weights->source < 0)
		return pgl_error_set(error, "'%s' has no profile: how often calls run is not known",
				     diff->weights->match->identity->forest[PGL_NEW]->build->name);
	if (format->begin)
		format->begin(export);
	for (size_t i = 0; format->function && i < diff->n_functions; i++)
		format->function(export, &diff->functions[i]);
	if (format->call)
		walk_calls(export, format);
	if (format->stack) {
		struct pgl_stacks stacks;

		pgl_stacks_init(&stacks, diff->weights, export->is_pair, export->detail);
		for (size_t i = 0; i < stacks.n; i++)
			format->stack(export, &stacks, &stacks.item[i]);
		pgl_stacks_release(&stacks);
	}
	return format->end ? format->end(export, error) : 0;
}

/* --- names --- */

const char *pgl_export_name(const struct pgl_diff *diff, uint32_t body)
{
	const char *name = body == PGL_NONE ? NULL : pgl_diff_function(diff, body)->name;

	return name ? name : PGL_INDIRECT;
}

const struct pgl_record *pgl_export_place(const struct pgl_diff *diff, uint32_t body,
					  struct pgl_location *ret)
{
	const struct pgl_identity *identity = diff->weights->match->identity;
	const struct pgl_record *record = NULL;

	/* A unit that only calls the function does not know where it is. */
	for (int side = PGL_SIDES - 1; side >= 0; side--) {
		uint32_t function = identity->example[side][body];

		if (function == PGL_NONE)
			continue;
		const struct pgl_forest *forest = identity->forest[side];

		record = forest->build->records[forest->function_unit[function]];
		*ret = pgl_forest_function(forest, function)->location;
		if (ret->file != PGL_NONE)
			break;
	}
	return record;
}

uint32_t pgl_export_caller(const struct pgl_diff *diff, const struct pgl_change *change)
{
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_identity *identity = diff->weights->match->identity;
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t site = change->site[side];

	return identity->body[side][pgl_forest_function_of(forest, site,
							   pgl_forest_site(forest, site)->caller)];
}

uint32_t pgl_export_callee(const struct pgl_diff *diff, const struct pgl_change *change)
{
	enum pgl_side side = pgl_change_side(diff, change);

	return pgl_identity_callee(diff->weights->match->identity, side, change->site[side]);
}

const char *pgl_export_outcome(const struct pgl_change *change, int side)
{
	if (change->site[side] == PGL_NONE)
		return "absent";
	if (!change->outcome[side].is_there)
		return "gone";
	if (change->outcome[side].is_without_code)
		return change->outcome[side].is_removed ? "removed" : "expanded";
	return change->outcome[side].inlined ? "inlined" : "call";
}
