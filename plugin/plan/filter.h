/* Which calls -replay-only= means.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PLAN_FILTER_H
#define PGL_PLAN_FILTER_H

#include "record/record.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pgl_plan_filter;

/* Reads TEXT: "function=GLOB", "callee=GLOB" and "file=GLOB", separated by commas, of which a call must fit
   one of each kind there is; or "@FILE", whose lines are keys of calls. Returns it, or NULL with ERROR
   set. */
struct pgl_plan_filter *pgl_plan_filter_new(const char *text, struct pgl_error *error);
/* Frees FILTER; NULL is fine. */
void pgl_plan_filter_free(struct pgl_plan_filter *filter);
/* Does it go by keys? */
bool pgl_plan_filter_has_keys(const struct pgl_plan_filter *filter);
/* Is KEY one of its keys? */
bool pgl_plan_filter_has(const struct pgl_plan_filter *filter, const char *key);
/* Does RECORD's SITE fit its globs? A function's name or symbol may, and a file's path or its name
   without folders. */
bool pgl_plan_filter_fits(const struct pgl_plan_filter *filter, const struct pgl_record *record,
			  const struct pgl_site *site);

#ifdef __cplusplus
}
#endif

#endif
