/* `pgolens size` as text and as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_SIZE_H
#define PGL_RENDER_SIZE_H

#include <stdio.h>

#include "costs/size.h"
#include "base/colour.h"

struct pgl_size_view {
	const struct pgl_size *size;
	uint64_t limit; /* rows of a table; 0: all */
};

typedef void pgl_size_renderer(const struct pgl_size_view *view, const struct pgl_style *style,
			       FILE *out);
pgl_size_renderer pgl_size_text, pgl_size_json;

#endif
