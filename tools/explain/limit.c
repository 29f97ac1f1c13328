/* See limit.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "explain/limit.h"

#include <inttypes.h>

#include "explain/reason.h"

#include "base/banned.h"

bool pgl_add_limit(struct pgl_strbuf *text, const struct pgl_decision *decision)
{
	struct pgl_inequality its;

	if (!pgl_inequality_of(decision, &its))
		return false;
	pgl_strbuf_addf(text, "%s ", pgl_measure_text(its.measure));
	if (its.factor.known)
		pgl_strbuf_addf(text, "%" PRId64 " * %" PRId64 " = ", its.growth.value,
				its.factor.value);
	pgl_strbuf_addf(text, "%" PRId64 " %s ", its.actual, its.actual > its.limit ? ">" : ">=");
	if (its.param_value != its.limit)
		pgl_strbuf_addf(text, "%" PRId64 ", from %s %" PRId64, its.limit, its.param,
				its.param_value);
	else
		pgl_strbuf_addf(text, "%s %" PRId64, its.param, its.limit);
	return true;
}
