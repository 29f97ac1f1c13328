/* Prints what `pgolens stat` has counted.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_STAT_H
#define PGL_RENDER_STAT_H

#include <stdio.h>

#include "records/tally.h"
#include "base/colour.h"

typedef void pgl_stat_renderer(const struct pgl_tally *tally, const char *name,
			       const struct pgl_style *style, FILE *out);

pgl_stat_renderer pgl_stat_text, pgl_stat_json;

#endif
