/* `pgolens explain` as text: a screen of sentences, each with how it is known.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/explain-text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "records/names.h"
#include "render/diff-tables.h"
#include "render/diff-text.h"
#include "render/health.h"

enum { WIDTH = 100, INDENT = 4, MOST_STEPS = 2 };

struct printer {
	const struct pgl_explain_view *view;
	const struct pgl_style *style;
	FILE *out;
	struct pgl_folders folders;
};

/* How many of N are shown, if MOST are; 0: all. */
static size_t shown_of(size_t n, size_t most)
{
	return most && most < n ? most : n;
}

/* --- lines --- */

static void print_heading(const struct printer *printer, const char *text)
{
	fprintf(printer->out, "\n%s%s%s\n", pgl_colour_start(printer->style, PGL_COLOUR_BOLD), text,
		pgl_colour_end(printer->style, PGL_COLOUR_BOLD));
}

/* TEXT behind INDENT columns, in lines of the screen's width, with how it is known at its end. */
static void say(const struct printer *printer, size_t indent, enum pgl_colour colour,
		enum pgl_evidence evidence, struct pgl_strbuf *text)
{
	size_t width = printer->style->columns ? printer->style->columns : WIDTH, used = indent;

	if (width > WIDTH)
		width = WIDTH;
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

static void print_command(const struct printer *printer, size_t indent, struct pgl_strbuf *text)
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

/* --- the speedup --- */

static void add_value(struct pgl_strbuf *text, const char *metric, double value)
{
	if (strstr(metric, "time"))
		pgl_strbuf_addf(text, "%.4g s", value);
	else
		pgl_add_signed(text, (int64_t)rint(value));
}

static void say_attribution(const struct printer *printer)
{
	const struct pgl_attributed *attributed = printer->view->explanation->attributed;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = 0;

	pgl_strbuf_addf(&text, "%s: OLD ", attributed->metric);
	add_value(&text, attributed->metric, attributed->old);
	pgl_strbuf_add(&text, ", NEW ");
	add_value(&text, attributed->metric, attributed->new);
	pgl_strbuf_addf(&text, ": NEW is %s by ", attributed->whole < 0 ? "worse" : "better");
	add_value(&text, attributed->metric, fabs(attributed->whole));
	if (attributed->percent.known)
		pgl_strbuf_addf(&text, " (%+.2f %%)", attributed->percent.value);
	say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_MEASURED, &text);
	pgl_strbuf_add(&text, "its causes, by Shapley value:");
	for (size_t i = 0; i < attributed->n_causes; i++) {
		const struct pgl_attributed_cause *cause = &attributed->causes[i];

		if (!cause->changes_program)
			continue;
		pgl_strbuf_addf(&text, "%s %s %s", n++ ? "," : "", cause->cause,
				cause->share < 0 ? "-" : "+");
		add_value(&text, attributed->metric, fabs(cause->share));
		if (cause->percent_of_old.known)
			pgl_strbuf_addf(&text, " (%+.2f %%%s)", cause->percent_of_old.value,
					cause->is_resolved ? "" : ", not resolved");
	}
	if (!n)
		pgl_strbuf_add(&text, " nothing that changes the program");
	say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_CAUSED, &text);
	pgl_strbuf_addf(&text, "(from %s)", printer->view->attribution);
	say(printer, INDENT, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	pgl_strbuf_release(&text);
}

static void say_measured(const struct printer *printer)
{
	const struct pgl_cost_join *join = printer->view->explanation->join;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	double old = (double)join->total[PGL_OLD], new = (double)join->total[PGL_NEW];

	pgl_strbuf_addf(&text, "%s: OLD ", join->measured[PGL_NEW]->metric.unit);
	pgl_add_unsigned(&text, join->total[PGL_OLD]);
	pgl_strbuf_add(&text, ", NEW ");
	pgl_add_unsigned(&text, join->total[PGL_NEW]);
	if (old > 0)
		pgl_strbuf_addf(&text, " (%+.2f %%)", 100 * (new - old) / old);
	pgl_strbuf_addf(&text, "; %s and %s", join->measured[PGL_OLD]->path,
			join->measured[PGL_NEW]->path);
	say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_MEASURED, &text);
	pgl_strbuf_release(&text);
}

