/* A cascade as a sentence, with its arithmetic. See cascade.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/cascade-internal.h"

#include <string.h>

#include "records/names.h"
#include "base/table.h"

#include "base/banned.h"

static const char *build_word(int side)
{
	return side == PGL_OLD ? "OLD" : "NEW";
}

static const char *name_of(const struct pgl_forest *forest, uint32_t function)
{
	return function == PGL_NONE ? PGL_INDIRECT : pgl_forest_function(forest, function)->name;
}

/* "f at x.c:12:3 (inlining 7, +120)" */
static void add_step(struct pgl_strbuf *text, const struct pgl_forest *forest,
		     const struct pgl_cascade *cascade, const struct pgl_cascade_step *step)
{
	const struct pgl_record *record = pgl_forest_record(forest, step->site);
	const struct pgl_site *line = pgl_forest_site(forest, step->site);

	pgl_strbuf_add(text, name_of(forest, pgl_forest_callee(forest, step->site)));
	if (cascade->budget == PGL_BUDGET_UNIT)
		pgl_strbuf_addf(text, " into %s",
				name_of(forest, pgl_forest_root(forest, step->site)));
	if (line->location.file != PGL_NONE) {
		struct pgl_strbuf place = PGL_STRBUF_INIT;

		/* The file's own name: the sentence is long, and is about one program. */
		pgl_add_location(&place, record, line->location);
		const char *name = strrchr(place.text, '/');

		pgl_strbuf_addf(text, " at %s", name ? name + 1 : place.text);
		pgl_strbuf_release(&place);
	}
	pgl_strbuf_add(text, " (inlining ");
	pgl_add_unsigned(text, step->sequence);
	pgl_strbuf_add(text, cascade->budget == PGL_BUDGET_FRAME ? ", a frame of " : ", +");
	pgl_add_signed(text, step->growth.value);
	if (step->other.known) {
		pgl_strbuf_add(text, ", in the other build +");
		pgl_add_signed(text, step->other.value);
	}
	pgl_strbuf_add_char(text, ')');
}

static void add_steps(struct pgl_strbuf *text, const struct pgl_forest *forest,
		      const struct pgl_cascade *cascade, size_t n_named)
{
	for (size_t i = 0; i < cascade->n_steps && i < n_named; i++) {
		pgl_strbuf_add(text, i ? ", " : "");
		add_step(text, forest, cascade, &cascade->steps[i]);
	}
	if (cascade->n_steps > n_named) {
		pgl_strbuf_add(text, " and ");
		pgl_add_unsigned(text, cascade->n_steps - n_named);
		pgl_strbuf_add(text, " more");
	}
}

/* What had grown, from what to what. */
static void add_growth(struct pgl_strbuf *text, const struct pgl_forest *forest,
		       const struct pgl_cascade *cascade)
{
	if (cascade->budget == PGL_BUDGET_FRAME)
		pgl_strbuf_addf(text, "the frame of %s is ", name_of(forest, cascade->function));
	else if (cascade->budget == PGL_BUDGET_UNIT)
		pgl_strbuf_add(text, "the unit had grown from ");
	else
		pgl_strbuf_addf(text, "%s had grown from ", name_of(forest, cascade->function));
	if (cascade->budget != PGL_BUDGET_FRAME) {
		pgl_add_signed(text, cascade->start);
		pgl_strbuf_add(text, " to ");
	}
	pgl_add_signed(text, cascade->reached);
}

void pgl_cascade_add(struct pgl_strbuf *text, const struct pgl_cascades *cascades,
		     const struct pgl_cascade *cascade, size_t n_named)
{
	const struct pgl_forest *forest = cascades->weights->match->identity->forest[cascade->side];
	const struct pgl_inequality *its = &cascade->inequality;
	size_t start = text->length;

	add_growth(text, forest, cascade);
	pgl_strbuf_add(text, ", of that ");
	pgl_add_signed(text, cascade->added);
	pgl_strbuf_addf(text, "%s by %s that %s does not do%s: ",
			cascade->budget == PGL_BUDGET_FRAME ? " bytes" : "",
			cascade->n_steps == 1 ? "an inlining" : "inlinings",
			build_word(!cascade->side),
			cascade->steps[0].other.known ? ", or not as large" : "");
	add_steps(text, forest, cascade, n_named);
	pgl_strbuf_addf(text, "; without %s the %s would be ",
			cascade->n_steps == 1 ? "it" : "them", pgl_measure_text(its->measure));
	pgl_add_signed(text, cascade->without);
	pgl_strbuf_add(text, its->is_strict ? " <= " : " < ");
	pgl_add_signed(text, its->limit);
	if (cascade->n_enough < cascade->n_steps) {
		pgl_strbuf_add(text, " (to leave out the first ");
		if (cascade->n_enough > 1) {
			pgl_add_unsigned(text, cascade->n_enough);
			pgl_strbuf_add_char(text, ' ');
		}
		pgl_strbuf_add(text, "is enough)");
	}
	pgl_strbuf_defuse(text, start);
}
