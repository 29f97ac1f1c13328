/* `pgolens profile --format=json`. See docs/production-profiles.md for the keys.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/profile.h"

#include "render/record-json.h"

#include "base/banned.h"

/* What a profile and a unit of it have alike. */
static void add_sums(struct pgl_json *json, size_t n_functions, size_t n_run, const size_t *n_fit,
		     const uint64_t *blocks, const uint64_t *arcs)
{
	bool has_notes = n_fit[PGL_FIT_UNKNOWN] + n_fit[PGL_FIT_MISSING] < n_functions;

	pgl_json_unsigned(json, "functions", n_functions);
	pgl_json_unsigned(json, "functions_run", n_run);
	pgl_json_unsigned_or_null(json, "blocks", blocks[0], has_notes);
	pgl_json_unsigned_or_null(json, "blocks_run", blocks[1], has_notes);
	pgl_json_unsigned(json, "counters", arcs[0]);
	pgl_json_unsigned(json, "counters_above_zero", arcs[1]);
	for (int fit = PGL_FIT_UNKNOWN + 1; fit < PGL_FIT_N; fit++)
		pgl_json_unsigned_or_null(json, pgl_fit_word((enum pgl_fit)fit), n_fit[fit],
					  has_notes);
}

static void add_function(struct pgl_json *json, const struct pgl_profile_function *function)
{
	pgl_json_object(json, NULL);
	pgl_json_text(json, "function", function->name);
	pgl_json_text(json, "source", function->source);
	pgl_json_unsigned_or_null(json, "line", function->line, function->source);
	pgl_json_unsigned(json, "ident", function->ident);
	pgl_json_text(json, "fit", pgl_fit_word(function->fit));
	pgl_json_bool(json, "has_run", function->has_run);
	pgl_json_integer(json, "blocks", function->blocks);
	pgl_json_integer(json, "blocks_run", function->blocks_run);
	pgl_json_end_object(json);
}

static void add_unit(struct pgl_json *json, const struct pgl_profile_unit *unit)
{
	pgl_json_object(json, NULL);
	pgl_json_text(json, "unit", unit->name);
	pgl_json_text(json, "path", unit->data.path);
	pgl_json_unsigned(json, "runs", unit->data.runs);
	pgl_json_unsigned(json, "sum_max", unit->data.sum_max);
	add_sums(json, unit->n_functions, unit->n_run, unit->n_fit,
		 (const uint64_t[]){unit->blocks, unit->blocks_run},
		 (const uint64_t[]){unit->arcs, unit->arcs_run});
	pgl_json_text(json, "notes", unit->notes ? unit->notes->path : NULL);
	if (unit->notes)
		pgl_json_bool(json, "same_compile", unit->is_of_notes);
	else
		pgl_json_null(json, "same_compile");
	pgl_json_text(json, "newer_source", unit->newer);
	pgl_json_array(json, "list");
	for (size_t i = 0; i < unit->n_functions; i++)
		add_function(json, &unit->functions[i]);
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

static void add_profile(struct pgl_json *json, const struct pgl_profile *profile)
{
	pgl_json_object(json, NULL);
	pgl_json_text(json, "profile", profile->path);
	pgl_json_unsigned(json, "gcc", profile->units[0].data.release);
	pgl_json_bool(json, "several_versions", profile->has_two_versions);
	pgl_json_unsigned(json, "runs", profile->runs);
	pgl_json_unsigned(json, "sum_max", profile->sum_max);
	add_sums(json, profile->n_functions, profile->n_run, profile->n_fit,
		 (const uint64_t[]){profile->blocks, profile->blocks_run},
		 (const uint64_t[]){profile->arcs, profile->arcs_run});
	pgl_json_unsigned(json, "units_with_notes", profile->n_with_notes);
	pgl_json_unsigned(json, "units_of_another_compile", profile->n_other_notes);
	pgl_json_unsigned(json, "units_with_newer_sources", profile->n_newer);
	pgl_json_array(json, "units");
	for (size_t u = 0; u < profile->n; u++)
		add_unit(json, &profile->units[u]);
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

void pgl_profile_json(const struct pgl_profile_view *view, const struct pgl_style *style, FILE *out)
{
	struct pgl_json json;

	(void)style;
	pgl_json_init(&json, out, 2);
	pgl_json_object(&json, NULL);
	pgl_json_array(&json, "profiles");
	for (size_t i = 0; i < view->n; i++)
		add_profile(&json, &view->profiles[i]);
	pgl_json_end_array(&json);
	pgl_json_array(&json, "overlaps");
	for (size_t i = 0; i < view->n; i++)
		for (size_t j = i + 1; j < view->n; j++) {
			pgl_json_object(&json, NULL);
			pgl_json_unsigned(&json, "a", i);
			pgl_json_unsigned(&json, "b", j);
			pgl_json_real(&json, "overlap",
				      pgl_profile_overlap(&view->profiles[i], &view->profiles[j]));
			pgl_json_end_object(&json);
		}
	pgl_json_end_array(&json);
	pgl_json_integer(&json, "instructions_plain", view->plain);
	pgl_json_integer(&json, "instructions_instrumented", view->instrumented);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}
