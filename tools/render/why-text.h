/* Prints why calls were inlined or not; one renderer per format (docs/schema/why.schema.json).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_WHY_H
#define PGL_RENDER_WHY_H

#include <stdio.h>

#include "explain/select.h"
#include "explain/cascade.h"
#include "base/colour.h"

struct pgl_why {
	const struct pgl_weights *weights;
	const struct pgl_cascades *cascades;
	const struct pgl_calls *calls;
	int n_sides;	    /* 1: only one build was given, OLD */
	size_t n_instances; /* of each call, to print: the first ones */
};

typedef void pgl_why_renderer(const struct pgl_why *why, const struct pgl_style *style, FILE *out);

pgl_why_renderer pgl_why_text, pgl_why_json;

#endif
