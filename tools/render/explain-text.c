/* `pgolens explain` as text: a screen of sentences, each with how it is known.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/explain-internal.h"

#include <math.h>
#include <string.h>

#include "records/names.h"
#include "render/diff-tables.h"
#include "render/health.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/banned.h"

enum { MOST_STEPS = 2 };

/* --- lines --- */

void pgl_explain_heading(const struct pgl_explain_printer *printer, const char *text)
{
	fprintf(printer->out, "\n%s%s%s\n", pgl_colour_start(printer->style, PGL_COLOUR_BOLD), text,
		pgl_colour_end(printer->style, PGL_COLOUR_BOLD));
}

/* TEXT behind PGL_EXPLAIN_INDENT columns, in lines of the screen's width, with how it is known at its end. */
void pgl_explain_say(const struct pgl_explain_printer *printer, size_t indent,
		     enum pgl_colour colour, enum pgl_evidence evidence, struct pgl_strbuf *text)
{
	size_t width = printer->style->columns ? printer->style->columns : PGL_EXPLAIN_WIDTH,
	       used = indent;

	if (width > PGL_EXPLAIN_WIDTH)
		width = PGL_EXPLAIN_WIDTH;
	if (evidence != PGL_EVIDENCE_N)
		pgl_strbuf_addf(text, " [%s]", pgl_evidence_word(evidence));
	pgl_strbuf_defuse(text, 0);
	fprintf(printer->out, "%*s%s", (int)indent, "", pgl_colour_start(printer->style, colour));
	for (const char *word = text->text; *word;) {
		size_t length = strcspn(word, " "), columns = pgl_utf8_width(word, length);

		if (used > indent && used + 1 + columns > width) {
			fprintf(printer->out, "\n%*s", (int)indent + 2, "");
			used = indent + 2;
		} else if (used > indent) {
			fputc(' ', printer->out);
			used++;
		}
		fwrite(word, 1, length, printer->out);
		used += columns;
		word += length + (word[length] == ' ');
	}
	fprintf(printer->out, "%s\n", pgl_colour_end(printer->style, colour));
	pgl_strbuf_reset(text);
}

static void print_command(const struct pgl_explain_printer *printer, size_t indent,
			  struct pgl_strbuf *text)
{
	/* Not wrapped: it is to be copied. */
	pgl_strbuf_defuse(text, 0);
	fprintf(printer->out, "%*s%s$ %s%s\n", (int)indent, "",
		pgl_colour_start(printer->style, PGL_COLOUR_DIM), text->text,
		pgl_colour_end(printer->style, PGL_COLOUR_DIM));
	pgl_strbuf_reset(text);
}

static void add_pair(struct pgl_strbuf *text, struct pgl_integer old, struct pgl_integer new)
{
	pgl_add_signed(text, old.value);
	pgl_strbuf_add(text, " -> ");
	pgl_add_signed(text, new.value);
}

/* --- decisions --- */

static void add_place(const struct pgl_explain_printer *printer, const struct pgl_change *change,
		      struct pgl_strbuf *text)
{
	const struct pgl_diff *diff = printer->view->explanation->diff;
	enum pgl_side side = pgl_change_side(diff, change);
	const struct pgl_forest *forest = diff->weights->match->identity->forest[side];
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	pgl_add_location(&place, pgl_forest_record(forest, change->site[side]),
			 pgl_forest_site(forest, change->site[side])->location);
	pgl_strbuf_add(text, place.length ? pgl_below_folder(&printer->folders, place.text)
					  : "(no line)");
	pgl_strbuf_release(&place);
}

