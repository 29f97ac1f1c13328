/* Prints what `pgolens diff` has found; one renderer per format.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_DIFF_H
#define PGL_RENDER_DIFF_H

#include <stdio.h>

#include "compare/events.h"
#include "compare/diff.h"
#include "compare/fairness.h"
#include "costs/join.h"
#include "base/colour.h"

struct pgl_diff_view {
	const struct pgl_diff *diff;
	const struct pgl_fairness *fairness;
	const struct pgl_event_diff *events;
	const struct pgl_cost_join *measured; /* or NULL */
	size_t n_measured;		      /* how many functions of it, as text; 0: all */
	size_t n_changes, n_events; /* of the diff's and the events', to print: the first ones */
};

typedef void pgl_diff_renderer(const struct pgl_diff_view *view, const struct pgl_style *style,
			       FILE *out);

pgl_diff_renderer pgl_diff_text, pgl_diff_json;

struct pgl_json;
/* What --format=json says before the changes, keys "old" to "fairness", into the object that is open. */
void pgl_json_diff_head(struct pgl_json *json, const struct pgl_diff_view *view);

/* A build in numbers, as every format says it. */
struct pgl_build_summary {
	size_t n_units, n_with_code;
	uint32_t n_sites;		  /* base sites, calls of split parts left out */
	size_t n_used, n_found;		  /* units compiled to use a profile; that found it */
	size_t n_instrumented;		  /* units compiled to make one */
	uint32_t runs, runs_least;	  /* the most and the fewest of any unit with a profile */
	uint64_t sum_max;		  /* likewise */
	struct pgl_integer hot_threshold; /* the highest */
};

struct pgl_build_summary pgl_build_summarize(const struct pgl_diff *diff, enum pgl_side side);

#endif
