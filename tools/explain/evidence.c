/* See evidence.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/evidence.h"

#include "base/banned.h"

const char *pgl_evidence_word(enum pgl_evidence evidence)
{
	static const char *const words[PGL_EVIDENCE_N] = {
		[PGL_RECORDED] = "recorded",
		[PGL_ESTIMATED] = "estimated",
		[PGL_MEASURED] = "measured",
		[PGL_CAUSED] = "caused",
	};

	return words[evidence];
}
