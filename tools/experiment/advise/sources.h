/* The sources that advice changes: from the name that a record gives a file to its text below the source
   folder.

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
	char *path;	 /* below the folder; NULL: it is not there */
	const char *why; /* then: why */
	struct pgl_strbuf text;
	struct pgl_source_tokens tokens;
	struct pgl_source_conditions conditions; /* once they were asked for */
	bool has_conditions;
};

struct pgl_sources {
	char *folder;	   /* absolute */
	const char *place; /* where a build had the folder, or NULL; borrowed */
	struct pgl_source *item;
	uint32_t n, room;
};

/* Takes sources from FOLDER, which the builds may have seen at PLACE (NULL: only there). 0, or -1 with errno
   set. */
int pgl_sources_init(struct pgl_sources *sources, const char *folder, const char *place);
void pgl_sources_release(struct pgl_sources *sources);

/* The number of file FILE of RECORD, read the first time; its path is NULL if it can't be changed. */
uint32_t pgl_sources_find(struct pgl_sources *sources, const struct pgl_record *record,
			  uint32_t file);

/* Those of SOURCE, which is there. */
const struct pgl_source_conditions *pgl_sources_conditions(struct pgl_source *source);

#endif
