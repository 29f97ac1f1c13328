/* See limit.h. The words for what GCC compares are ours; the names are those of GCC's --params.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "limit.h"

#include <inttypes.h>
#include <string.h>

/* What a caller has too much of. */
static const char *callers_measure(const char *limit)
{
	if (strstr(limit, "frame"))
		return "frame";
	return strstr(limit, "iterations") ? "iteration" : "size";
}

static void add_measure(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	int64_t growth = decision->growth.value, actual = decision->limit_actual.value;

	if (decision->limit_of == PGL_LIMIT_OF_UNIT)
		pgl_strbuf_add(text, "unit size ");
	else if (decision->limit_of == PGL_LIMIT_OF_CALLER)
		pgl_strbuf_addf(text, "%s ", callers_measure(decision->limit));
	else if (!decision->growth.known)
		pgl_strbuf_add(text, "growth of at least ");
	else if (growth > 0 && actual > growth && actual % growth == 0)
		/* The early inliner divides its limit by the calls in the body. */
		pgl_strbuf_addf(text, "growth %" PRId64 " * %" PRId64 " = ", growth,
				actual / growth);
	else
		pgl_strbuf_add(text, "growth ");
}

bool pgl_add_limit(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	int64_t actual = decision->limit_actual.value, value = decision->limit_value.value;

	if (decision->inlined || !decision->limit || !decision->limit_actual.known ||
	    !decision->limit_value.known)
		return false;
	add_measure(text, decision);
	pgl_strbuf_addf(text, "%" PRId64 " %s ", actual, actual > value ? ">" : ">=");
	if (decision->limit_param.known && decision->limit_param.value != value)
		pgl_strbuf_addf(text, "%" PRId64 ", from %s %" PRId64, value, decision->limit,
				decision->limit_param.value);
	else
		pgl_strbuf_addf(text, "%s %" PRId64, decision->limit, value);
	return true;
}