/* Calls executed in training: what the records alone can say. */
static void say_estimate(const struct printer *printer)
{
	const struct pgl_weights *weights = printer->view->explanation->diff->weights;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	double calls[PGL_SIDES];
	bool is_estimated = false;

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_side_weights *its = &weights->side[side];

		calls[side] = its->inside;
		is_estimated |= its->estimated.inside;
	}
	if (weights->source < 0 || isnan(calls[PGL_OLD]) || isnan(calls[PGL_NEW]))
		pgl_strbuf_add(&text,
			       "nothing can be estimated: no profile says how often calls run");
	else {
		pgl_strbuf_add(&text, "calls inside the program in training: OLD ");
		pgl_add_executions(&text, pgl_real_of(calls[PGL_OLD]), is_estimated);
		pgl_strbuf_add(&text, ", NEW ");
		pgl_add_executions(&text, pgl_real_of(calls[PGL_NEW]), is_estimated);
		if (calls[PGL_OLD] > 0)
			pgl_strbuf_addf(&text, " (%+.1f %%)",
					100 * (calls[PGL_NEW] - calls[PGL_OLD]) / calls[PGL_OLD]);
	}
	say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_ESTIMATED, &text);
	pgl_strbuf_release(&text);
}

static void print_speedup(const struct printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	print_heading(printer,
		      explanation->attributed ? "The speedup and its causes"
		      : explanation->join
			      ? "The speedup: measured; its causes were not replayed one by one"
		      : printer->view->is_of_run
			      ? "The speedup: measured above; this is the records' estimate"
			      : "The speedup: not measured, this is the records' estimate");
	if (explanation->attributed)
		say_attribution(printer);
	if (explanation->join)
		say_measured(printer);
	say_estimate(printer);
	if (!explanation->attributed) {
		pgl_strbuf_add(
			&text,
			printer->view->is_of_run
				? "what each cause is worth: pgolens run --attribute=yes"
				: "what each cause is worth: pgolens attribute --format=json "
				  "... >FILE, then --attribution FILE");
		say(printer, INDENT, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	}
	pgl_strbuf_release(&text);
}

/* --- functions --- */

static void add_calls(struct pgl_strbuf *text, const struct pgl_function_change *function)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		if (side)
			pgl_strbuf_add(text, " -> ");
		pgl_add_executions(text, function->calls[side], function->calls_is_estimated[side]);
	}
}

/* Begins what SIDE has in "OLD -> NEW". False: nothing, which it says. */
static bool begin_side(struct pgl_strbuf *text, int side, bool is_known)
{
	if (side)
		pgl_strbuf_add(text, " -> ");
	if (!is_known)
		pgl_strbuf_add(text, "none");
	return is_known;
}

static void add_change(struct pgl_strbuf *text, const struct pgl_integer *pair)
{
	for (int side = 0; side < PGL_SIDES && (pair[PGL_OLD].known || pair[PGL_NEW].known); side++)
		if (begin_side(text, side, pair[side].known))
			pgl_add_signed(text, pair[side].value);
}

static void add_all_bytes(struct pgl_strbuf *text, const struct pgl_bytes *bytes)
{
	if (!bytes[PGL_OLD].hot.known && !bytes[PGL_NEW].hot.known)
		return;
	for (int side = 0; side < PGL_SIDES; side++)
		if (begin_side(text, side, bytes[side].hot.known))
			pgl_add_bytes(text, &bytes[side]);
}

static void add_costs(struct pgl_strbuf *text, const struct pgl_cost_join *join, uint32_t body)
{
	for (int side = 0; side < PGL_SIDES && join; side++) {
		if (side)
			pgl_strbuf_add(text, " -> ");
		pgl_add_unsigned(text, pgl_cost_of(join, (enum pgl_side)side, body));
	}
}

static struct pgl_integer rounded(struct pgl_real number)
{
	return (struct pgl_integer){(int64_t)rint(number.value), number.known};
}

