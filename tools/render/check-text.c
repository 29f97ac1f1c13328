/* `pgolens check` as text: a line per rule, what breaks it below, and how many are broken.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/check-words.h"

#include "base/table.h"

static const enum pgl_colour state_colours[PGL_CHECK_STATE_N] = {
	[PGL_CHECK_HOLDS] = PGL_COLOUR_GREEN,
	[PGL_CHECK_BROKEN] = PGL_COLOUR_RED,
	[PGL_CHECK_UNKNOWN] = PGL_COLOUR_YELLOW,
};

/* Prints TEXT, which may hold names from a record, and empties it. */
static void print(struct pgl_strbuf *text, FILE *out)
{
	pgl_strbuf_defuse(text, 0);
	fputs(text->text, out);
	pgl_strbuf_reset(text);
}

static void print_finding(const struct pgl_check *check, const struct pgl_check_result *result,
			  const struct pgl_finding *finding, const struct pgl_style *style,
			  FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	fputs("    ", out);
	if (finding->subject != PGL_SUBJECT_UNIT) {
		pgl_check_add_place(&text, check, finding);
		if (text.length)
			pgl_strbuf_add(&text, ": ");
	}
	pgl_check_add_subject(&text, check, finding);
	print(&text, out);
	fprintf(out, "\n        %s", pgl_colour_start(style, PGL_COLOUR_DIM));
	pgl_check_add_detail(&text, check, result, finding);
	print(&text, out);
	fprintf(out, "%s\n", pgl_colour_end(style, PGL_COLOUR_DIM));
	pgl_strbuf_release(&text);
}

static void print_result(const struct pgl_check_view *view, const struct pgl_check_result *result,
			 const struct pgl_style *style, FILE *out)
{
	enum pgl_colour colour = state_colours[result->state];
	const struct pgl_rule *rule = result->rule;
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = view->most && view->most < result->n ? view->most : result->n;

	pgl_strbuf_addf(&text, "%s:%zu: ", rule->path, rule->line);
	print(&text, out);
	fprintf(out, "%s%s%s", pgl_colour_start(style, colour), pgl_check_state_word(result->state),
		pgl_colour_end(style, colour));
	if (result->state != PGL_CHECK_HOLDS && !pgl_check_counts(result))
		fputs(rule->is_warning ? " (a warning)" : " (let pass)", out);
	pgl_strbuf_addf(&text, ": %s", rule->text);
	print(&text, out);
	if (result->n) {
		fputs(" (", out);
		pgl_add_unsigned(&text, result->n);
		pgl_strbuf_add(&text, " of ");
		pgl_add_unsigned(&text, result->n_seen > result->n ? result->n_seen : result->n);
		print(&text, out);
		fputc(')', out);
	}
	fputc('\n', out);
	for (size_t i = 0; i < n; i++)
		print_finding(view->check, result, &result->findings[i], style, out);
	if (n < result->n)
		fprintf(out, "    ... and %zu more (--all)\n", result->n - n);
	if (result->unknown.length) {
		pgl_strbuf_add(&text, result->unknown.text);
		fputs("    not known: ", out);
		print(&text, out);
		fputc('\n', out);
	}
	pgl_strbuf_release(&text);
}

void pgl_check_as_text(const struct pgl_check_view *view, const struct pgl_style *style, FILE *out)
{
	const struct pgl_check *check = view->check;
	size_t n_broken = check->n_in_state[PGL_CHECK_BROKEN];
	size_t n_unknown = check->n_in_state[PGL_CHECK_UNKNOWN];

	for (size_t i = 0; i < check->n; i++)
		print_result(view, &check->results[i], style, out);
	fprintf(out, "\n%zu rule%s: %zu hold%s, %zu broken, %zu unknown; %s", check->n,
		check->n == 1 ? "" : "s", check->n_in_state[PGL_CHECK_HOLDS],
		check->n_in_state[PGL_CHECK_HOLDS] == 1 ? "s" : "", n_broken, n_unknown,
		check->n_counted ? "the check fails" : "the check passes");
	if (check->n_counted < n_broken + n_unknown)
		fprintf(out, " (%zu not counted)", n_broken + n_unknown - check->n_counted);
	fputc('\n', out);
}
