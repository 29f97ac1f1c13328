/* `pgolens stat`: the numbers of a build as text and as JSON. Both go over the same list of rows.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/stat.h"

#include <stdlib.h>
#include <string.h>

#include "render/record-json.h"
#include "base/table.h"
#include "base/xalloc.h"

/* Rows -------------------------------------------------------------------------------------- */

/* A line of the table of calls. */
struct line {
	const char *outcome, *inliner, *phase, *reason; /* NULL: does not apply */
	struct pgl_tally_row row;
};

/* The lines of a tally: outcomes, then reasons. */
struct lines {
	struct line *item;
	size_t n, room;
	size_t n_outcomes;
	struct pgl_tally_row all;
};

static void add_line(struct lines *lines, struct line line)
{
	if (!line.row.n_calls && !line.row.n_copies)
		return;
	PGL_GROW(lines->item, lines->n, lines->room);
	lines->item[lines->n++] = line;
}

static struct lines make_lines(const struct pgl_tally *tally)
{
	struct lines lines = {.item = NULL, .all = tally->all};

	for (unsigned i = 0; i < PGL_INLINER_N; i++)
		for (unsigned p = 0; p < PGL_PHASE_N; p++)
			add_line(&lines, (struct line){.outcome = "inlined",
						       .inliner = pgl_words(PGL_WORDS_INLINER)[i],
						       .phase = pgl_words(PGL_WORDS_PHASE)[p],
						       .row = tally->inlined[i][p]});
	for (unsigned i = 0; i < PGL_INLINER_N; i++)
		add_line(&lines, (struct line){.outcome = "rejected",
					       .inliner = pgl_words(PGL_WORDS_INLINER)[i],
					       .row = tally->rejected[i]});
	add_line(&lines, (struct line){.outcome = "no code", .row = tally->without_code});
	add_line(&lines, (struct line){.outcome = "none", .row = tally->undecided});
	lines.n_outcomes = lines.n;
	for (size_t i = 0; i < tally->n_reasons; i++)
		add_line(&lines, (struct line){.reason = tally->reasons[i].name,
					       .row = tally->reasons[i].row});
	return lines;
}

/* Text -------------------------------------------------------------------------------------- */

/* What the cells of a table are made of. */
struct part {
	const struct line *line;
	const struct pgl_tally_row *all;
};

static void fill_line(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct part *part = rows;
	const struct line *line = &part->line[row];
	const struct pgl_tally_row *its = &line->row;

	pgl_cell_text(cells, "outcome", PGL_CUT_NOTHING, line->outcome);
	pgl_cell_text(cells, "inliner", PGL_CUT_NOTHING, line->inliner);
	pgl_cell_text(cells, "phase", PGL_CUT_NOTHING, line->phase);
	pgl_cell_text(cells, "reason", PGL_CUT_NOTHING, line->reason);
	pgl_cell_unsigned(cells, "calls", its->n_calls, true);
	pgl_cell_unsigned(cells, "copies", its->n_copies, its->n_copies);
	pgl_cell_unsigned(cells, "hot", its->n_hot, its->n_counted);
	pgl_cell_unsigned(cells, "executions", its->executions, its->n_counted);
	struct pgl_strbuf *share = pgl_cell_right(cells, "share");

	if (its->n_counted && part->all->executions)
		pgl_strbuf_addf(share, "%.1f %%",
				100.0 * (double)its->executions / (double)part->all->executions);
}

static void print_lines(const struct line *line, size_t n, const struct pgl_tally_row *all,
			const struct pgl_style *style, FILE *out)
{
	struct part part = {.line = line, .all = all};

	if (n)
		fputc('\n', out);
	pgl_table_print(fill_line, &part, n, style, out);
}

/* "N things" with thousands separators, after SEPARATOR. */
static void add_number(struct pgl_strbuf *text, const char *separator, uint64_t n,
		       const char *things)
{
	pgl_strbuf_add(text, separator);
	pgl_add_unsigned(text, n);
	pgl_strbuf_addf(text, " %s", things);
}

