/* Lines of advice. See advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "experiment/variants/plan.h"

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
	double old = pgl_or_zero(weights->side[PGL_OLD].calls[site->site[PGL_OLD]]);
	double new = pgl_or_zero(weights->side[PGL_NEW].calls[site->site[PGL_NEW]]);
	uint32_t body = pgl_advice_text_body(advice, site->site[PGL_NEW]);

	PGL_GROW(line->sites, line->n_sites, line->sites_room);
	line->sites[line->n_sites++] = number;
	if (advice->caused && !isnan(advice->caused[number]))
		line->caused = pgl_or_zero(line->caused) + advice->caused[number];
	line->n_newly_inlined += site->is_newly_inlined;
	if (site->is_newly_inlined)
		line->saved += old > new ? old - new : 0;
	else if (body != PGL_NONE)
		line->spared += fmax(pgl_or_zero(weights->side[PGL_NEW].entered[body]) - new, 0);
}

/* The end ------------------------------------------------------------------------------------- */

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
