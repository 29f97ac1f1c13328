/* Shows what a bisection found, as text or as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_BISECT_H
#define PGL_RENDER_BISECT_H

#include <stdio.h>

#include "experiment/attribute/bisect.h"
#include "base/colour.h"

void pgl_bisect_text(const struct pgl_bisection *bisection, const struct pgl_style *style,
		     FILE *out);
void pgl_bisect_json(const struct pgl_bisection *bisection, FILE *out);

#endif
