/* `pgolens profile` as text and as JSON.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_PROFILE_H
#define PGL_RENDER_PROFILE_H

#include <stdio.h>

#include "profile/profile.h"
#include "base/colour.h"

struct pgl_profile_view {
	const struct pgl_profile *profiles;
	size_t n;
	uint64_t limit; /* rows of a table; 0: all */
	/* What a run takes, in instructions; known if it was asked for. */
	struct pgl_integer plain, instrumented;
};

typedef void pgl_profile_renderer(const struct pgl_profile_view *view,
				  const struct pgl_style *style, FILE *out);
pgl_profile_renderer pgl_profile_text, pgl_profile_json;

#endif
