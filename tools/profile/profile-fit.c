/* A unit's counts against the notes of a compile. The tests are those of GCC, when it reads counts with
   -fprofile-use: a function is known by its ident, and what differs in its flow graph's checksum or its number
   of counters is dropped.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "profile/profile-internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/order.h"
#include "base/xalloc.h"
#include "formats/gcov-blocks.h"

#include "base/banned.h"

const char *pgl_fit_word(enum pgl_fit fit)
{
	static const char *const words[PGL_FIT_N] = {"unknown",	   "fits",    "moved",
						     "mismatched", "missing", "stranger"};

	return words[fit];
}

static void add_counts(struct pgl_profile_unit *unit, struct pgl_profile_function *function,
		       const struct pgl_gcov_function *data)
{
	function->arcs = data->n_counts;
	for (uint32_t i = 0; i < data->n_counts; i++) {
		function->arcs_run += data->counts[i] > 0;
		unit->sum += (double)data->counts[i];
	}
	function->has_run = function->arcs_run > 0;
}

static enum pgl_fit fit_of(const struct pgl_profile_unit *unit,
			   struct pgl_profile_function *function,
			   const struct pgl_gcov_function *data)
{
	const struct pgl_gcov_function *notes =
		unit->notes ? pgl_gcov_find(unit->notes, data->ident) : NULL;
	struct pgl_gcov_blocks blocks;

	if (!unit->notes)
		return PGL_FIT_UNKNOWN;
	if (!notes)
		return PGL_FIT_STRANGER;
	function->name = notes->name;
	function->source = notes->source;
	function->line = notes->line;
	if (!pgl_gcov_blocks(&blocks, notes, data))
		return PGL_FIT_MISMATCHED;
	function->blocks = (struct pgl_integer){blocks.n, blocks.is_sound};
	function->blocks_run = (struct pgl_integer){blocks.n_run, blocks.is_sound};
	return notes->lines == data->lines ? PGL_FIT_FITS : PGL_FIT_MOVED;
}

static void add_missing(struct pgl_profile_unit *unit)
{
	for (size_t i = 0; unit->notes && i < unit->notes->n; i++) {
		const struct pgl_gcov_function *notes = &unit->notes->functions[i];

		if (pgl_gcov_find(&unit->data, notes->ident))
			continue;
		unit->functions[unit->n_functions++] =
			(struct pgl_profile_function){.name = notes->name,
						      .source = notes->source,
						      .line = notes->line,
						      .ident = notes->ident,
						      .fit = PGL_FIT_MISSING};
	}
}

static int compare(const void *a, const void *b)
{
	const struct pgl_profile_function *x = a, *y = b;
	int order = pgl_compare_text(x->name, y->name);

	return order ? order : PGL_COMPARE(x->ident, y->ident);
}

/* A source that was changed after the counts were written. */
static void find_newer(struct pgl_profile_unit *unit)
{
	struct stat data, source;

	if (!unit->notes || stat(unit->data.path, &data))
		return;
	const char *last = NULL;

	for (size_t i = 0; i < unit->notes->n && !unit->newer; i++) {
		const char *name = unit->notes->functions[i].source;

		if (last && !strcmp(last, name))
			continue;
		last = name;
		char *path = *name == '/' ? pgl_xstrdup(name)
					  : pgl_xasprintf("%s/%s", unit->notes->folder, name);

		if (!stat(path, &source) &&
		    (source.st_mtim.tv_sec != data.st_mtim.tv_sec
			     ? source.st_mtim.tv_sec > data.st_mtim.tv_sec
			     : source.st_mtim.tv_nsec > data.st_mtim.tv_nsec))
			unit->newer = pgl_xstrdup(name);
		free(path);
	}
}

void pgl_profile_judge(struct pgl_profile_unit *unit)
{
	size_t n = unit->data.n + (unit->notes ? unit->notes->n : 0);

	unit->functions = pgl_xcalloc(n + 1, sizeof *unit->functions);
	unit->is_of_notes = unit->notes && unit->notes->stamp == unit->data.stamp;
	for (size_t i = 0; i < unit->data.n; i++) {
		const struct pgl_gcov_function *data = &unit->data.functions[i];
		struct pgl_profile_function *function = &unit->functions[unit->n_functions++];

		function->ident = data->ident;
		add_counts(unit, function, data);
		function->fit = fit_of(unit, function, data);
	}
	add_missing(unit);
	for (size_t i = 0; i < unit->n_functions; i++) {
		const struct pgl_profile_function *function = &unit->functions[i];

		unit->n_fit[function->fit]++;
		unit->n_run += function->has_run;
		unit->arcs += function->arcs;
		unit->arcs_run += function->arcs_run;
		unit->blocks += (uint64_t)function->blocks.value * function->blocks.known;
		unit->blocks_run +=
			(uint64_t)function->blocks_run.value * function->blocks_run.known;
	}
	if (unit->n_functions)
		qsort(unit->functions, unit->n_functions, sizeof *unit->functions, compare);
	find_newer(unit);
}
