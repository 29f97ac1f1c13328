/* The sources that advice changes: from a file's name in a record to its text below the source folder.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_SOURCES_H
#define PGL_ADVISE_SOURCES_H

#include <stdint.h>

#include "record/record.h"
#include "experiment/advise/conditions.h"
#include "experiment/advise/tokens.h"
#include "base/strbuf.h"

struct pgl_source {
	char *recorded;	 /* its name in the records */
	char *path;	 /* below the folder; NULL: it cannot be changed */
	const char *why; /* then: the reason, for people */
	struct pgl_strbuf text;
	struct pgl_source_tokens tokens;
	struct pgl_source_conditions conditions; /* valid if HAS_CONDITIONS */
	bool has_conditions;
};

struct pgl_sources {
	char *folder;	   /* absolute */
	const char *place; /* the folder's path in the builds, or NULL; borrowed */
	struct pgl_source *item;
	uint32_t n, room;
};

/* Takes sources from FOLDER, which was at PLACE in the builds (NULL: at FOLDER). 0, or -1 with errno set. */
int pgl_sources_init(struct pgl_sources *sources, const char *folder, const char *place);
void pgl_sources_release(struct pgl_sources *sources);

/* The number of the source for file number FILE of RECORD; reads it the first time. */
uint32_t pgl_sources_find(struct pgl_sources *sources, const struct pgl_record *record,
			  uint32_t file);

/* The conditions of SOURCE, which has a path; SOURCE owns them. */
const struct pgl_source_conditions *pgl_sources_conditions(struct pgl_source *source);

#endif
