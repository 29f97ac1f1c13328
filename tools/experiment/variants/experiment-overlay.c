/* See experiment-overlay.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment-overlay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/xalloc.h"

#include "base/banned.h"

struct overlay {
	const char *tree;
	size_t start; /* where names below the overlay begin */
};

static int put(void *context, const char *path, const struct stat *status)
{
	const struct overlay *overlay = context;
	char *to = pgl_xasprintf("%s%s", overlay->tree, path + overlay->start);
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	int failed;

	(void)status;
	failed = pgl_read_file(&text, path) || pgl_write_file(to, text.text, text.length);
	int problem = errno;

	pgl_strbuf_release(&text);
	free(to);
	errno = problem;
	return failed ? -1 : 0;
}

int pgl_overlay_apply(const char *overlay, const char *tree)
{
	struct overlay context = {tree, strlen(overlay)};

	return pgl_visit_files(overlay, put, &context);
}
