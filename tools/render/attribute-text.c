/* An attribution as text. See attribute-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/attribute-text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/table.h"

/* Numbers ----------------------------------------------------------------------------------- */

/* The table of causes ------------------------------------------------------------------------ */

struct rows {
	const struct pgl_attribution *attribution;
	const struct pgl_split *split;
};

static enum pgl_colour colour_of(double gain)
{
	return gain > 0 ? PGL_COLOUR_GREEN : gain < 0 ? PGL_COLOUR_RED : PGL_COLOUR_PLAIN;
}

static void add_interval(struct pgl_strbuf *text, enum pgl_metric metric,
			 struct pgl_interval interval)
{
	pgl_add_cost(text, metric, interval.low, true);
	pgl_strbuf_add(text, " to ");
	pgl_add_cost(text, metric, interval.high, true);
}

static void add_note(struct pgl_strbuf *text, const struct pgl_share *share, enum pgl_cause cause,
		     bool is_null)
{
	if (is_null)
		pgl_strbuf_add(text, "changes nothing");
	else if (!share->is_resolved && share->rounds_needed)
		pgl_strbuf_addf(text, "not resolved; about %" PRIu64 " runs would",
				share->rounds_needed);
	else if (!share->is_resolved)
		pgl_strbuf_add(text, "not resolved");
	else
		pgl_strbuf_add(text, pgl_cause_meaning(cause));
}

/* What a cause that changes nothing gives is left empty. */
static void add_gain(struct pgl_cells *cells, const char *title, enum pgl_metric metric,
		     double gain, bool is_null)
{
	struct pgl_strbuf *text = pgl_cell_right(cells, title);

	if (!is_null)
		pgl_add_cost(text, metric, gain, true);
}

static void fill_cause(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct rows *all = rows;
	const struct pgl_share *share = &all->split->share[row];
	enum pgl_metric metric = all->split->metric;
	bool is_null = all->attribution->is_null[row];
	struct pgl_strbuf *text;

	pgl_cell_text(cells, "cause", PGL_CUT_NOTHING, pgl_cause_word((enum pgl_cause)row));
	pgl_add_cost(pgl_cell_right(cells, "share"), metric,
		     pgl_metric_is_timed(metric) ? share->share : (double)share->rounded, true);
	pgl_cell_colour(cells, share->is_resolved ? colour_of(share->share) : PGL_COLOUR_DIM);
	pgl_add_percent(pgl_cell_right(cells, "of OLD"), share->share, all->split->old);
	text = pgl_cell_right(cells, "95 %");
	if (share->has_interval && !is_null)
		add_interval(text, metric, share->interval);
	add_gain(cells, "alone", metric, share->alone, is_null);
	add_gain(cells, "interaction", metric, share->share - share->alone, is_null);
	add_gain(cells, "as the last", metric, share->last, is_null);
	add_note(pgl_cell_left(cells, "", PGL_CUT_END), share, (enum pgl_cause)row, is_null);
	pgl_cell_colour(cells, PGL_COLOUR_DIM);
}

/* Around it --------------------------------------------------------------------------------- */

static void print_line(FILE *out, enum pgl_metric metric, const char *what, double value,
		       double whole, const char *note)
{
	struct pgl_strbuf line = PGL_STRBUF_INIT;

	pgl_add_cost(&line, metric, value, true);
	pgl_strbuf_add(&line, " (");
	pgl_add_percent(&line, value, whole);
	fprintf(out, "%s: %s)%s%s\n", what, line.text, note ? ": " : "", note ? note : "");
	pgl_strbuf_release(&line);
}

static void add_outcome(struct pgl_strbuf *text, const struct pgl_split *split)
{
	static const char *const words[] = {"no effect", "PGO loses here", "PGO gains",
					    "not resolved: zero is in the interval"};

	pgl_strbuf_add(text, words[split->outcome]);
	for (unsigned i = 0; i < split->n_leading; i++)
		pgl_strbuf_addf(text, "%s%s", i ? ", " : ": ", pgl_cause_word(split->leading[i]));
}

