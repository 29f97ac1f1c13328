/* The calls that -replay-only= selects.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_FILTER_H
#define PGL_PLAN_FILTER_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pgl_plan_filter;

/* Parses TEXT: "function=GLOB", "callee=GLOB" and "file=GLOB", separated by commas, where a call
   must match one glob of each kind given; or "@FILE", whose lines are keys of calls. Returns the
   filter, or NULL with ERROR set. */
struct pgl_plan_filter *pgl_plan_filter_new(const char *text, struct pgl_error *error);
/* Frees FILTER; NULL is allowed. */
void pgl_plan_filter_free(struct pgl_plan_filter *filter);
/* True if FILTER selects calls by key. */
bool pgl_plan_filter_has_keys(const struct pgl_plan_filter *filter);
/* True if KEY is one of its keys. */
bool pgl_plan_filter_has(const struct pgl_plan_filter *filter, const char *key);
/* True if RECORD's SITE matches its globs. A glob may match a function's name or symbol, and a
   file's path or its name without folders. */
bool pgl_plan_filter_fits(const struct pgl_plan_filter *filter, const struct pgl_record *record,
			  const struct pgl_site *site);

#ifdef __cplusplus
}
#endif

#endif