static void fill_function(struct pgl_cells *cells, const void *rows, size_t row)
{
	const struct pgl_explanation *explanation = rows;
	const struct pgl_explained_function *its = &explanation->functions[row];
	const struct pgl_function_change *function = its->function;
	struct pgl_real saved = pgl_real_minus(function->calls[PGL_OLD], function->calls[PGL_NEW]);
	const struct pgl_integer size[] = {rounded(function->size[0]), rounded(function->size[1])};

	pgl_cell_text(cells, "function called", PGL_CUT_END,
		      pgl_diff_function(explanation->diff, function->body)->name);
	add_calls(pgl_cell_right(cells, "calls in training"), function);
	pgl_add_executions(pgl_cell_right(cells, "saved"), saved,
			   function->calls_is_estimated[PGL_OLD] ||
				   function->calls_is_estimated[PGL_NEW]);
	pgl_cell_colour(cells, saved.value > 0 ? PGL_COLOUR_GREEN : PGL_COLOUR_RED);
	add_change(pgl_cell_right(cells, "size"), size);
	add_all_bytes(pgl_cell_right(cells, "bytes"), function->bytes);
	add_change(pgl_cell_right(cells, "frame"), its->frame);
	add_costs(pgl_cell_right(cells, "cost measured"), explanation->join, function->body);
}

static void print_functions(const struct printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n_rows = shown_of(explanation->n_functions, printer->view->n_functions);

	pgl_strbuf_add(&text, "The functions whose calls changed most, OLD -> NEW");
	if (n_rows < explanation->n_all)
		pgl_strbuf_addf(&text, " (%zu of %zu; -n N, --all)", n_rows, explanation->n_all);
	print_heading(printer, text.text);
	pgl_strbuf_reset(&text);
	if (!explanation->n_functions) {
		pgl_strbuf_add(&text, explanation->diff->weights->source < 0
					      ? "not known without a profile"
					      : "none: no function is called more or less often");
		say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_RECORDED, &text);
	}
	struct pgl_style narrow = *printer->style;

	/* As wide as the sentences, also where nobody says how wide the screen is. */
	if (!narrow.columns || narrow.columns > WIDTH)
		narrow.columns = WIDTH;
	pgl_table_print(fill_function, explanation, n_rows, &narrow, printer->out);
	pgl_strbuf_add(&text,
		       "calls, bytes (hot+cold) [recorded], with ~ [estimated]; size, frame: the "
		       "compiler's own [estimated]");
	if (explanation->join)
		pgl_strbuf_addf(&text, "; cost, wherever it was inlined: %s [measured]",
				explanation->join->measured[PGL_NEW]->metric.unit);
	if (explanation->n_functions)
		say(printer, 0, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	pgl_strbuf_release(&text);
}

/* --- decisions --- */

static void add_place(const struct printer *printer, const struct pgl_change *change,
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
static void say_change(const struct printer *printer, const struct pgl_explained_function *function,
		       size_t number)
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
	pgl_strbuf_add(&text, change->weight.known ? " times in training" : "how often is unknown");
	if (old.known && new.known && old.value != new.value) {
		pgl_strbuf_add(&text, "; the caller's frame ");
		add_pair(&text, old, new);
	}
	if (!number && function->n_all > function->n_changes)
		pgl_strbuf_addf(&text, " (%zu of %zu calls)", function->n_changes, function->n_all);
	say(printer, 2, PGL_COLOUR_CYAN, change->weight_is_estimated ? PGL_ESTIMATED : PGL_RECORDED,
	    &text);
	pgl_strbuf_release(&text);
}

