/* What part inlining has in NEW's gain, and how much of that can be had without counts. See advice-verify.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

const char *pgl_part_word(enum pgl_advice_part part)
{
	static const char *const words[PGL_PART_N] = {"newly-inlined", "un-inlined", "both"};

	return words[part];
}

/* The sets of causes whose variants are asked: NEW with OLD's inlining and with parts of its own, then OLD with these
   parts. */
static const uint32_t part_sets[] = {
	PGL_ALL_CAUSES & ~(uint32_t)PGL_INLINING_CAUSES,
	PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_UN_INLINED),
	PGL_ALL_CAUSES & ~PGL_CAUSE_BIT(PGL_CAUSE_NEWLY_INLINED),
	PGL_ALL_CAUSES,
	PGL_CAUSE_BIT(PGL_CAUSE_NEWLY_INLINED),
	PGL_CAUSE_BIT(PGL_CAUSE_UN_INLINED),
	PGL_INLINING_CAUSES,
};
enum { N_PART_SETS = sizeof part_sets / sizeof *part_sets };

static double lowest(const double *costs)
{
	return fmin(fmin(costs[PGL_PART_NEWLY_INLINED], costs[PGL_PART_UN_INLINED]),
		    costs[PGL_PART_BOTH]);
}

static void compute_part(struct pgl_advice_check *check, const double *costs)
{
	check->has_part = true;
	check->without = costs[0];
	memcpy(check->with, costs + 1, sizeof check->with);
	memcpy(check->replayed, costs + 1 + PGL_PART_N, sizeof check->replayed);
	check->best = PGL_PART_BOTH;
	for (int i = 0; i < PGL_PART_BOTH; i++)
		if (check->with[i] < check->with[check->best])
			check->best = (enum pgl_advice_part)i;
	check->part = check->without - lowest(check->with);
	check->replayed_part = check->old - lowest(check->replayed);
	if (check->part > 0 && check->part * PGL_ADVICE_FLOOR < check->floor)
		check->floor = check->part * PGL_ADVICE_FLOOR;
}

void pgl_advice_find_part(struct pgl_advice_check *check)
{
	struct pgl_attribution *attribution = &check->attribution;
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	struct pgl_variant *variants[N_PART_SETS];
	double costs[N_PART_SETS];
	char *why = NULL;
	int n = 0;

	for (; n < N_PART_SETS; n++) {
		variants[n] = pgl_attribution_of(attribution, part_sets[n], &message);
		if (!variants[n])
			break;
	}
	if (n == N_PART_SETS &&
	    !pgl_attribution_make(attribution, variants, N_PART_SETS,
				  "building with parts of NEW's inlining", &message))
		pgl_advice_measure_programs(check, variants, N_PART_SETS, &why);
	else
		why = pgl_advice_first_line(message.text);
	for (int i = 0; i < N_PART_SETS && !why; i++)
		costs[i] = pgl_attribution_cost(attribution, variants[i], check->metric,
						PGL_ALL_COMMANDS, NULL, 0);
	if (!why)
		compute_part(check, costs);
	check->no_part = why;
	pgl_strbuf_release(&message);
}
