/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The CVs that the service has, as stored: one JSON document a line.
 */
#ifndef CV_DOCUMENTS_H
#define CV_DOCUMENTS_H

#include <stddef.h>

#include "../text.h"

struct cv_documents {
	struct cv_text *items;	/* they borrow from data */
	size_t n;
	char *data;
};

/* Load all lines of the file.  0, or -1 with errno set and nothing to release. */
int cv_documents_load(struct cv_documents *documents, const char *path);
void cv_documents_release(struct cv_documents *documents);

#endif
