/* Is what link-time optimization did in both builds recorded? See fairness-internal.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/fairness-internal.h"

#include "records/linked.h"
#include "base/banned.h"

static const char what[] = "link-time optimization";

struct side_checker {
	struct pgl_checker *checker;
	const char *side;
};

bool pgl_fairness_is_recorded(const struct pgl_scope *scope)
{
	return scope->linked == PGL_NONE || scope->unit->summary;
}

static bool is_linked(const struct pgl_build *build)
{
	for (size_t u = 0; u < build->n; u++)
		if (build->records[u]->unit.n_units)
			return true;
	return false;
}

static void remark_lack(void *context, enum pgl_lack lack, const struct pgl_unit *unit)
{
	const struct side_checker *side = context;
	struct pgl_strbuf detail = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&detail, "in %s, %s", side->side, pgl_lack_text(lack));
	pgl_fairness_remark(side->checker, lack != PGL_LACK_LINK_OR_NOT, what, &detail,
			    unit->source);
}

void pgl_fairness_check_links(struct pgl_checker *checker)
{
	static const char *const words[PGL_SIDES] = {"OLD", "NEW"};
	bool linked[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = checker->identity->forest[side]->build;
		struct side_checker context = {checker, words[side]};

		pgl_build_lacks(build, remark_lack, &context);
		linked[side] = is_linked(build);
	}
	if (linked[PGL_OLD] != linked[PGL_NEW]) {
		struct pgl_strbuf detail = PGL_STRBUF_INIT;

		pgl_strbuf_addf(&detail, "only %s has been optimized by a link",
				words[linked[PGL_NEW]]);
		pgl_fairness_remark(checker, true, what, &detail, NULL);
	}
}
