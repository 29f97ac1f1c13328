/* `pgolens profile` as text: a paragraph and two tables for each profile, then what they have in common, then what
   instrumentation costs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/demangle.h"
#include "base/strbuf.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "render/record-json.h"

static void add_share(struct pgl_strbuf *text, uint64_t part, uint64_t whole)
{
	if (whole)
		pgl_strbuf_addf(text, "%.1f %%", 100.0 * (double)part / (double)whole);
}

/* "80 of 120 run (66.7 %)" */
static void add_run(struct pgl_strbuf *text, const char *title, uint64_t n_run, uint64_t n)
{
	pgl_strbuf_addf(text, "%-10s  ", title);
	pgl_add_unsigned(text, n_run);
	pgl_strbuf_add(text, " of ");
	pgl_add_unsigned(text, n);
	pgl_strbuf_add(text, " run");
	if (n) {
		pgl_strbuf_add(text, " (");
		add_share(text, n_run, n);
		pgl_strbuf_add_char(text, ')');
	}
	pgl_strbuf_add_char(text, '\n');
}

/* Units -------------------------------------------------------------------------------------- */

struct units {
	const struct pgl_profile *profile;
	const struct pgl_profile_unit **item; /* those with the largest counts first */
};

static void add_state(struct pgl_cells *cells, const struct pgl_profile_unit *unit)
{
	struct pgl_strbuf *text = pgl_cell_left(cells, "", PGL_CUT_END);

	if (!unit->notes)
		pgl_strbuf_add(text, "no notes (.gcno)");
	else if (unit->n_fit[PGL_FIT_MISMATCHED])
		pgl_strbuf_addf(text, "%zu mismatched", unit->n_fit[PGL_FIT_MISMATCHED]);
	if (unit->newer)
		pgl_strbuf_addf(text, "%s%s is newer", text->length ? "; " : "", unit->newer);
	if (unit->newer || unit->n_fit[PGL_FIT_MISMATCHED])
		pgl_cell_colour(cells, PGL_COLOUR_YELLOW);
}

static void fill_unit(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct units *units = rows;
	const struct pgl_profile_unit *unit = units->item[row];
	struct pgl_strbuf *share;

	pgl_cell_text(cells, "unit", PGL_CUT_START, unit->name);
	pgl_cell_unsigned(cells, "runs", unit->data.runs, true);
	pgl_cell_unsigned(cells, "largest count", unit->data.sum_max, true);
	share = pgl_cell_right(cells, "of all counts");
	if (units->profile->sum > 0)
		pgl_strbuf_addf(share, "%.1f %%", 100 * unit->sum / units->profile->sum);
	pgl_cell_unsigned(cells, "functions", unit->n_functions, true);
	pgl_cell_unsigned(cells, "run", unit->n_run, true);
	add_share(pgl_cell_right(cells, "blocks run"), unit->blocks_run, unit->blocks);
	add_state(cells, unit);
}

