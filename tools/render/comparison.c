/* See comparison.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/comparison.h"

#include <math.h>

#include "base/table.h"

void pgl_interval_json(struct pgl_json *json, const char *key, struct pgl_interval interval)
{
	pgl_json_array(json, key);
	pgl_json_real(json, NULL, interval.low);
	pgl_json_real(json, NULL, interval.high);
	pgl_json_end_array(json);
}

void pgl_comparison_json(struct pgl_json *json, const struct pgl_comparison *comparison)
{
	pgl_json_real(json, "old", comparison->old);
	pgl_json_real(json, "new", comparison->new);
	pgl_json_real(json, "change", comparison->change);
	if (comparison->has_interval) {
		pgl_interval_json(json, "interval", comparison->interval);
		pgl_json_real(json, "chance", comparison->p);
	} else {
		pgl_json_null(json, "interval");
		pgl_json_null(json, "chance");
	}
}

static void add_number(struct pgl_strbuf *text, double value)
{
	if (fabs(value) < 100)
		pgl_strbuf_addf(text, "%.1f", value);
	else
		pgl_add_signed(text, (int64_t)rint(value));
}

/* "120 (95 % interval 90 to 140)"; only the interval where it holds zero. */
static void add_value(struct pgl_strbuf *text, double value, struct pgl_interval interval,
		      bool is_seen)
{
	if (is_seen) {
		add_number(text, fabs(value));
		pgl_strbuf_add(text, " (95 % interval ");
		add_number(text, value < 0 ? -interval.high : interval.low);
		pgl_strbuf_add(text, " to ");
		add_number(text, value < 0 ? -interval.low : interval.high);
		pgl_strbuf_add(text, ")");
	} else {
		add_number(text, interval.low);
		pgl_strbuf_add(text, " to ");
		add_number(text, interval.high);
	}
}

void pgl_savings_text(const struct pgl_savings *savings, FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_add(&text, "of ");
	add_number(&text, savings->asked.cores);
	pgl_strbuf_addf(&text, " cores, NEW %s ",
			!savings->is_seen    ? "saves none that is seen: saved may be"
			: savings->cores > 0 ? "saves"
					     : "needs more:");
	add_value(&text, savings->cores, savings->cores_interval, savings->is_seen);
	if (!isnan(savings->money)) {
		pgl_strbuf_addf(&text, "; at %g per core and hour, ", savings->asked.core_hour);
		add_value(&text, savings->money, savings->money_interval, savings->is_seen);
		pgl_strbuf_add(&text, " a year");
	}
	fprintf(out, "%s\n  %s\n", text.text, pgl_savings_assumption(savings));
	pgl_strbuf_release(&text);
}

void pgl_savings_json(const struct pgl_savings *savings, struct pgl_json *json, const char *key)
{
	pgl_json_object(json, key);
	pgl_json_real(json, "of_cores", savings->asked.cores);
	pgl_json_real(json, "cores", savings->cores);
	pgl_interval_json(json, "cores_interval", savings->cores_interval);
	if (!isnan(savings->money)) {
		pgl_json_real(json, "core_hour", savings->asked.core_hour);
		pgl_json_real(json, "money_a_year", savings->money);
		pgl_interval_json(json, "money_interval", savings->money_interval);
	}
	pgl_json_bool(json, "is_seen", savings->is_seen);
	pgl_json_text(json, "assumes", pgl_savings_assumption(savings));
	pgl_json_end_object(json);
}