/* What changed, of FUNCTION's calls the NUMBERth. */
static void say_change(const struct pgl_explain_printer *printer,
		       const struct pgl_explained_function *function, size_t number)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_explained_change *made = &function->changes[number];
	const struct pgl_change *change = made->change;
	const struct pgl_integer old = explanation->frames[PGL_OLD][made->caller];
	const struct pgl_integer new = explanation->frames[PGL_NEW][made->caller];
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "%s: %s in %s, ",
			pgl_diff_function(explanation->diff, function->function->body)->name,
			pgl_kind_word(change->kind),
			pgl_change_caller(explanation->diff, change)->name);
	add_place(printer, change, &text);
	pgl_strbuf_add(&text, ", ");
	pgl_add_executions(&text, change->weight, change->weight_is_estimated);
	pgl_strbuf_add(&text, change->weight.known ? " a run" : "how often is not known");
	if (old.known && new.known && old.value != new.value) {
		pgl_strbuf_add(&text, "; the caller's frame ");
		add_pair(&text, old, new);
	}
	if (!number && function->n_all > function->n_changes)
		pgl_strbuf_addf(&text, " (%zu of %zu calls)", function->n_changes, function->n_all);
	pgl_explain_say(printer, 2, PGL_COLOUR_CYAN,
			change->weight_is_estimated ? PGL_ESTIMATED : PGL_RECORDED, &text);
	pgl_strbuf_release(&text);
}

static void print_change(const struct pgl_explain_printer *printer,
			 const struct pgl_explained_function *function, size_t number)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_explained_change *made = &function->changes[number];
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = pgl_explain_shown(made->why.n, printer->view->n_statements);

	say_change(printer, function, number);
	for (size_t i = 0; i < n; i++) {
		pgl_strbuf_add(&text, made->why.item[i].text);
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN,
				made->why.item[i].evidence, &text);
	}
	if (made->worth) {
		pgl_strbuf_add(&text, "put back alone it gains ");
		pgl_explain_add_value(&text, explanation->attributed->site_metric,
				      made->worth->worth);
		pgl_strbuf_addf(&text, " %s", explanation->attributed->site_metric);
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_CAUSED, &text);
	}
	pgl_strbuf_release(&text);
}

static void print_decisions(const struct pgl_explain_printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	size_t n = pgl_explain_shown(explanation->n_functions, printer->view->n_decisions);

	if (!n)
		return;
	pgl_explain_heading(printer, "The decisions behind them");
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < explanation->functions[i].n_changes; j++)
			print_change(printer, &explanation->functions[i], j);
}

/* --- cascades --- */

/* Those that none of the functions above has told. */
static void print_cascades(const struct pgl_explain_printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_diff *diff = explanation->diff;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = pgl_explain_shown(explanation->n_cascaded, (printer->view->n_health + 1) / 2);

	if (!n)
		return;
	pgl_strbuf_addf(&text, "Cascades: calls for which others, inlined before, left no room");
	if (n < explanation->n_cascaded)
		pgl_strbuf_addf(&text, " (%zu of %zu)", n, explanation->n_cascaded);
	pgl_explain_heading(printer, text.text);
	pgl_strbuf_reset(&text);
	for (size_t i = 0; i < n; i++) {
		const struct pgl_explained_cascade *one = &explanation->cascaded[i];
		const struct pgl_function *callee = pgl_change_callee(diff, one->change);

		pgl_strbuf_addf(&text, "%s: %s in %s, ", callee ? callee->name : PGL_INDIRECT,
				pgl_kind_word(one->change->kind),
				pgl_change_caller(diff, one->change)->name);
		add_place(printer, one->change, &text);
		pgl_strbuf_add(&text, ": ");
		pgl_cascade_add(&text, explanation->cascades, &one->cascade, MOST_STEPS);
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_YELLOW, PGL_ESTIMATED,
				&text);
	}
	pgl_strbuf_release(&text);
}

/* --- un-inlined --- */