static void add_sizes(struct pgl_strbuf *text, const struct pgl_tally *tally)
{
	if (tally->size_before.known && tally->size_after.known) {
		pgl_strbuf_add(text, "size       ");
		pgl_add_signed(text, tally->size_before.value);
		pgl_strbuf_add(text, " instructions before IPA inlining, ");
		pgl_add_signed(text, tally->size_after.value);
		pgl_strbuf_add(text, " after");
		if (tally->size_before.value > 0)
			pgl_strbuf_addf(text, " (%+.1f %%)",
					100.0 * ((double)tally->size_after.value /
							 (double)tally->size_before.value -
						 1));
		pgl_strbuf_add_char(text, '\n');
	}
	if (tally->bytes.known) {
		uint64_t n_sites = tally->all.n_calls + tally->all.n_copies;

		add_number(text, "record     ", (uint64_t)tally->bytes.value, "bytes");
		if (n_sites)
			pgl_strbuf_addf(text, ", %.0f a call site",
					(double)tally->bytes.value / (double)n_sites);
		pgl_strbuf_add_char(text, '\n');
	}
}

static void add_profile(struct pgl_strbuf *text, const struct pgl_tally *tally)
{
	const char *separator = "profile    ";

	for (unsigned i = 0; i < PGL_PROFILE_N; i++)
		if (tally->profile.n_units[i]) {
			pgl_strbuf_addf(text, "%s%s", separator, pgl_words(PGL_WORDS_PROFILE)[i]);
			if (tally->profile.n_units[i] < tally->n_units)
				add_number(text, " in ", tally->profile.n_units[i],
					   tally->profile.n_units[i] == 1 ? "unit" : "units");
			separator = ", ";
		}
	if (tally->profile.runs) {
		add_number(text, "; ", tally->profile.runs,
			   tally->profile.runs == 1 ? "run" : "runs");
		add_number(text, "; functions: ", tally->profile.n_read, "read");
		add_number(text, ", ", tally->profile.n_never_run, "never run");
		add_number(text, ", ", tally->profile.n_mismatched, "mismatched");
	}
	if (tally->profile.n_missing)
		add_number(text, "; ", tally->profile.n_missing,
			   tally->profile.n_missing == 1 ? "unit found no profile"
							 : "units found no profile");
	pgl_strbuf_add_char(text, '\n');
}

static void add_events(struct pgl_strbuf *text, const struct pgl_tally *tally)
{
	if (!tally->n_events)
		return;
	add_number(text, "events     ", tally->n_events, "");
	pgl_strbuf_truncate(text, text->length - 1);
	for (size_t i = 0; i < tally->n_event_kinds; i++) {
		add_number(text, i ? ", " : ": ", tally->events[i].n, "");
		for (const char *c = tally->events[i].what; *c; c++)
			pgl_strbuf_add_char(text, *c == '_' ? ' ' : *c);
	}
	pgl_strbuf_add_char(text, '\n');
}

void pgl_stat_text(const struct pgl_tally *tally, const char *name, const struct pgl_style *style,
		   FILE *out)
{
	struct lines lines = make_lines(tally);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "build      %s: ", name);
	add_number(&text, "", tally->n_units, tally->n_units == 1 ? "unit" : "units");
	add_number(&text, "\nfunctions  ", tally->n_functions, "");
	pgl_strbuf_truncate(&text, text.length - 1);
	add_number(&text, ": ", tally->n_bodies, "with a body");
	add_number(&text, ", ", tally->n_clones, "clones");
	add_number(&text, "; after inlining ", tally->n_offline[PGL_OFFLINE_KEPT], "kept");
	add_number(&text, ", ", tally->n_offline[PGL_OFFLINE_INLINED], "gone into callers");
	add_number(&text, ", ", tally->n_offline[PGL_OFFLINE_REMOVED], "removed");
	add_number(&text, "\ncalls      ", tally->all.n_calls, "and ");
	pgl_add_unsigned(&text, tally->all.n_copies);
	pgl_strbuf_add(&text, " copies made by inlining\n");
	add_events(&text, tally);
	add_profile(&text, tally);
	add_sizes(&text, tally);
	fwrite(text.text, 1, text.length, out);
	print_lines(lines.item, lines.n_outcomes, &lines.all, style, out);
	print_lines(lines.item + lines.n_outcomes, lines.n - lines.n_outcomes, &lines.all, style,
		    out);
	pgl_strbuf_release(&text);
	free(lines.item);
}

