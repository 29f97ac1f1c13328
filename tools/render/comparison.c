/* See render-comparison.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/comparison.h"

#include "base/banned.h"

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
