/* See figures.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

const char *pgl_figure_word(int figure)
{
	return figure == PGL_FIGURE_RATE  ? "requests-per-second"
	       : figure == PGL_FIGURE_CPU ? "cpu-per-request"
					  : pgl_percentile_words[figure - PGL_FIGURE_LATENCY];
}

bool pgl_figure_is_cost(int figure)
{
	return figure != PGL_FIGURE_RATE;
}

static double value_of(const struct pgl_service_load *load, int figure)
{
	return figure == PGL_FIGURE_RATE  ? (double)load->numbers.requests / load->numbers.seconds
	       : figure == PGL_FIGURE_CPU ? pgl_cpu_per_request(load)
					  : load->numbers.latency[figure - PGL_FIGURE_LATENCY];
}

double pgl_widening(uint64_t n)
{
	double z = 1.959964, degrees = (double)n - 1, z3 = z * z * z, z5 = z3 * z * z,
	       z7 = z5 * z * z, student;

	if (n < 2)
		return INFINITY;
	/* Student's t by the expansion of Hill (1970), exact to 1 % from 3 degrees on. */
	student = z + (z3 + z) / (4 * degrees) +
		  (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees) +
		  (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees * degrees * degrees);
	return student / z * sqrt((double)n / degrees);
}

/* Widens on a logarithmic scale, as the mean is geometric: no saving can exceed 100 %. */
static void widen(struct pgl_comparison *comparison, double by)
{
	double middle = log1p(comparison->change);
	struct pgl_interval *interval = &comparison->interval;

	interval->low = expm1(middle - by * (middle - log1p(interval->low)));
	interval->high = expm1(middle + by * (log1p(interval->high) - middle));
	if (pgl_interval_has_zero(*interval))
		comparison->difference = PGL_DIFFERENCE_NONE;
}

static void compare(struct pgl_comparison *comparison, const struct pgl_rounds *rounds, int kind,
		    int figure, uint64_t seed)
{
	size_t n = (size_t)rounds->n_rounds;
	double *values[2];

	for (int side = 0; side < 2; side++) {
		values[side] = pgl_xcalloc(n + 1, sizeof **values);
		for (size_t round = 0; round < n; round++)
			values[side][round] = value_of(&rounds->load[round][side][kind], figure);
	}
	pgl_compare_rounds(comparison, values[0], values[1], n, seed);
	/* One round has no spread. */
	comparison->has_interval &= n > 1;
	if (comparison->has_interval)
		widen(comparison, pgl_widening(n));
	for (int side = 0; side < 2; side++)
		free(values[side]);
}

static double rate_of(const struct pgl_comparison *comparison, int side)
{
	return side ? comparison->new : comparison->old;
}

void pgl_figures_of(struct pgl_figures *figures, const struct pgl_rounds *rounds, uint64_t seed)
{
	*figures = (struct pgl_figures){.reached = {NAN, NAN}};
	for (int kind = 0; kind < PGL_LOAD_KINDS; kind++) {
		if (!rounds->kind[kind])
			continue;
		for (int i = 0; i < PGL_FIGURES; i++)
			compare(&figures->figure[kind][i], rounds, kind, i, seed);
		for (uint64_t round = 0; round < rounds->n_rounds; round++)
			for (int side = 0; side < 2; side++) {
				const struct pgl_load_numbers *numbers =
					&rounds->load[round][side][kind].numbers;

				figures->requests[kind][side] += numbers->requests;
				figures->failed[kind][side] += numbers->failed;
			}
	}
	for (int side = 0; side < 2 && rounds->kind[PGL_LOAD_EQUAL]; side++)
		figures->reached[side] =
			rate_of(&figures->figure[PGL_LOAD_EQUAL][PGL_FIGURE_RATE], side) /
			rounds->rate;
}

enum pgl_load_kind pgl_figures_main(const struct pgl_rounds *rounds)
{
	return rounds->kind[PGL_LOAD_EQUAL] ? PGL_LOAD_EQUAL : PGL_LOAD_FULL;
}
