/* What was measured of two builds, as `pgolens diff --measured` shows it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_DIFF_MEASURED_H
#define PGL_RENDER_DIFF_MEASURED_H

#include <stdio.h>

#include "costs/join.h"
#include "base/colour.h"
#include "base/json-write.h"

/* The totals, the N functions whose source gained, lost or moved the most, and what is left: an
   empty line first. */
void pgl_measured_print(const struct pgl_cost_join *join, size_t n, const struct pgl_style *style,
			FILE *out);
/* KEY: an object with all functions and all cells. */
void pgl_json_measured(struct pgl_json *json, const char *key, const struct pgl_cost_join *join);

#endif