static int compare_units(const void *a, const void *b)
{
	const struct pgl_profile_unit *x = *(const struct pgl_profile_unit *const *)a;
	const struct pgl_profile_unit *y = *(const struct pgl_profile_unit *const *)b;

	if (x->sum != y->sum)
		return x->sum < y->sum ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void print_left(size_t n, const char *things, FILE *out)
{
	if (n)
		fprintf(out, "(%zu more %s: --all)\n", n, things);
}

static void print_units(const struct pgl_profile_view *view, const struct pgl_profile *profile,
			const struct pgl_style *style, FILE *out)
{
	struct units units = {profile, pgl_xcalloc(profile->n + 1, sizeof *units.item)};
	size_t n = view->limit && view->limit < profile->n ? (size_t)view->limit : profile->n;

	for (size_t u = 0; u < profile->n; u++)
		units.item[u] = &profile->units[u];
	qsort(units.item, profile->n, sizeof *units.item, compare_units);

	fputc('\n', out);
	pgl_table_print(fill_unit, &units, n, style, out);
	print_left(profile->n - n, "units", out);
	free(units.item);
}

/* Functions that do not fit -------------------------------------------------------------------- */

struct misfit {
	const struct pgl_profile_unit *unit;
	const struct pgl_profile_function *function;
};

static void fill_misfit(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct misfit *misfit = (const struct misfit *)rows + row;
	const struct pgl_profile_function *function = misfit->function;
	struct pgl_strbuf *text;

	pgl_cell_text(cells, "fit", PGL_CUT_NOTHING, pgl_fit_word(function->fit));
	if (function->fit == PGL_FIT_MISMATCHED)
		pgl_cell_colour(cells, PGL_COLOUR_YELLOW);
	text = pgl_cell_left(cells, "function", PGL_CUT_END);
	if (!function->name)
		pgl_strbuf_addf(text, "(number %u)", function->ident);
	else
		pgl_add_symbol(text, function->name);
	text = pgl_cell_left(cells, "declared at", PGL_CUT_START);
	if (function->source)
		pgl_strbuf_addf(text, "%s:%u", function->source, function->line);
	pgl_cell_text(cells, "unit", PGL_CUT_START, misfit->unit->name);
}

static int compare_misfits(const void *a, const void *b)
{
	const struct misfit *x = a, *y = b;

	/* The worst first. */
	static const int rank[PGL_FIT_N] = {[PGL_FIT_MISMATCHED] = 0,
					    [PGL_FIT_MISSING] = 1,
					    [PGL_FIT_STRANGER] = 2,
					    [PGL_FIT_MOVED] = 3};

	if (rank[x->function->fit] != rank[y->function->fit])
		return rank[x->function->fit] < rank[y->function->fit] ? -1 : 1;
	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return x->function < y->function ? -1 : x->function > y->function;
}

/* What is worth a line: functions whose counts are lost, or may be of other code than was trained. */
static bool is_misfit(const struct pgl_profile_function *function)
{
	return function->fit == PGL_FIT_MISMATCHED || function->fit == PGL_FIT_MOVED ||
	       function->fit == PGL_FIT_MISSING ||
	       (function->fit == PGL_FIT_STRANGER && function->has_run);
}

static void print_misfits(const struct pgl_profile_view *view, const struct pgl_profile *profile,
			  const struct pgl_style *style, FILE *out)
{
	struct misfit *misfits = NULL;
	size_t n = 0, room = 0;

	for (size_t u = 0; u < profile->n; u++)
		for (size_t i = 0; i < profile->units[u].n_functions; i++) {
			const struct pgl_profile_unit *unit = &profile->units[u];

			if (!is_misfit(&unit->functions[i]))
				continue;
			PGL_GROW(misfits, n, room);
			misfits[n++] = (struct misfit){unit, &unit->functions[i]};
		}
	if (n) {
		qsort(misfits, n, sizeof *misfits, compare_misfits);
		size_t n_shown = view->limit && view->limit < n ? (size_t)view->limit : n;

		fputc('\n', out);
		pgl_table_print(fill_misfit, misfits, n_shown, style, out);
		print_left(n - n_shown, "functions", out);
	}
	free(misfits);
}

/* All ----------------------------------------------------------------------------------------- */

static void add_fit(struct pgl_strbuf *text, const struct pgl_profile *profile)
{
	const char *separator = "fit         ";

	if (!profile->n_with_notes) {
		pgl_strbuf_add(text,
			       "fit         not known: there are no notes (.gcno) of a compile "
			       "(--notes)\n");
		return;
	}
	for (int fit = PGL_FIT_FITS; fit < PGL_FIT_N; fit++) {
		if (!profile->n_fit[fit] && fit != PGL_FIT_FITS && fit != PGL_FIT_MISMATCHED)
			continue;
		pgl_strbuf_add(text, separator);
		pgl_add_unsigned(text, profile->n_fit[fit]);
		pgl_strbuf_addf(text, " %s", fit == PGL_FIT_FITS ? "fit" : pgl_fit_word(fit));
		separator = ", ";
	}
	if (profile->n_other_notes)
		pgl_strbuf_addf(text, "; the notes of %zu of %zu units are of another compile",
				profile->n_other_notes, profile->n_with_notes);
	pgl_strbuf_add_char(text, '\n');
	if (profile->n_newer)
		pgl_strbuf_addf(text,
				"stale       sources of %zu of %zu units were changed after the "
				"profile was written\n",
				profile->n_newer, profile->n);
}

static void print_profile(const struct pgl_profile_view *view, const struct pgl_profile *profile,
			  const struct pgl_style *style, FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "profile     %s: %zu unit%s, GCC %u%s; ", profile->path, profile->n,
			profile->n == 1 ? "" : "s", profile->units[0].data.release,
			profile->has_two_versions ? " and others" : "");
	pgl_strbuf_defuse(&text, 0);
	pgl_add_unsigned(&text, profile->runs);
	pgl_strbuf_addf(&text, " run%s, largest count ", profile->runs == 1 ? "" : "s");
	pgl_add_unsigned(&text, profile->sum_max);
	pgl_strbuf_add_char(&text, '\n');
	add_run(&text, "functions", profile->n_run, profile->n_functions);
	if (profile->blocks)
		add_run(&text, "blocks", profile->blocks_run, profile->blocks);
	add_run(&text, "counters", profile->arcs_run, profile->arcs);
	add_fit(&text, profile);
	fwrite(text.text, 1, text.length, out);
	pgl_strbuf_release(&text);
	print_units(view, profile, style, out);
	print_misfits(view, profile, style, out);
}

void pgl_profile_text(const struct pgl_profile_view *view, const struct pgl_style *style, FILE *out)
{
	const char *gap = "";

	for (size_t i = 0; i < view->n; i++) {
		fputs(gap, out);
		print_profile(view, &view->profiles[i], style, out);
		gap = "\n";
	}
	for (size_t i = 0; i < view->n; i++)
		for (size_t j = i + 1; j < view->n; j++) {
			struct pgl_strbuf text = PGL_STRBUF_INIT;

			pgl_strbuf_addf(
				&text, "%soverlap     %.3f %% of %s and %s", gap,
				100 * pgl_profile_overlap(&view->profiles[i], &view->profiles[j]),
				view->profiles[i].path, view->profiles[j].path);
			pgl_strbuf_defuse(&text, strlen(gap));
			fprintf(out, "%s\n", text.text);
			pgl_strbuf_release(&text);
			gap = "";
		}
	if (view->plain.known && view->instrumented.known) {
		struct pgl_strbuf text = PGL_STRBUF_INIT;

		pgl_strbuf_addf(&text, "%scost        ", view->n ? "\n" : "");
		pgl_add_signed(&text, view->plain.value);
		pgl_strbuf_add(&text, " -> ");
		pgl_add_signed(&text, view->instrumented.value);
		pgl_strbuf_addf(
			&text, " instructions with instrumentation (%+.1f %%), one run of each\n",
			100 * ((double)view->instrumented.value / (double)view->plain.value - 1));
		fputs(text.text, out);
		pgl_strbuf_release(&text);
	}
}

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
	pgl_json_open(&json, out, 2, "pgolens-profile");
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
	pgl_json_close(&json);
}
