/* The text of a source file that a record names, where it can be found.

   A name is tried as it stands if it is absolute, and below each folder given; below one that the user
   named, also its ends ("src/a.c" and "a.c" of "/build/x/src/a.c"), the longest first. Names come from
   records, which may come from anywhere: only regular files that are named like sources and hold
   text are read, and none that is larger than a bound.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SOURCE_TEXT_H
#define PGL_SOURCE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

#define PGL_LARGEST_SOURCE (32 * 1024 * 1024)

enum pgl_source_state {
	PGL_SOURCE_FOUND,
	PGL_SOURCE_MISSING,
	PGL_SOURCE_UNREADABLE, /* exists, but cannot be read */
	PGL_SOURCE_TOO_LARGE,
	PGL_SOURCE_NO_TEXT,   /* not a regular file, or with bytes that no source has */
	PGL_SOURCE_NO_SOURCE, /* not named like a source: never looked for */
	PGL_SOURCE_STATE_N
};

/* "found", "missing" ... */
const char *pgl_source_state_word(enum pgl_source_state state);

/* True if NAME is that of a source file. */
bool pgl_source_is_named_so(const char *name);

struct pgl_source_folder {
	const char *path;
	bool is_named; /* by the user */
};

struct pgl_source {
	enum pgl_source_state state;
	struct pgl_strbuf path; /* where it was found; else empty */
	struct pgl_strbuf text; /* FOUND */
	uint64_t fingerprint;	/* of the text, as a unit's (record.h); FOUND */
};

/* Looks for the file that a record calls NAME in N FOLDERS. Release SOURCE. */
void pgl_source_find(struct pgl_source *source, const char *name,
		     const struct pgl_source_folder *folders, size_t n);
void pgl_source_release(struct pgl_source *source);

#endif
