/* See findings.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/findings.h"

#include "base/xalloc.h"

const char *pgl_check_state_word(enum pgl_check_state state)
{
	static const char *const words[PGL_CHECK_STATE_N] = {
		[PGL_CHECK_HOLDS] = "holds",
		[PGL_CHECK_BROKEN] = "broken",
		[PGL_CHECK_UNKNOWN] = "unknown",
	};

	return words[state];
}

struct pgl_finding *pgl_check_found(struct pgl_check_result *result, enum pgl_subject subject)
{
	PGL_GROW(result->findings, result->n, result->room);
	result->findings[result->n] = (struct pgl_finding){.subject = subject, .number = PGL_NONE};
	return &result->findings[result->n++];
}

void pgl_check_unknown(struct pgl_check_result *result, const char *format, ...)
{
	va_list arguments;

	if (result->unknown.length)
		return;
	va_start(arguments, format);
	pgl_strbuf_vaddf(&result->unknown, format, arguments);
	va_end(arguments);
}

bool pgl_check_counts(const struct pgl_check_result *result)
{
	if (result->rule->is_warning || result->state == PGL_CHECK_HOLDS)
		return false;
	return result->state == PGL_CHECK_BROKEN || !result->rule->if_known;
}
