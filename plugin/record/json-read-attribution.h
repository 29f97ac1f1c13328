/* Reads the output of `pgolens attribute --format=json` (docs/schema/attribute.schema.json), as far
   as an explanation needs it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_ATTRIBUTION_H
#define PGL_JSON_READ_ATTRIBUTION_H

#include <stdio.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One cause and its share of the gain, in the metric's unit; positive if NEW is better because of
   it. */
struct pgl_attributed_cause {
	const char *cause;
	double share;
	struct pgl_real percent_of_old;
	bool changes_program, is_resolved;
};

/* A call that was replayed by itself. */
struct pgl_attributed_site {
	const char *kind;     /* "newly inlined", "un-inlined", "both" */
	const char *location; /* "file:line:column" */
	const char *call;     /* "caller > callee", with inlined functions between them */
	double worth;	      /* what replaying it alone gains */
};

struct pgl_attributed {
	const char *metric; /* "instructions", "user-time"... */
	double old, new, whole;
	struct pgl_real percent;
	const char *outcome;		     /* "pgo-gains"... */
	struct pgl_attributed_cause *causes; /* as in the file */
	size_t n_causes;
	const char *site_metric; /* NULL: no calls were replayed */
	double part, together;
	struct pgl_attributed_site *sites;
	size_t n_sites;
	void *owned; /* private: all texts */
};

/* Reads the attribution in IN, called NAME in messages, and of several metrics only the first.
   Returns 0, or -1 with ERROR set to one sentence naming NAME and the cause, and nothing to
   release. */
int pgl_read_attribution(struct pgl_attributed *attributed, FILE *in, const char *name,
			 struct pgl_error *error);
/* Returns the whole attribution as JSON on one line; it lives as long as ATTRIBUTED. */
const char *pgl_attributed_json(const struct pgl_attributed *attributed);
void pgl_attributed_release(struct pgl_attributed *attributed);

#ifdef __cplusplus
}
#endif

#endif
