/* A site of a plan in words.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SITE_TEXT_H
#define PGL_SITE_TEXT_H

#include "experiment/variants/plan.h"

/* "newly inlined", "un-inlined" or "both": here and there. */
const char *pgl_plan_site_kind(const struct pgl_plan_site *site);
/* Adds "file:line:column" of site NUMBER, or "-". */
void pgl_plan_site_add_place(const struct pgl_plans *plans, uint32_t number,
			     struct pgl_strbuf *text);
/* Adds "caller > callee", with the calls that early inlining brought it through. */
void pgl_plan_site_add_call(const struct pgl_plans *plans, uint32_t number,
			    struct pgl_strbuf *text);

#endif