static void print_change(const struct printer *printer,
			 const struct pgl_explained_function *function, size_t number)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_explained_change *made = &function->changes[number];
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = shown_of(made->why.n, printer->view->n_statements);

	say_change(printer, function, number);
	for (size_t i = 0; i < n; i++) {
		pgl_strbuf_add(&text, made->why.item[i].text);
		say(printer, INDENT, PGL_COLOUR_PLAIN, made->why.item[i].evidence, &text);
	}
	if (made->worth) {
		pgl_strbuf_add(&text, made->change->kind == PGL_KIND_UN_INLINED
					      ? "taking this call out of line, by itself, saves "
					      : "NEW's decision on this call, by itself, saves ");
		add_value(&text, explanation->attributed->site_metric, made->worth->worth);
		pgl_strbuf_addf(&text, " %s", explanation->attributed->site_metric);
		say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_CAUSED, &text);
	}
	pgl_strbuf_release(&text);
}

static void print_decisions(const struct printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	size_t n = shown_of(explanation->n_functions, printer->view->n_decisions);

	if (!n)
		return;
	print_heading(printer, "The decisions behind them");
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < explanation->functions[i].n_changes; j++)
			print_change(printer, &explanation->functions[i], j);
}

/* --- cascades --- */

/* Those that none of the functions above has told. */
static void print_cascades(const struct printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_diff *diff = explanation->diff;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = shown_of(explanation->n_cascaded, (printer->view->n_health + 1) / 2);

	if (!n)
		return;
	pgl_strbuf_addf(&text, "Cascades: calls for which others, inlined before, left no room");
	if (n < explanation->n_cascaded)
		pgl_strbuf_addf(&text, " (%zu of %zu)", n, explanation->n_cascaded);
	print_heading(printer, text.text);
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
		say(printer, INDENT, PGL_COLOUR_YELLOW, PGL_ESTIMATED, &text);
	}
	pgl_strbuf_release(&text);
}

/* --- un-inlined --- */

static void print_uninlined(const struct printer *printer)
{
	const struct pgl_explanation *explanation = printer->view->explanation;
	const struct pgl_diff *diff = explanation->diff;
	const struct pgl_kind_sum *sum = &diff->kinds[PGL_KIND_UN_INLINED];
	const struct pgl_shrunk *shrunk = &explanation->shrunk;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	print_heading(printer, "What was un-inlined, and what that saved");
	pgl_add_unsigned(&text, sum->n);
	pgl_strbuf_addf(&text, " call%s in ", sum->n == 1 ? "" : "s");
	pgl_add_unsigned(&text, sum->n_callers);
	pgl_strbuf_addf(&text, " function%s", sum->n_callers == 1 ? "" : "s");
	if (sum->n > sum->n_unknown) {
		pgl_strbuf_add(&text, ", executed ");
		pgl_add_executions(&text, pgl_real_of(sum->weight), sum->is_estimated);
		pgl_strbuf_add(&text, " times in training");
	}
	if (sum->n && sum->bytes[PGL_OLD].known) {
		pgl_strbuf_add(&text,
			       "; these functions, with all else that changed in them, have ");
		add_pair(&text, sum->bytes[PGL_OLD], sum->bytes[PGL_NEW]);
		pgl_strbuf_add(&text, " bytes");
	}
	say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_RECORDED, &text);
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
		say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_ESTIMATED, &text);
	pgl_strbuf_release(&text);
}

/* --- what still costs --- */

/* "f in g, file.c:10:3, 5 times, GCC compared" of the hottest call of ONE. */
static void add_example(const struct printer *printer, const struct pgl_remaining *one,
			struct pgl_strbuf *text)
{
	const struct pgl_weights *weights = printer->view->explanation->diff->weights;
	const struct pgl_forest *forest = weights->match->identity->forest[PGL_NEW];
	const struct pgl_record *record = pgl_forest_record(forest, one->most);
	const struct pgl_site *site = pgl_forest_site(forest, one->most);
	const char *callee = pgl_site_callee_name(record, site);
	struct pgl_strbuf place = PGL_STRBUF_INIT;
	struct pgl_inequality inequality;

