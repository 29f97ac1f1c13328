/* `pgolens explain` on one screen: as much as fits. See render-explain.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/explain-text.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/banned.h"

/* Where there is no terminal to ask. */
enum { USUAL_ROWS = 50 };

/* The limits of a view, from much to little. */
static const struct screen {
	size_t n_functions, n_decisions, n_health;
} screens[] = {{PGL_SCREEN_FUNCTIONS, 3, 2}, {PGL_SCREEN_FUNCTIONS, 3, 1},
	       {PGL_SCREEN_FUNCTIONS, 2, 1}, {3, 2, 1},
	       {PGL_SCREEN_FUNCTIONS, 1, 1}, {2, 1, 1}};

/* How many rows of STYLE's screen VIEW takes; 0 if that can't be told. */
static size_t rows_of(const struct pgl_explain_view *view, const struct pgl_style *style)
{
	/* Colours take no room. */
	const struct pgl_style plain = {.utf8 = style->utf8, .columns = style->columns};
	char *text = NULL;
	size_t size, n = 0;
	FILE *memory = open_memstream(&text, &size);

	if (!memory)
		return 0;
	pgl_explain_text(view, &plain, memory);
	if (!fclose(memory))
		for (const char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
			size_t width = pgl_utf8_width(line, (size_t)(end - line));

			/* What is not wrapped here, the terminal wraps. */
			n += plain.columns && width > plain.columns
				     ? (width + plain.columns - 1) / plain.columns
				     : 1;
		}
	free(text);
	return n;
}

void pgl_explain_screen(struct pgl_explain_view *view, const struct pgl_style *style, FILE *out)
{
	/* The next prompt takes one. */
	size_t rows = style->rows ? style->rows - 1 : USUAL_ROWS;

	view->n_statements = 1;
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		view->n_functions = screens[i].n_functions;
		view->n_decisions = screens[i].n_decisions;
		view->n_health = screens[i].n_health;
		if (rows_of(view, style) <= rows)
			break;
	}
	pgl_explain_text(view, style, out);
}
