/* See savings.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/service/savings.h"

#include <math.h>
#include <stdlib.h>

#define HOURS_A_YEAR (365.25 * 24)

/* The interval of what is saved, for the relative CHANGE of BY. */
static struct pgl_interval scaled(struct pgl_interval change, double by)
{
	return (struct pgl_interval){-change.high * by, -change.low * by};
}

int pgl_savings_of(struct pgl_savings *savings, const struct pgl_savings_options *asked,
		   const struct pgl_comparison *cpu, struct pgl_error *error)
{
	double a_year = asked->core_hour * HOURS_A_YEAR;

	if (!cpu->has_interval || cpu->n_rounds < 2 || !isfinite(cpu->change) ||
	    !isfinite(cpu->interval.low) || !isfinite(cpu->interval.high)) {
		return pgl_error_set(error,
				     "cannot tell the savings from %zu round%s: one round has no "
				     "interval, or the figures are not numbers",
				     cpu->n_rounds, cpu->n_rounds == 1 ? "" : "s");
	}
	*savings = (struct pgl_savings){
		.asked = *asked,
		.cores = -cpu->change * asked->cores,
		.cores_interval = scaled(cpu->interval, asked->cores),
		.money = -cpu->change * asked->cores * a_year,
		.money_interval = scaled(cpu->interval, asked->cores * a_year),
		.is_seen = cpu->difference != PGL_DIFFERENCE_NONE,
	};
	return 0;
}

/* False: TEXT is not a number above 0. */
static bool read_positive(const char *text, double *ret)
{
	char *end;

	*ret = strtod(text, &end);
	return end != text && !*end && isfinite(*ret) && *ret > 0;
}

int pgl_savings_parse(struct pgl_savings_options *asked, const char *cores, const char *core_hour,
		      struct pgl_error *error)
{
	asked->core_hour = NAN;
	if (!read_positive(cores, &asked->cores))
		return pgl_error_set(error, "'%s' is not a number of cores", cores);
	if (core_hour && !read_positive(core_hour, &asked->core_hour)) {
		return pgl_error_set(error, "'%s' is not the price of a core for an hour",
				     core_hour);
	}
	return 0;
}

const char *pgl_savings_assumption(const struct pgl_savings *savings)
{
	return savings->asked.of == PGL_SAVINGS_OF_REQUESTS
		       ? "assumes that all these cores run this service, are as busy with NEW as "
			 "they are with OLD, get requests like those measured, on processors like "
			 "this one, and that half the CPU time per request needs half the cores"
		       : "assumes that all these cores run this program, are as busy with NEW as "
			 "they are with OLD, on inputs like those measured and processors like "
			 "this one, and that half the CPU time per run needs half the cores";
}
