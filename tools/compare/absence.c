/* See absence.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/absence.h"

#include <string.h>

#include "base/banned.h"

/* Why one side has no such call and the other has; "%s" is that one. */
static const char *const absences[PGL_CLASS_N] = {
	[PGL_CLASS_NONE] = "not there",
	[PGL_CLASS_PROMOTED] = "an indirect call",
	[PGL_CLASS_PART] = "not there: functions are split otherwise",
	[PGL_CLASS_CLONE] = "not there: of a clone in %s",
	[PGL_CLASS_MERGED] = "not there: functions are merged otherwise",
	[PGL_CLASS_DEAD] = "optimized away",
	[PGL_CLASS_EARLY] = "not there: came with an early-inlined body in %s",
	[PGL_CLASS_DUPLICATE] = "not there: %s has it twice",
	[PGL_CLASS_AMBIGUOUS] = "not known: several may be it",
	[PGL_CLASS_UNEXPLAINED] = "not there",
};

void pgl_add_absence(struct pgl_strbuf *text, enum pgl_class class, enum pgl_side there)
{
	const char *words = absences[class], *side = strstr(words, "%s");

	pgl_strbuf_add_n(text, words, side ? (size_t)(side - words) : strlen(words));
	if (side) {
		pgl_strbuf_add(text, there == PGL_OLD ? "OLD" : "NEW");
		pgl_strbuf_add(text, side + 2);
	}
}