static void print_split(const struct pgl_attribution *attribution, enum pgl_metric metric,
			const struct pgl_style *style, FILE *out)
{
	const struct pgl_split *split = &attribution->splits[metric];
	struct rows rows = {attribution, split};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "%s: OLD ", pgl_metric_words[metric]);
	pgl_add_cost(&text, metric, split->old, false);
	pgl_strbuf_add(&text, ", NEW ");
	pgl_add_cost(&text, metric, split->new, false);
	pgl_strbuf_add(&text, ", NEW is better by ");
	pgl_add_cost(&text, metric, split->whole, true);
	pgl_strbuf_add(&text, " (");
	pgl_add_percent(&text, split->whole, split->old);
	pgl_strbuf_add(&text, ")");
	if (pgl_metric_is_timed(metric)) {
		pgl_strbuf_add(&text, ", 95 %: ");
		add_interval(&text, metric, split->interval);
	}
	fprintf(out, "\n%s%s%s\n", pgl_colour_start(style, PGL_COLOUR_BOLD), text.text,
		pgl_colour_end(style, PGL_COLOUR_BOLD));
	pgl_strbuf_reset(&text);
	add_outcome(&text, split);
	fprintf(out, "%s\n\n", text.text);
	pgl_table_print(fill_cause, &rows, PGL_CAUSE_N, style, out);
	fputc('\n', out);
	print_line(out, metric, "sum of shares", split->none - split->all, split->old, NULL);
	print_line(out, metric, "of that, interaction", split->interaction, split->old,
		   "beyond what each gives alone");
	for (unsigned i = 0; i < split->n_pairs; i++) {
		pgl_strbuf_reset(&text);
		pgl_strbuf_addf(&text, "  %s with %s", pgl_cause_word(split->pairs[i].a),
				pgl_cause_word(split->pairs[i].b));
		print_line(out, metric, text.text, split->pairs[i].value, split->old, NULL);
	}
	if (fabs(split->residue_old) > 0)
		print_line(out, metric, "replaying OLD's inlining in OLD changes",
			   split->residue_old, split->old, NULL);
	if (fabs(split->residue_new) > 0)
		print_line(out, metric, "replaying NEW's inlining in NEW changes",
			   split->residue_new, split->old, NULL);
	print_line(out, metric, "options-alone", split->options_alone, split->old,
		   "what NEW's options give without any counts");
	pgl_strbuf_release(&text);
}

/* Where the replay fell short most: what that variant shows is not quite its causes. */
static void print_lost(const struct pgl_attribution *attribution, FILE *out)
{
	const struct pgl_variant *worst = NULL;

	for (size_t i = 0; i < attribution->n_measured; i++) {
		const struct pgl_variant *variant = attribution->measured[i];

		if (variant->n_lost && (!worst || variant->n_lost > worst->n_lost))
			worst = variant;
	}
	if (worst)
		fprintf(out,
			"%" PRIu64 " of %" PRIu64
			" inlinings could not be replayed in %s, the worst variant\n",
			worst->n_lost, worst->n_wanted, worst->name);
}

static void print_head(const struct pgl_attribution *attribution, FILE *out)
{
	const struct pgl_experiment *experiment = &attribution->experiment;
	const struct pgl_variant *new = attribution->new;

	fprintf(out, "OLD: %s %s\nNEW: %s -fprofile-use%s%s\n", experiment->cc, experiment->old,
		experiment->old, *experiment->new ? " " : "", experiment->new);
	fprintf(out, "GCC %s, %" PRIu64 " unit%s", experiment->version, new->n_units,
		new->n_units == 1 ? "" : "s");
	if (new->n_missing)
		fprintf(out, ", %" PRIu64 " without a profile", new->n_missing);
	if (new->n_mismatched)
		fprintf(out, ", %" PRIu64 " functions that their profile does not fit",
			new->n_mismatched);
	fprintf(out, "; %zu variants, %zu of them differ\n", attribution->n_measured,
		attribution->n_programs);
	print_lost(attribution, out);
	if (attribution->is_sampled)
		fprintf(out, "shares are means over %zu orders of causes\n",
			attribution->orders.n_orders);
	if (attribution->n_rounds)
		fprintf(out, "times are trimmed means of %zu interleaved runs\n",
			attribution->n_rounds);
}

void pgl_attribute_text(const struct pgl_attribution *attribution,
			const struct pgl_site_search *sites, const struct pgl_style *style,
			FILE *out)
{
	print_head(attribution, out);
	for (int metric = 0; metric < PGL_METRIC_N; metric++)
		if (attribution->has_split[metric])
			print_split(attribution, (enum pgl_metric)metric, style, out);
	if (sites)
		pgl_attribute_sites_text(attribution, sites, style, out);
}
