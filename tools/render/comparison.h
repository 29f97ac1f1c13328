/* What all say of a comparison and of intervals as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_COMPARISON_H
#define PGL_RENDER_COMPARISON_H

#include <stdio.h>

#include "experiment/service/savings.h"
#include "base/paired-test.h"
#include "base/json-write.h"

/* An array of two numbers under KEY. */
void pgl_interval_json(struct pgl_json *json, const char *key, struct pgl_interval interval);
/* Members of the object that is open: old, new, change, interval, chance. */
void pgl_comparison_json(struct pgl_json *json, const struct pgl_comparison *comparison);

/* A sentence or two, and what they assume. */
void pgl_savings_text(const struct pgl_savings *savings, FILE *out);
/* An object under KEY. */
void pgl_savings_json(const struct pgl_savings *savings, struct pgl_json *json, const char *key);

#endif
