/* Prints what `pgolens check` has found; one renderer per format, and the words that all of them use.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_CHECK_H
#define PGL_RENDER_CHECK_H

#include <stdio.h>

#include "check/check.h"
#include "base/colour.h"

struct pgl_check_view {
	const struct pgl_check *check;
	size_t most; /* findings of a rule that text prints; 0: all */
};

typedef void pgl_check_renderer(const struct pgl_check_view *view, const struct pgl_style *style,
				FILE *out);

pgl_check_renderer pgl_check_as_text, pgl_check_as_json, pgl_check_as_junit, pgl_check_as_sarif,
	pgl_check_as_github;

/* Where a finding is: a place in a source file, of SIDE's build. */
struct pgl_check_place {
	const char *file;      /* NULL: there is none */
	uint32_t line, column; /* 0: not known */
};

struct pgl_check_place pgl_check_place(const struct pgl_check *check,
				       const struct pgl_finding *finding);
/* Adds "file:line:column", or what of it is known; of a finding without a place, nothing. */
void pgl_check_add_place(struct pgl_strbuf *text, const struct pgl_check *check,
			 const struct pgl_finding *finding);
/* Adds what the finding is about: "caller -> callee", the function, the unit; "the build". */
void pgl_check_add_subject(struct pgl_strbuf *text, const struct pgl_check *check,
			   const struct pgl_finding *finding);
/* Adds what breaks the rule: both outcomes or both numbers, and how often the call is executed. */
void pgl_check_add_detail(struct pgl_strbuf *text, const struct pgl_check *check,
			  const struct pgl_check_result *result, const struct pgl_finding *finding);
/* The rule's name, or its text. */
const char *pgl_check_name(const struct pgl_rule *rule);
/* "error", "warning" or "note": broken or not known and counted; told of only; not known and let pass. */
const char *pgl_check_level_word(const struct pgl_check_result *result);

#endif