/* JSON -------------------------------------------------------------------------------------- */

static void add_row(struct pgl_json *json, const struct pgl_tally_row *row)
{
	pgl_json_unsigned(json, "calls", row->n_calls);
	pgl_json_unsigned(json, "copies", row->n_copies);
	pgl_json_unsigned(json, "counted", row->n_counted);
	pgl_json_integer(json, "hot", (struct pgl_integer){(int64_t)row->n_hot, row->n_counted});
	pgl_json_count(json, "executions",
		       (struct pgl_count){.value = row->executions, .known = row->n_counted});
}

static void add_lines(struct pgl_json *json, const char *key, const struct line *line, size_t n)
{
	pgl_json_array(json, key);
	for (size_t i = 0; i < n; i++) {
		pgl_json_object(json, NULL);
		if (line[i].outcome) {
			pgl_json_text(json, "verdict", line[i].outcome);
			pgl_json_text(json, "inliner", line[i].inliner);
			pgl_json_text(json, "phase", line[i].phase);
		} else {
			pgl_json_text(json, "reason", line[i].reason);
		}
		add_row(json, &line[i].row);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_json_profile(struct pgl_json *json, const struct pgl_tally *tally)
{
	pgl_json_object(json, "profile");
	pgl_json_object(json, "units");
	for (unsigned i = 0; i < PGL_PROFILE_N; i++)
		pgl_json_unsigned(json, pgl_words(PGL_WORDS_PROFILE)[i], tally->profile.n_units[i]);
	pgl_json_end_object(json);
	pgl_json_unsigned(json, "not_found", tally->profile.n_missing);
	pgl_json_unsigned(json, "runs", tally->profile.runs);
	pgl_json_unsigned(json, "read", tally->profile.n_read);
	pgl_json_unsigned(json, "never_run", tally->profile.n_never_run);
	pgl_json_unsigned(json, "mismatched", tally->profile.n_mismatched);
	pgl_json_end_object(json);
}

static void add_json_functions(struct pgl_json *json, const struct pgl_tally *tally)
{
	pgl_json_object(json, "functions");
	pgl_json_unsigned(json, "all", tally->n_functions);
	pgl_json_unsigned(json, "bodies", tally->n_bodies);
	pgl_json_unsigned(json, "clones", tally->n_clones);
	for (unsigned i = 0; i < PGL_OFFLINE_N; i++)
		pgl_json_unsigned(json, pgl_words(PGL_WORDS_OFFLINE)[i], tally->n_offline[i]);
	pgl_json_end_object(json);
}

void pgl_stat_json(const struct pgl_tally *tally, const char *name, const struct pgl_style *style,
		   FILE *out)
{
	struct lines lines = make_lines(tally);
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 2, "pgolens-stat");
	pgl_json_text(&json, "build", name);
	pgl_json_unsigned(&json, "units", tally->n_units);
	add_json_functions(&json, tally);
	pgl_json_object(&json, "sites");
	add_row(&json, &tally->all);
	pgl_json_end_object(&json);
	pgl_json_unsigned(&json, "events", tally->n_events);
	pgl_json_object(&json, "event_kinds");
	for (size_t i = 0; i < tally->n_event_kinds; i++)
		pgl_json_unsigned(&json, tally->events[i].what, tally->events[i].n);
	pgl_json_end_object(&json);
	add_json_profile(&json, tally);
	pgl_json_integer(&json, "size_before", tally->size_before);
	pgl_json_integer(&json, "size_after", tally->size_after);
	pgl_json_integer(&json, "bytes", tally->bytes);
	add_lines(&json, "verdicts", lines.item, lines.n_outcomes);
	add_lines(&json, "reasons", lines.item + lines.n_outcomes, lines.n - lines.n_outcomes);
	pgl_json_close(&json);
	free(lines.item);
}
