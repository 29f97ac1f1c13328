/* What became of one instance of a call in one build, and what else happened at it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FATE_H
#define PGL_FATE_H

#include "base/strbuf.h"
#include "compare/weigh.h"

enum pgl_fate {
	PGL_FATE_CALL,	  /* a call in the end */
	PGL_FATE_INLINED, /* by a decision of its own */
	PGL_FATE_ALONG,	  /* inlined already in the body that brought it */
	PGL_FATE_GONE,	  /* vanished before the IPA inliner came to it */
	PGL_FATE_N
};

/* "call", "inlined", "came along inlined", "gone"; the word of it in JSON. */
const char *pgl_fate_text(enum pgl_fate fate);
const char *pgl_fate_word(enum pgl_fate fate);

enum pgl_fate pgl_fate_of(const struct pgl_forest *forest, uint32_t site);
/* Does the function whose code SITE stands in have no copy of its own any more, so that SITE never runs? */
bool pgl_fate_is_void(const struct pgl_forest *forest, uint32_t site);

/* Is what SITE calls made by the compiler in place, so that no call is executed? */
bool pgl_fate_is_builtin(const struct pgl_forest *forest, uint32_t site);

/* Is EVENT of SITE's record one that happened at SITE, or made the clone that it calls? */
bool pgl_event_is_at(const struct pgl_forest *forest, uint32_t site, const struct pgl_event *event);

/* Adds "in f's own text", or "in main, through f > g": where SITE ended up. */
void pgl_add_whereabouts(struct pgl_strbuf *text, const struct pgl_forest *forest, uint32_t site);

/* Executions of SITE of SIDE per run by the profile of the builds; a formula's result if *RET_IS_ESTIMATED,
   else counts as recorded. */
struct pgl_real pgl_executions(const struct pgl_weights *weights, enum pgl_side side, uint32_t site,
			       bool *ret_is_estimated);

#endif
