/* What lines of advice are worth, and their order. See advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/variants/site-text.h"
#include "base/order.h"
#include "base/xalloc.h"

#include "base/banned.h"

const char *pgl_advice_word(enum pgl_advice_kind kind)
{
	static const char *const words[PGL_ADVICE_N] = {
		"always_inline", "flatten", "noinline", "cold", "hot", "expect", "param", "flag"};

	return words[kind];
}

bool pgl_advice_is_inlining(const struct pgl_advice_line *line)
{
	return line->kind != PGL_ADVICE_FLAG && line->kind != PGL_ADVICE_EXPECT &&
	       !line->is_placement;
}

void pgl_advice_add_name(const struct pgl_advice_line *line, struct pgl_strbuf *text)
{
	if (line->flag)
		pgl_strbuf_add(text, line->flag);
	else if (line->kind == PGL_ADVICE_EXPECT)
		pgl_strbuf_addf(text, "expect(%s%s", line->condition, line->edit.replacement + 1);
	else
		pgl_strbuf_addf(text, "%s %s", pgl_advice_word(line->kind), line->function);
}

struct pgl_advice_line *pgl_advice_new_line(struct pgl_advice *advice, enum pgl_advice_kind kind)
{
	struct pgl_advice_line *line;

	PGL_GROW(advice->lines, advice->n_lines, advice->lines_room);
	line = &advice->lines[advice->n_lines++];
	*line = (struct pgl_advice_line){.kind = kind,
					 .edit = {.source = PGL_NONE},
					 .caused = NAN,
					 .asked = NAN,
					 .holds = NAN,
					 .guessed = NAN,
					 .expected = NAN};
	return line;
}

static void line_release(struct pgl_advice_line *line)
{
	free(line->sites);
	free(line->edit.text);
	free(line->edit.replacement);
	free(line->condition);
	free((char *)line->flag);
}

void pgl_advice_drop_line(struct pgl_advice *advice)
{
	line_release(&advice->lines[--advice->n_lines]);
}

struct pgl_advice_line *pgl_advice_same_edit(const struct pgl_advice *advice)
{
	const struct pgl_advice_line *newest = &advice->lines[advice->n_lines - 1];

	for (struct pgl_advice_line *line = advice->lines; line < newest; line++)
		if (line->kind == newest->kind && line->edit.source == newest->edit.source &&
		    line->edit.at == newest->edit.at)
			return line;
	return NULL;
}

/* Estimates --------------------------------------------------------------------------------- */

static double known(double number)
{
	return isnan(number) ? 0 : number;
}

static const struct pgl_identity *identity_of(const struct pgl_advice *advice)
{
	return &advice->compared->identity;
}

uint32_t pgl_advice_text_body(const struct pgl_advice *advice, uint32_t site)
{
	uint32_t parent = advice->compared->forest[PGL_NEW].nodes[site].parent;

	return parent == PGL_NONE ? pgl_identity_root(identity_of(advice), PGL_NEW, site)
				  : pgl_identity_callee(identity_of(advice), PGL_NEW, parent);
}

void pgl_advice_add_site(const struct pgl_advice *advice, struct pgl_advice_line *line,
			 uint32_t number)
{
	const struct pgl_plan_site *site = &advice->plans->sites[number];
	const struct pgl_weights *weights = &advice->compared->weights;
	double old = known(weights->side[PGL_OLD].calls[site->site[PGL_OLD]]);
	double new = known(weights->side[PGL_NEW].calls[site->site[PGL_NEW]]);
	uint32_t body = pgl_advice_text_body(advice, site->site[PGL_NEW]);

	PGL_GROW(line->sites, line->n_sites, line->sites_room);
	line->sites[line->n_sites++] = number;
	if (advice->caused && !isnan(advice->caused[number]))
		line->caused = known(line->caused) + advice->caused[number];
	line->n_newly_inlined += site->is_newly_inlined;
	if (site->is_newly_inlined)
		line->saved += old > new ? old - new : 0;
	else if (body != PGL_NONE)
		line->spared += fmax(known(weights->side[PGL_NEW].entered[body]) - new, 0);
}

/* The whole --------------------------------------------------------------------------------- */

/* Ranks compare within a family. */
static int family_of(const struct pgl_advice_line *line)
{
	if (line->flag)
		return 3;
	if (line->is_placement)
		return line->kind == PGL_ADVICE_HOT ? 1 : 2;
	return 0;
}

