/* Shows advice as text, as a patch or as JSON (docs/schema/advice.schema.json).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_ADVICE_H
#define PGL_RENDER_ADVICE_H

#include "experiment/advise/verify.h"
#include "base/colour.h"

/* Advice as it was found; CHECK is NULL, or what came of it. */
void pgl_advice_text(const struct pgl_advice *advice, const struct pgl_advice_check *check,
		     const struct pgl_style *style, FILE *out);
void pgl_advice_json(const struct pgl_advice *advice, const struct pgl_advice_check *check,
		     FILE *out);
/* The kept lines (without CHECK all) as a patch, under lines of words: flags, and what it keeps. */
void pgl_advice_patch_text(const struct pgl_advice *advice, const struct pgl_advice_check *check,
			   FILE *out);

/* Adds what is said of a line's decisions: "2 newly inlined, 3 un-inlined". */
void pgl_advice_add_decisions(const struct pgl_advice_line *line, struct pgl_strbuf *text);

#endif
