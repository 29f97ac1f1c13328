/* What a change of CPU time saves, for people and as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_SAVINGS_H
#define PGL_RENDER_SAVINGS_H

#include <stdio.h>

#include "experiment/service/savings.h"
#include "base/json-write.h"

/* A sentence or two, and what they assume. */
void pgl_savings_text(const struct pgl_savings *savings, FILE *out);
/* An object under KEY. */
void pgl_savings_json(const struct pgl_savings *savings, struct pgl_json *json, const char *key);

#endif