static void print_uninlined(const struct pgl_explain_printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_diff *diff = explanation->diff;
	const struct pgl_kind_sum *sum = &diff->kinds[PGL_KIND_UN_INLINED];
	const struct pgl_shrunk *shrunk = &explanation->shrunk;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_explain_heading(printer, "What was un-inlined, and what that saved");
	pgl_add_unsigned(&text, sum->n);
	pgl_strbuf_addf(&text, " call%s in ", sum->n == 1 ? "" : "s");
	pgl_add_unsigned(&text, sum->n_callers);
	pgl_strbuf_addf(&text, " function%s", sum->n_callers == 1 ? "" : "s");
	if (sum->n > sum->n_unknown) {
		pgl_strbuf_add(&text, ", which run ");
		pgl_add_executions(&text, pgl_real_of(sum->weight), sum->is_estimated);
		pgl_strbuf_add(&text, " times a run");
	}
	if (sum->n && sum->bytes[PGL_OLD].known) {
		pgl_strbuf_add(&text,
			       "; these functions, with all else that changed in them, have ");
		add_pair(&text, sum->bytes[PGL_OLD], sum->bytes[PGL_NEW]);
		pgl_strbuf_add(&text, " bytes");
	}
	pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_RECORDED, &text);
	if (sum->growth.known) {
		pgl_strbuf_add(&text, "inlined in OLD they had added ");
		pgl_add_signed(&text, sum->growth.value);
		pgl_strbuf_add(&text, " to their callers' size");
	}
	if (shrunk->body != PGL_NONE) {
		pgl_strbuf_addf(&text,
				"%sthe frame that shrank most is %s's: ", text.length ? "; " : "",
				pgl_diff_function(diff, shrunk->body)->name);
		add_pair(&text, shrunk->frame[PGL_OLD], shrunk->frame[PGL_NEW]);
		pgl_strbuf_add(&text, " bytes");
	}
	if (text.length)
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_PLAIN, PGL_ESTIMATED,
				&text);
	pgl_strbuf_release(&text);
}

/* --- health and the rest --- */

static void print_health(const struct pgl_explain_printer *printer)
{
	struct pgl_health_lines lines;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_health_say(&lines, printer->view->explanation, printer->view->n_health, true);
	pgl_explain_heading(printer, "The profile's health");
	for (size_t i = 0; i < lines.n; i++) {
		const struct pgl_health_line *line = &lines.item[i];

		pgl_strbuf_add(&text, line->text);
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT,
				line->is_fault ? PGL_COLOUR_RED : PGL_COLOUR_PLAIN, line->evidence,
				&text);
		if (line->command) {
			pgl_strbuf_add(&text, line->command);
			print_command(printer, PGL_EXPLAIN_INDENT + 2, &text);
		}
	}
	for (size_t i = 0; i < printer->view->fairness->n_unfair; i++) {
		const struct pgl_remark *remark = &printer->view->fairness->item[i];

		/* What a profile lacks has been said. */
		if (strstr(remark->what, "profile"))
			continue;
		pgl_strbuf_addf(&text, "NOT FAIR: %s: %s", remark->what, remark->detail);
		pgl_explain_say(printer, PGL_EXPLAIN_INDENT, PGL_COLOUR_RED, PGL_RECORDED, &text);
	}
	pgl_health_lines_release(&lines);
	pgl_strbuf_release(&text);
}

/* The commands that have the numbers above. */
static void print_commands(const struct pgl_explain_printer *printer)
{
	static const char *const commands[] = {
		"pgolens diff $OLD $NEW                        # sums; --callee NAME: calls of it",
		"pgolens why $OLD $NEW FILE:LINE               # any call above, in both builds",
		"pgolens show --functions --function NAME $NEW # or $OLD: size, frame, counts",
	};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_explain_heading(printer, "Where these numbers stand");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		pgl_strbuf_add(&text, commands[i]);
		print_command(printer, PGL_EXPLAIN_INDENT, &text);
	}
	pgl_strbuf_release(&text);
}

void pgl_explain_text(const struct pgl_explain_view *view, const struct pgl_style *style, FILE *out)
{
	struct pgl_explain_printer printer = {.view = view,
					      .style = style,
					      .out = out,
					      .folders = view->explanation->diff->folders};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (int side = 0; side < PGL_SIDES; side++) {
		pgl_strbuf_addf(&text, "%s=", side ? "NEW" : "OLD");
		pgl_add_build(&text, view->explanation->diff->weights, side, false);
		pgl_strbuf_add_char(&text, ' ');
	}
	pgl_strbuf_add(&text, " # ");
	pgl_add_unsigned(&text, pgl_match_n_paired(view->explanation->diff->weights->match));
	pgl_strbuf_add(&text, " call sites paired");
	pgl_strbuf_defuse(&text, 0);
	fprintf(out, "%s\n", text.text);
	pgl_strbuf_release(&text);
	pgl_explain_speedup(&printer);
	pgl_explain_functions(&printer);
	print_decisions(&printer);
	print_cascades(&printer);
	print_uninlined(&printer);
	print_health(&printer);
	print_commands(&printer);
}
