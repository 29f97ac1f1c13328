/* Prints what `pgolens explain` has to say; one renderer per format.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_EXPLAIN_H
#define PGL_RENDER_EXPLAIN_H

#include <stdio.h>

#include "explain.h"
#include "fairness.h"
#include "util/colour.h"

struct pgl_explain_view {
	const struct pgl_explanation *explanation;
	const struct pgl_fairness *fairness;
	const char *attribution; /* the file's name, or NULL */
	size_t n_health;	 /* examples of each kind of fault to name; 0: all */
	size_t n_statements;	 /* on each call; 0: all */
	size_t n_decisions;	 /* functions whose calls are explained; 0: all */
};

typedef void pgl_explain_renderer(const struct pgl_explain_view *view,
				  const struct pgl_style *style, FILE *out);

pgl_explain_renderer pgl_explain_text, pgl_explain_json;

#endif
