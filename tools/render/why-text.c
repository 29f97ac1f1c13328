/* `pgolens why` as text: each call, each instance of it, what was decided in either build, and why it differs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/why-text.h"

#include <string.h>

#include "explain/contrast.h"
#include "records/names.h"
#include "explain/outcome.h"
#include "base/table.h"

enum { NARROWEST = 40 };

struct printer {
	const struct pgl_why *why;
	const struct pgl_style *style;
	FILE *out;
	struct pgl_strbuf text;
};

static const struct pgl_forest *forest_of(const struct printer *printer, int side)
{
	return printer->why->weights->match->identity->forest[side];
}

/* Where the first line of TEXT, of WIDTH columns, ends: all of it, or at a space. */
static size_t line_length(const char *text, size_t width)
{
	size_t length = strlen(text), columns = 0, best = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == ' ' && columns <= width)
			best = i;
		columns += ((unsigned char)text[i] & 0xc0) != 0x80;
		if (columns > width && best)
			return best;
	}
	return length;
}

/* Prints what is in the printer's text behind WORD, indented, broken where the terminal ends; empties it. */
static void print_line(struct printer *printer, size_t indent, const char *word,
		       enum pgl_colour colour)
{
	size_t behind = indent + strlen(word) + 2;
	size_t width = printer->style->columns > behind + NARROWEST
			       ? printer->style->columns - behind
			       : SIZE_MAX;
	const char *text = printer->text.text;

	fprintf(printer->out, "%*s%s%s%s: ", (int)indent, "",
		pgl_colour_start(printer->style, colour), word,
		pgl_colour_end(printer->style, colour));
	for (;;) {
		size_t length = line_length(text, width);

		fprintf(printer->out, "%.*s\n", (int)length, text);
		text += length;
		if (!*text)
			break;
		text++;
		fprintf(printer->out, "%*s", (int)behind, "");
	}
	pgl_strbuf_reset(&printer->text);
}

static void print_statement(struct printer *printer, enum pgl_evidence evidence)
{
	print_line(printer, 6, pgl_evidence_word(evidence),
		   evidence == PGL_RECORDED ? PGL_COLOUR_DIM : PGL_COLOUR_YELLOW);
}

static const char *side_word(const struct pgl_why *why, int side)
{
	return why->n_sides == 1 ? "this build" : side == PGL_OLD ? "OLD" : "NEW";
}

static void print_runs(struct printer *printer, int side, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(printer, side);
	const struct pgl_weights *weights = printer->why->weights;
	const struct pgl_site *line = pgl_forest_site(forest, site);
	bool is_estimated;
	struct pgl_real runs = pgl_executions(weights, side, site, &is_estimated);

	if (pgl_site_add_count(&printer->text, pgl_forest_record(forest, site), line->id)) {
		pgl_strbuf_addf(&printer->text, "%s",
				forest->nodes[site].base == site ? ""
								 : ", when this copy was made");
		print_statement(printer, PGL_RECORDED);
	}
	if (!runs.known || (line->count.known && !is_estimated))
		return;
	pgl_add_real(&printer->text, runs.value);
	pgl_strbuf_addf(&printer->text, " %s in training%s, here",
			runs.value == 1 ? "time" : "times",
			printer->why->n_sides == 1 || weights->source == side ? ""
			: weights->source == PGL_NEW			      ? " by NEW's profile"
						     : " by OLD's profile");
	if (forest->first_copy[forest->nodes[site].base] !=
	    forest->first_copy[forest->nodes[site].base + 1])
		pgl_strbuf_add(&printer->text, " and not in another instance");
	print_statement(printer, is_estimated ? PGL_ESTIMATED : PGL_RECORDED);
}

static void print_decisions(struct printer *printer, int side, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(printer, side);
	const struct pgl_site *line = pgl_forest_site(forest, site);
	bool is_expanded = pgl_outcome_of(forest, site) == PGL_OUTCOME_EXPANDED;

	for (uint32_t i = 0; i < line->n_decisions; i++) {
		const struct pgl_decision *decision = &line->decisions[i];

		if (line->flags & PGL_BIT(PGL_SITE_FLAG_COPY) && decision->inlined)
			continue; /* no decision of its own */
		if (is_expanded)
			continue; /* that its function has no body to inline means nothing */
		pgl_reason_add(&printer->text, pgl_forest_record(forest, site), line->id, decision);
		print_statement(printer, PGL_RECORDED);
	}
	if (!line->n_decisions && pgl_outcome_of(forest, site) == PGL_OUTCOME_CALL &&
	    line->copy_of != PGL_NONE) {
		pgl_strbuf_add(&printer->text, "a copy; no inliner decided on it by itself");
		print_statement(printer, PGL_RECORDED);
	}
}

static void print_events(struct printer *printer, int side, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(printer, side);
	const struct pgl_record *record = pgl_forest_record(forest, site);

	for (uint32_t e = 0; e < record->n_events; e++) {
		const struct pgl_event *event = &record->events[e];
		const char *outcome = pgl_event_outcome(record, event);
		size_t start;

		if (!pgl_event_is_at(forest, site, event))
			continue;
		pgl_strbuf_addf(&printer->text, "event %s", event->what);
		if (event->function != PGL_NONE)
			pgl_strbuf_addf(&printer->text, ": %s",
					record->functions[event->function].name);
		if (event->target != PGL_NONE)
			pgl_strbuf_addf(&printer->text, " -> %s",
					record->functions[event->target].name);
		start = printer->text.length;
		pgl_strbuf_add(&printer->text, "; ");
		pgl_add_event_detail(&printer->text, event);
		if (printer->text.length == start + 2)
			pgl_strbuf_truncate(&printer->text, start);
		if (outcome)
			pgl_strbuf_addf(&printer->text, "; the guess: %s", outcome);
		if (event->share.known) {
			pgl_strbuf_add(&printer->text, "; right in ");
			pgl_add_real(&printer->text, event->share.value * 100);
			pgl_strbuf_add(&printer->text, " % of its executions");
		}
		pgl_strbuf_defuse(&printer->text, 0);
		print_statement(printer, PGL_RECORDED);
	}
}

