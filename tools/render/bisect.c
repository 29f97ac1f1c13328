/* See bisect.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/bisect.h"

#include "experiment/variants/plan.h"
#include "render/record-json.h"

void pgl_bisect_text(const struct pgl_bisection *bisection, const struct pgl_style *style,
		     FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	fprintf(out, "%zu steps from OLD to NEW; tested:\n", bisection->n_steps);
	for (size_t i = 0; i < bisection->n_tested; i++) {
		const struct pgl_tested *tested = &bisection->tested[i];
		enum pgl_colour colour = tested->test == PGL_TEST_GOOD	? PGL_COLOUR_GREEN
					 : tested->test == PGL_TEST_BAD ? PGL_COLOUR_RED
									: PGL_COLOUR_YELLOW;

		fprintf(out, "  %s%-4s%s  %s\n", pgl_colour_start(style, colour),
			pgl_test_word(tested->test), pgl_colour_end(style, colour), tested->name);
	}
	fprintf(out, "\nthe first bad step%s:\n",
		bisection->first == bisection->last ? "" : " is one of these");
	for (size_t i = bisection->first; i <= bisection->last; i++) {
		pgl_strbuf_reset(&text);
		pgl_bisection_add_step(bisection, i, &text);
		fprintf(out, "  %zu  %s\n", i, text.text);
	}
	if (bisection->is_taken_out)
		fprintf(out, "NEW without it is %s\n", pgl_test_word(bisection->without));
	pgl_strbuf_release(&text);
}

static void add_step(struct pgl_json *json, const struct pgl_bisection *bisection, size_t i)
{
	const struct pgl_plans *plans = &bisection->attribution.plans;
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "step", i);
	if (i <= bisection->n_causes) {
		pgl_json_text(json, "cause", pgl_cause_word(bisection->causes[i - 1]));
	} else if (i < bisection->n_steps) {
		uint32_t number = bisection->sites[i - bisection->n_causes - 1];

		pgl_json_text(json, "kind", pgl_plan_site_kind(&plans->sites[number]));
		pgl_plan_site_add_location(plans, number, &text);
		pgl_json_text(json, "location", text.text);
		pgl_strbuf_reset(&text);
		pgl_plan_site_add_call(plans, number, &text);
		pgl_json_text(json, "call", text.text);
	}
	pgl_json_end_object(json);
	pgl_strbuf_release(&text);
}

void pgl_bisect_json(const struct pgl_bisection *bisection, FILE *out)
{
	struct pgl_json json;

	pgl_json_open(&json, out, 2, "pgolens-bisection");
	pgl_json_text(&json, "test", bisection->command);
	pgl_json_unsigned(&json, "steps", bisection->n_steps);
	pgl_json_array(&json, "tested");
	for (size_t i = 0; i < bisection->n_tested; i++) {
		const struct pgl_tested *tested = &bisection->tested[i];

		pgl_json_object(&json, NULL);
		pgl_json_unsigned(&json, "step", tested->step);
		pgl_json_text(&json, "variant", tested->name);
		pgl_json_text(&json, "program", tested->program);
		pgl_json_signed(&json, "status", tested->status);
		pgl_json_text(&json, "verdict", pgl_test_word(tested->test));
		pgl_json_end_object(&json);
	}
	pgl_json_end_array(&json);
	pgl_json_array(&json, "first_bad");
	for (size_t i = bisection->first; i <= bisection->last; i++)
		add_step(&json, bisection, i);
	pgl_json_end_array(&json);
	pgl_json_text(&json, "without_it",
		      bisection->is_taken_out ? pgl_test_word(bisection->without) : NULL);
	pgl_json_close(&json);
}
