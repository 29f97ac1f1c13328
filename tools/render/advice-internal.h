/* Shared by the files that show advice alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_ADVICE_INTERNAL_H
#define PGL_RENDER_ADVICE_INTERNAL_H

#include "render/advice.h"
#include "base/table.h"

struct pgl_advice_rows {
	const struct pgl_advice *advice;
	const struct pgl_advice_check *check;
	const size_t *number; /* which lines; NULL: all */
	const struct pgl_advice_timed *timed;
	enum pgl_metric metric;
};

const struct pgl_advice_line *pgl_advice_line_of(const void *rows, size_t row);
void pgl_advice_fill_name(const void *rows, size_t row, struct pgl_cell *cell);
void pgl_advice_fill_place(const void *rows, size_t row, struct pgl_cell *cell);
void pgl_advice_print(const struct pgl_advice_rows *rows, const struct pgl_column *columns,
		      size_t n_columns, size_t n_rows, const struct pgl_style *style, FILE *out);

/* What CHECK found: the arithmetic alone, as lines; and all of it. */
void pgl_advice_add_keeps(const struct pgl_advice_check *check, struct pgl_strbuf *text);
void pgl_advice_print_check(const struct pgl_advice_rows *rows, const struct pgl_style *style,
			    FILE *out);

#endif
