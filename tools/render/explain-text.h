/* Prints what `pgolens explain` has to say; one renderer per format.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_EXPLAIN_H
#define PGL_RENDER_EXPLAIN_H

#include <stdio.h>

#include "explain/explain.h"
#include "compare/fairness.h"
#include "base/colour.h"

struct pgl_explain_view {
	const struct pgl_explanation *explanation;
	const struct pgl_fairness *fairness;
	const char *attribution; /* the file's name, or NULL */
	bool is_of_run;		 /* it ends `pgolens run`, which has said what was measured */
	/* How much is said; 0: all. */
	size_t n_functions;  /* in the table */
	size_t n_decisions;  /* functions whose calls are explained */
	size_t n_statements; /* on each call */
	size_t n_health;     /* examples of each kind of fault */
};

typedef void pgl_explain_renderer(const struct pgl_explain_view *view,
				  const struct pgl_style *style, FILE *out);

pgl_explain_renderer pgl_explain_text, pgl_explain_json;

/* The most functions of a screen, with so many changes of each. */
enum { PGL_SCREEN_FUNCTIONS = 4, PGL_SCREEN_CHANGES = 1 };
/* As text, as much of it as fits a screen of STYLE's rows, or of 50 where there is no terminal: VIEW's limits
   are set to that. The least there is to say may be more. */
void pgl_explain_screen(struct pgl_explain_view *view, const struct pgl_style *style, FILE *out);

#endif
