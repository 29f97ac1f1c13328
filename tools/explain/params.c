/* The --params that the inliners compare with. See reason.h.

   A record has the options that are not as at -O0; one that it leaves out has GCC's own value there. Those
   have been the same from GCC 11 to 16 (params.opt); tests/cli/why.t asks the compiler at hand.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/reason.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static const struct {
	const char *name;
	int64_t value;
} defaults[] = {
	{"early-inlining-insns", 6},
	{"inline-heuristics-hint-percent", 200},
	{"inline-min-speedup", 30},
	{"inline-unit-growth", 40},
	{"large-function-growth", 100},
	{"large-function-insns", 2700},
	{"large-stack-frame", 256},
	{"large-stack-frame-growth", 1000},
	{"large-unit-insns", 10000},
	{"max-early-inliner-iterations", 1},
	{"max-inline-insns-auto", 15},
	{"max-inline-insns-recursive", 450},
	{"max-inline-insns-recursive-auto", 450},
	{"max-inline-insns-single", 70},
	{"max-inline-insns-size", 0},
	{"max-inline-insns-small", 0},
};

/* The value of NAME in OPTIONS; unknown: not there, or no number. */
static struct pgl_integer option_value(const struct pgl_options *options, const char *name)
{
	for (size_t i = 0; i < options->n; i++) {
		char *end;

		if (strcmp(options->item[i].name, name))
			continue;
		errno = 0;
		int64_t value = strtoll(options->item[i].value, &end, 10);

		return (struct pgl_integer){value,
					    !errno && end != options->item[i].value && !*end};
	}
	return (struct pgl_integer){0, false};
}

struct pgl_integer pgl_param_of(const struct pgl_record *record, uint32_t function,
				const char *name)
{
	const struct pgl_function *its = function == PGL_NONE ? NULL : &record->functions[function];
	const struct pgl_unit *unit =
		its && its->unit != PGL_NONE ? &record->unit.units[its->unit] : &record->unit;
	struct pgl_integer value = {0, false};

	if (its)
		value = option_value(&its->options, name);
	if (!value.known)
		value = option_value(&unit->options, name);
	for (size_t i = 0; !value.known && i < sizeof defaults / sizeof *defaults; i++)
		if (!strcmp(defaults[i].name, name))
			value = (struct pgl_integer){defaults[i].value, true};
	return value;
}
