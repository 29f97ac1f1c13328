/* What an output stream can show: colour, UTF-8, its width.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COLOUR_H
#define PGL_COLOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum pgl_colour {
	PGL_COLOUR_PLAIN,
	PGL_COLOUR_BOLD,
	PGL_COLOUR_DIM,
	PGL_COLOUR_RED,
	PGL_COLOUR_GREEN,
	PGL_COLOUR_YELLOW,
	PGL_COLOUR_BLUE,
	PGL_COLOUR_MAGENTA,
	PGL_COLOUR_CYAN
};

/* --color=WHEN. */
enum pgl_colour_when { PGL_COLOUR_AUTO, PGL_COLOUR_ALWAYS, PGL_COLOUR_NEVER };
/* Their words in that order, ended by NULL. */
extern const char *const pgl_colour_when_words[];

struct pgl_style {
	bool colour;
	bool utf8; /* or plain ASCII */
	/* Of the terminal; 0: not a terminal, so nothing is cut. */
	size_t columns, rows;
};

/* What OUT can show. AUTO means colour on a terminal that is not "dumb", unless NO_COLOR is set and not empty.
   UTF-8 depends on the locale; the caller has called setlocale(). */
struct pgl_style pgl_style_of(FILE *out, enum pgl_colour_when when);

/* The sequence that switches COLOUR on, or "". */
const char *pgl_colour_start(const struct pgl_style *style, enum pgl_colour colour);
/* The sequence that ends what pgl_colour_start() gave, or "". */
const char *pgl_colour_end(const struct pgl_style *style, enum pgl_colour colour);

#endif