	pgl_add_location(&place, record,
			 pgl_forest_site(forest, forest->nodes[one->most].base)->location);
	pgl_strbuf_addf(text, "%s in %s, %s, ", callee ? callee : PGL_INDIRECT,
			record->functions[site->root].name,
			place.length ? pgl_below_folder(&printer->folders, place.text)
				     : "(no line)");
	pgl_add_executions(text, pgl_real_of(weights->side[PGL_NEW].executed[one->most]),
			   one->is_estimated);
	pgl_strbuf_add(text, weights->side[PGL_NEW].executed[one->most] == 1 ? " time" : " times");
	if (pgl_inequality_of(pgl_final_decision(site), &inequality)) {
		pgl_strbuf_add(text, ": ");
		pgl_inequality_add(text, &inequality);
	}
	pgl_strbuf_release(&place);
}

static void print_remaining(const struct printer *printer, const struct pgl_remaining *one)
{
	const struct pgl_remains *remains = &printer->view->explanation->remains;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&text, "%s%s: ", one->reason ? one->reason : "no decision",
			one->body_is_elsewhere ? " (the body is in another unit)" : "");
	pgl_add_unsigned(&text, one->n);
	pgl_strbuf_addf(&text, " call%s, executed ", one->n == 1 ? "" : "s");
	pgl_add_executions(&text, pgl_real_of(one->executions), one->is_estimated);
	pgl_strbuf_addf(&text, " time%s (%.1f %% of all calls' executions)%s ",
			one->executions == 1 ? "" : "s",
			remains->all > 0 ? fmin(100, 100 * one->executions / remains->all) : 0,
			printer->view->n_decisions == 1 ? ""
			: one->n == 1			? ":"
							: "; most often");
	if (printer->view->n_decisions != 1)
		add_example(printer, one, &text);
	say(printer, INDENT, PGL_COLOUR_PLAIN, one->is_estimated ? PGL_ESTIMATED : PGL_RECORDED,
	    &text);
	pgl_strbuf_add(&text, "to let them in: ");
	pgl_remaining_add_remedy(&text, remains, one);
	say(printer, INDENT + 2, PGL_COLOUR_DIM, PGL_EVIDENCE_N, &text);
	pgl_strbuf_release(&text);
}

/* Says that the counts are too low, or missing, to say what is hot; true if so. */
static bool say_too_little(const struct printer *printer)
{
	const struct pgl_diff *diff = printer->view->explanation->diff;
	int source = diff->weights->source;
	struct pgl_build_summary summary =
		pgl_build_summarize(diff, source < 0 ? PGL_NEW : (enum pgl_side)source);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (source < 0) {
		pgl_strbuf_add(&text, "not known without a profile");
		if (summary.n_used)
			pgl_strbuf_add(&text,
				       "; NEW found none: training that ends by _exit(), abort() "
				       "or a signal writes no .gcda files");
	} else if (summary.sum_max <= 1) {
		pgl_strbuf_addf(&text,
				"the highest count of the profile is %" PRIu64
				": training ran too little to say what is hot",
				summary.sum_max);
	}
	bool has_said = text.length > 0;

	if (has_said)
		say(printer, INDENT, PGL_COLOUR_RED, PGL_RECORDED, &text);
	pgl_strbuf_release(&text);
	return has_said;
}

static void print_remains(const struct printer *printer)
{
	const struct pgl_remains *remains = &printer->view->explanation->remains;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = shown_of(remains->n, printer->view->n_decisions);

	/* On one screen, what is hot only in name has no place. */
	while (printer->view->n_decisions && n > 1 &&
	       remains->item[n - 1].executions < PGL_LEAST_SHARE * remains->all)
		n--;
	pgl_strbuf_add(&text, "What still costs: hot calls that stay calls in NEW, by reason");
	if (n < remains->n)
		pgl_strbuf_addf(&text, " (%zu of %zu)", n, remains->n);
	print_heading(printer, text.text);
	pgl_strbuf_reset(&text);
	if (say_too_little(printer))
		n = 0;
	else if (!n) {
		pgl_strbuf_add(&text, "none");
		say(printer, INDENT, PGL_COLOUR_PLAIN, PGL_RECORDED, &text);
	}
	for (size_t i = 0; i < n; i++)
		print_remaining(printer, &remains->item[i]);
	pgl_strbuf_release(&text);
}

/* --- health and the rest --- */