/* The flags that the outcome, or no reader, needs. */
static const uint32_t unsaid = PGL_BIT(PGL_SITE_FLAG_COPY) | PGL_BIT(PGL_SITE_FLAG_GONE) |
			       PGL_BIT(PGL_SITE_FLAG_EXPANDED) | PGL_BIT(PGL_SITE_FLAG_REMOVED) |
			       PGL_BIT(PGL_SITE_FLAG_ONCE);

static void add_flags(struct pgl_strbuf *text, uint32_t flags)
{
	const char *const *words = pgl_words(PGL_WORDS_SITE_FLAG);
	const char *separator = " [";

	for (int i = 0; i < PGL_SITE_FLAG_N; i++)
		if (flags & ~unsaid & PGL_BIT(i)) {
			pgl_strbuf_addf(text, "%s%s", separator, words[i]);
			separator = ", ";
		}
	if (separator[0] == ',')
		pgl_strbuf_add_char(text, ']');
}

static void print_side(struct printer *printer, int side, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(printer, side);
	const struct pgl_site *line = pgl_forest_site(forest, site);
	enum pgl_outcome outcome = pgl_outcome_of(forest, site);

	pgl_strbuf_add(&printer->text, pgl_outcome_text(outcome));
	if (line->callee != PGL_NONE &&
	    pgl_forest_record(forest, site)->functions[line->callee].clone != PGL_CLONE_NONE)
		pgl_strbuf_addf(&printer->text, ", to %s",
				pgl_forest_record(forest, site)->functions[line->callee].name);
	if (pgl_outcome_never_runs(forest, site))
		pgl_strbuf_addf(&printer->text,
				"; the out-of-line body of %s was removed, so this copy never runs",
				pgl_forest_function(forest, pgl_forest_root(forest, site))->name);
	add_flags(&printer->text, line->flags);
	pgl_strbuf_defuse(&printer->text, 0);
	print_line(printer, 4, side_word(printer->why, side), PGL_COLOUR_BOLD);
	print_runs(printer, side, site);
	print_decisions(printer, side, site);
	print_events(printer, side, site);
}

static void print_contrast(struct printer *printer, const struct pgl_instance *instance)
{
	struct pgl_statements statements = {.item = NULL};

	pgl_why_changed(&statements, printer->why->weights, printer->why->cascades, instance->site);
	if (statements.n)
		fputs("    why it differs:\n", printer->out);
	for (size_t i = 0; i < statements.n; i++) {
		pgl_strbuf_add(&printer->text, statements.item[i].text);
		print_statement(printer, statements.item[i].evidence);
	}
	pgl_statements_release(&statements);
}

static void print_instance(struct printer *printer, const struct pgl_instance *instance)
{
	int side = instance->site[PGL_NEW] != PGL_NONE && printer->why->n_sides > 1 ? PGL_NEW
										    : PGL_OLD;

	pgl_add_whereabouts(&printer->text, forest_of(printer, side), instance->site[side]);
	fprintf(printer->out, "  %s\n", printer->text.text);
	pgl_strbuf_reset(&printer->text);
	for (side = 0; side < printer->why->n_sides; side++)
		if (instance->site[side] != PGL_NONE)
			print_side(printer, side, instance->site[side]);
	if (printer->why->n_sides > 1)
		print_contrast(printer, instance);
}

static void print_call(struct printer *printer, const struct pgl_call *call)
{
	const struct pgl_forest *forest = forest_of(printer, call->side);
	const struct pgl_function *caller = pgl_text_function(forest, call->site);
	const struct pgl_function *callee = pgl_called_function(forest, call->site);
	size_t n = call->instances.n < printer->why->n_instances ? call->instances.n
								 : printer->why->n_instances;

	pgl_add_location(&printer->text, pgl_forest_record(forest, call->site),
			 pgl_forest_site(forest, call->site)->location);
	pgl_strbuf_addf(&printer->text, "%s%s calls %s", printer->text.length ? "  " : "",
			caller ? caller->name : PGL_INDIRECT, callee ? callee->name : PGL_INDIRECT);
	pgl_strbuf_defuse(&printer->text, 0);
	fprintf(printer->out, "%s%s%s\n", pgl_colour_start(printer->style, PGL_COLOUR_BOLD),
		printer->text.text, pgl_colour_end(printer->style, PGL_COLOUR_BOLD));
	pgl_strbuf_reset(&printer->text);
	for (size_t i = 0; i < n; i++)
		print_instance(printer, &call->instances.item[i]);
	if (n < call->instances.n)
		fprintf(printer->out, "  and in %zu more places (--all shows them)\n",
			call->instances.n - n);
}

void pgl_why_text(const struct pgl_why *why, const struct pgl_style *style, FILE *out)
{
	struct printer printer = {.why = why, .style = style, .out = out, .text = PGL_STRBUF_INIT};

	for (size_t i = 0; i < why->calls->n; i++) {
		if (i)
			fputc('\n', out);
		print_call(&printer, &why->calls->item[i]);
	}
	pgl_strbuf_release(&printer.text);
}