static int compare_lines(const void *a, const void *b)
{
	const struct pgl_advice_line *x = a, *y = b;
	int order = PGL_COMPARE(family_of(x), family_of(y));

	order = order ? order : PGL_COMPARE(known(y->caused), known(x->caused));
	order = order ? order : PGL_COMPARE(y->rank, x->rank);
	order = order ? order : PGL_COMPARE(x->kind, y->kind);
	order = order ? order : PGL_COMPARE(x->edit.source, y->edit.source);
	order = order ? order : PGL_COMPARE(x->edit.at, y->edit.at);
	return order ? order : pgl_compare_text(x->flag, y->flag);
}

static int compare_refused(const void *a, const void *b)
{
	const struct pgl_advice_refused *x = a, *y = b;
	int order = PGL_COMPARE(y->rank, x->rank);

	order = order ? order : strcmp(x->place, y->place);
	order = order ? order : strcmp(x->function, y->function);
	return order ? order : PGL_COMPARE(x->kind, y->kind);
}

/* Adds the lines that ADD finds; LIMIT of them, of the highest rank, are left. */
static void add_limited(struct pgl_advice *advice, void (*add)(struct pgl_advice *), uint64_t limit)
{
	size_t first = advice->n_lines, n;

	add(advice);
	n = advice->n_lines - first;
	if (n)
		qsort(advice->lines + first, n, sizeof *advice->lines, compare_lines);
	while (limit && advice->n_lines > first + limit) {
		pgl_advice_drop_line(advice);
		advice->n_left_out++;
	}
}

/* What each call was worth, by its number in PLANS, that ATTRIBUTED names as they do: by kind, place and call. */
static double *read_caused(const struct pgl_plans *plans, const struct pgl_attributed *attributed)
{
	double *caused = pgl_xcalloc((size_t)plans->n_sites + 1, sizeof *caused);
	struct pgl_strbuf place = PGL_STRBUF_INIT, call = PGL_STRBUF_INIT;

	for (uint32_t i = 0; i < plans->n_sites; i++) {
		caused[i] = NAN;
		pgl_strbuf_reset(&place);
		pgl_strbuf_reset(&call);
		pgl_plan_site_add_place(plans, i, &place);
		pgl_plan_site_add_call(plans, i, &call);
		for (size_t k = 0; k < attributed->n_sites; k++) {
			const struct pgl_attributed_site *site = &attributed->sites[k];

			if (!strcmp(site->kind, pgl_plan_site_kind(&plans->sites[i])) &&
			    !strcmp(site->location, place.text) && !strcmp(site->call, call.text))
				caused[i] = site->worth;
		}
	}
	pgl_strbuf_release(&place);
	pgl_strbuf_release(&call);
	return caused;
}

int pgl_advice_init(struct pgl_advice *advice, const struct pgl_compared *compared,
		    const struct pgl_plans *plans, const struct pgl_option_changes *changes,
		    const struct pgl_advice_options *options)
{
	*advice = (struct pgl_advice){.compared = compared, .plans = plans};
	if (options->attributed)
		advice->caused = read_caused(plans, options->attributed);
	if (pgl_sources_init(&advice->sources, options->folder, options->place)) {
		free(advice->caused);
		return -1;
	}
	add_limited(advice, pgl_advice_add_lines, options->limit);
	if (advice->n_refused)
		qsort(advice->refused, advice->n_refused, sizeof *advice->refused, compare_refused);
	if (!options->is_inlining)
		add_limited(advice, pgl_advice_add_expectations, options->limit);
	if (options->is_placement && !options->is_inlining)
		add_limited(advice, pgl_advice_add_placement, options->limit);
	pgl_advice_add_params(advice);
	pgl_advice_add_unsplit(advice);
	if (!options->is_inlining)
		pgl_advice_add_flags(advice, changes);
	if (advice->n_lines)
		qsort(advice->lines, advice->n_lines, sizeof *advice->lines, compare_lines);
	return 0;
}

void pgl_advice_release(struct pgl_advice *advice)
{
	for (size_t i = 0; i < advice->n_lines; i++)
		line_release(&advice->lines[i]);
	for (size_t i = 0; i < advice->n_refused; i++) {
		free(advice->refused[i].place);
		free(advice->refused[i].why);
	}
	free(advice->lines);
	free(advice->caused);
	free(advice->refused);
	pgl_sources_release(&advice->sources);
}