static void print_health(const struct printer *printer)
{
	struct pgl_health_lines lines;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_health_say(&lines, printer->view->explanation, printer->view->n_health, true);
	print_heading(printer, "The profile's health");
	for (size_t i = 0; i < lines.n; i++) {
		const struct pgl_health_line *line = &lines.item[i];

		pgl_strbuf_add(&text, line->text);
		say(printer, INDENT, line->is_fault ? PGL_COLOUR_RED : PGL_COLOUR_PLAIN,
		    line->evidence, &text);
		if (line->command) {
			pgl_strbuf_add(&text, line->command);
			print_command(printer, INDENT + 2, &text);
		}
	}
	for (size_t i = 0; i < printer->view->fairness->n_unfair; i++) {
		const struct pgl_remark *remark = &printer->view->fairness->item[i];

		/* What a profile lacks has been said. */
		if (strstr(remark->what, "profile"))
			continue;
		pgl_strbuf_addf(&text, "NOT FAIR: %s: %s", remark->what, remark->detail);
		say(printer, INDENT, PGL_COLOUR_RED, PGL_RECORDED, &text);
	}
	pgl_health_lines_release(&lines);
	pgl_strbuf_release(&text);
}

/* The commands that have the numbers above. */
static void print_commands(const struct printer *printer)
{
	static const char *const commands[] = {
		"pgolens diff $OLD $NEW                        # sums; --callee NAME: calls of it",
		"pgolens why $OLD $NEW FILE:LINE               # any call above, in both builds",
		"pgolens show --functions --function NAME $NEW # or $OLD: size, frame, counts",
		"pgolens stat $NEW                             # calls by reason, their executions",
	};
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	print_heading(printer, "Where these numbers stand");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		pgl_strbuf_add(&text, commands[i]);
		print_command(printer, INDENT, &text);
	}
	pgl_strbuf_release(&text);
}

void pgl_explain_text(const struct pgl_explain_view *view, const struct pgl_style *style, FILE *out)
{
	struct printer printer = {.view = view,
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
	print_speedup(&printer);
	print_functions(&printer);
	print_decisions(&printer);
	print_cascades(&printer);
	print_uninlined(&printer);
	print_remains(&printer);
	print_health(&printer);
	print_commands(&printer);
}

/* Where there is no terminal to ask. */
enum { USUAL_ROWS = 50 };

/* The limits of a view, from much to little. */
static const struct screen {
	size_t n_functions, n_decisions, n_health;
} screens[] = {{PGL_SCREEN_FUNCTIONS, 3, 2}, {PGL_SCREEN_FUNCTIONS, 3, 1},
	       {PGL_SCREEN_FUNCTIONS, 2, 1}, {3, 2, 1},
	       {PGL_SCREEN_FUNCTIONS, 1, 1}, {2, 1, 1}};

/* How many rows of STYLE's screen VIEW needs; 0 if unknown. */
static size_t rows_of(const struct pgl_explain_view *view, const struct pgl_style *style)
{
	/* Colours take no room. */
	const struct pgl_style plain = {.utf8 = style->utf8, .columns = style->columns};
	char *text = NULL;
	size_t size, n = 0;
	FILE *memory = open_memstream(&text, &size);

	if (!memory)
		return 0;
	pgl_explain_text(view, &plain, memory);
	if (!fclose(memory))
		for (const char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
			size_t width = pgl_utf8_width(line, (size_t)(end - line));

			/* The terminal wraps lines that are too long for it. */
			n += plain.columns && width > plain.columns
				     ? (width + plain.columns - 1) / plain.columns
				     : 1;
		}
	free(text);
	return n;
}

void pgl_explain_screen(struct pgl_explain_view *view, const struct pgl_style *style, FILE *out)
{
	/* The next prompt takes one. */
	size_t rows = style->rows ? style->rows - 1 : USUAL_ROWS;

	view->n_statements = 1;
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		view->n_functions = screens[i].n_functions;
		view->n_decisions = screens[i].n_decisions;
		view->n_health = screens[i].n_health;
		if (rows_of(view, style) <= rows)
			break;
	}
	pgl_explain_text(view, style, out);
}
