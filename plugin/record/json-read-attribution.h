/* Reads what `pgolens attribute --format=json` wrote (docs/schema/attribute.schema.json): as much of it as an
   explanation needs.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_JSON_READ_ATTRIBUTION_H
#define PGL_JSON_READ_ATTRIBUTION_H

#include <stdio.h>

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One cause and its share of the gain, in the metric's unit; above 0: NEW is better for it. */
struct pgl_attributed_cause {
	const char *cause;
	double share;
	struct pgl_real percent_of_old;
	bool changes_program, is_resolved;
};

/* A call that was put back by itself. */
struct pgl_attributed_site {
	const char *kind;     /* "newly inlined", "un-inlined", "both" */
	const char *location; /* "file:line:column" */
	const char *call;     /* "caller > callee", with bodies between */
	double worth;	      /* what it gains, put back alone */
};

struct pgl_attributed {
	const char *metric; /* "instructions", "user-time"... */
	double old, new, whole;
	struct pgl_real percent;
	const char *verdict;		     /* "pgo-gains"... */
	struct pgl_attributed_cause *causes; /* as in the file */
	size_t n_causes;
	const char *site_metric; /* NULL: no calls were put back */
	double part, together;
	struct pgl_attributed_site *sites;
	size_t n_sites;
	void *owned; /* private: all texts */
};

/* Reads the attribution in IN, called NAME in messages; of several metrics the first. 0; or -1 with ERROR
   set to one sentence that names NAME and the cause, and nothing kept. */
int pgl_read_attribution(struct pgl_attributed *attributed, FILE *in, const char *name,
			 struct pgl_error *error);
/* The whole attribution as JSON on one line; lives as long as ATTRIBUTED. */
const char *pgl_attributed_json(const struct pgl_attributed *attributed);
void pgl_attributed_release(struct pgl_attributed *attributed);

#ifdef __cplusplus
}
#endif

#endif
