/* The table of rules. See rule-kinds.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/rule-kinds.h"

#include <string.h>

/* Numbers that differ by less are the same: they come out of sums of fractions. */
#define LEAST_DIFFERENCE 1e-9

#define BIT(key) PGL_BIT(PGL_RULE_KEY_##key)
#define PLACE (BIT(CALLER) | BIT(CALLEE) | BIT(FILE))
#define CALLS (PLACE | BIT(HOT) | BIT(EXECUTED))
#define FUNCTIONS (BIT(FUNCTION) | BIT(FILE))

static const struct pgl_rule_kind kinds[] = {
	/* On calls. */
	{"inlined", "NEW inlines the calls, wherever they stand", CALLS, PGL_LIMIT_NONE,
	 PGL_MEASURE_COUNT, NULL, pgl_check_inlined, NULL},
	{"not-inlined", "NEW inlines none of the calls", CALLS, PGL_LIMIT_NONE, PGL_MEASURE_COUNT,
	 NULL, pgl_check_not_inlined, NULL},
	{"stays-inlined", "of the calls that OLD inlines, NEW un-inlines none", CALLS,
	 PGL_LIMIT_NONE, PGL_MEASURE_COUNT, NULL, pgl_check_stays_inlined, NULL},
	{"stays-call", "of the calls that OLD does not inline, NEW inlines none", CALLS,
	 PGL_LIMIT_NONE, PGL_MEASURE_COUNT, NULL, pgl_check_stays_call, NULL},
	{"not-rejected", "NEW rejects none of the calls, or none for these reasons",
	 CALLS | BIT(REASON), PGL_LIMIT_NONE, PGL_MEASURE_COUNT, NULL, pgl_check_not_rejected,
	 NULL},
	{"inlined-share", "that share of the calls' executions goes into inlined bodies in NEW",
	 CALLS, PGL_LIMIT_AT_LEAST, PGL_MEASURE_SHARE, "inlined share", pgl_check_inlined_share,
	 NULL},
	/* On functions. */
	{"size", "size of a function in NEW, as the inliner estimates it", FUNCTIONS,
	 PGL_LIMIT_LEVEL, PGL_MEASURE_SIZE, "size", pgl_check_level, pgl_body_size},
	{"size-growth", "growth of that size from OLD to NEW", FUNCTIONS, PGL_LIMIT_GROWTH,
	 PGL_MEASURE_SIZE, "size", pgl_check_growth, pgl_body_size},
	{"bytes", "code of a function in NEW's objects", FUNCTIONS, PGL_LIMIT_LEVEL,
	 PGL_MEASURE_BYTES, "code", pgl_check_level, pgl_body_bytes},
	{"bytes-growth", "growth of a function's code in the objects", FUNCTIONS, PGL_LIMIT_GROWTH,
	 PGL_MEASURE_BYTES, "code", pgl_check_growth, pgl_body_bytes},
	{"frame", "stack frame of a function in NEW, as estimated after inlining", FUNCTIONS,
	 PGL_LIMIT_LEVEL, PGL_MEASURE_BYTES, "frame", pgl_check_level, pgl_body_frame},
	{"frame-growth", "growth of a function's stack frame", FUNCTIONS, PGL_LIMIT_GROWTH,
	 PGL_MEASURE_BYTES, "frame", pgl_check_growth, pgl_body_frame},
	{"entries-growth", "growth of the calls that enter a function's own code", FUNCTIONS,
	 PGL_LIMIT_GROWTH, PGL_MEASURE_COUNT, "calls per run", pgl_check_growth, pgl_body_entries},
	{"clones", "clones of a function in NEW, for constants or other parameters", FUNCTIONS,
	 PGL_LIMIT_LEVEL, PGL_MEASURE_COUNT, "clones", pgl_check_level, pgl_body_clones},
	{"clones-growth", "growth of the number of a function's clones", FUNCTIONS,
	 PGL_LIMIT_GROWTH, PGL_MEASURE_COUNT, "clones", pgl_check_growth, pgl_body_clones},
	{"profiled", "NEW's profile of the functions was read: they ran in training", FUNCTIONS,
	 PGL_LIMIT_NONE, PGL_MEASURE_COUNT, NULL, pgl_check_profiled, NULL},
	{"no-mismatch", "NEW's profile fits the functions", FUNCTIONS, PGL_LIMIT_NONE,
	 PGL_MEASURE_COUNT, NULL, pgl_check_mismatch, NULL},
	{"no-new-mismatch", "NEW's profile fits the functions that OLD's fits", FUNCTIONS,
	 PGL_LIMIT_NONE, PGL_MEASURE_COUNT, NULL, pgl_check_new_mismatch, NULL},
	/* On builds. */
	{"fair", "OLD and NEW differ by the profile alone", BIT(EXCEPT), PGL_LIMIT_NONE,
	 PGL_MEASURE_COUNT, NULL, pgl_check_fair, NULL},
	{"paired", "that share of the builds' calls is paired", 0, PGL_LIMIT_AT_LEAST,
	 PGL_MEASURE_SHARE, "paired share", pgl_check_paired, NULL},
	{"calls-growth", "growth of the calls that a run executes", 0, PGL_LIMIT_GROWTH,
	 PGL_MEASURE_COUNT, "calls per run", pgl_check_calls_growth, NULL},
	{"text", "bytes of NEW's .text", 0, PGL_LIMIT_LEVEL, PGL_MEASURE_BYTES, ".text",
	 pgl_check_text, NULL},
	{"text-growth", "growth of .text", 0, PGL_LIMIT_GROWTH, PGL_MEASURE_BYTES, ".text",
	 pgl_check_text_growth, NULL},
	{"unit-growth", "growth of each unit's size after inlining", BIT(FILE), PGL_LIMIT_GROWTH,
	 PGL_MEASURE_SIZE, "size", pgl_check_unit_growth, NULL},
	{"inlining-growth", "what inlining in NEW adds to each unit's size", BIT(FILE),
	 PGL_LIMIT_GROWTH, PGL_MEASURE_SIZE, "size", pgl_check_inlining_growth, NULL},
};

const struct pgl_rule_kind *pgl_rule_kind_at(size_t n)
{
	return n < sizeof kinds / sizeof *kinds ? &kinds[n] : NULL;
}

const struct pgl_rule_kind *pgl_rule_kind(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].name, name))
			return &kinds[i];
	return NULL;
}

void pgl_add_rule_form(struct pgl_strbuf *text, const struct pgl_rule_kind *kind)
{
	static const char *const limits[] = {[PGL_LIMIT_LEVEL] = " <= N",
					     [PGL_LIMIT_GROWTH] = " <= N or N%",
					     [PGL_LIMIT_AT_LEAST] = " >= N%"};

	pgl_strbuf_add(text, kind->name);
	for (int key = 0; key < PGL_RULE_KEY_NAME; key++)
		if (kind->keys & PGL_BIT(key))
			pgl_strbuf_addf(text, " [%s=%s]", pgl_rule_key_word(key),
					key == PGL_RULE_KEY_EXECUTED ? "N"
					: key == PGL_RULE_KEY_REASON || key == PGL_RULE_KEY_EXCEPT
						? "WHAT"
						: "GLOB");
	if (kind->keys & BIT(HOT))
		pgl_strbuf_add(text, " [hot]");
	if (kind->limit)
		pgl_strbuf_add(text, limits[kind->limit]);
}

bool pgl_check_is_within(const struct pgl_rule *rule, double old, double new)
{
	double limit = rule->limit;

	if (rule->kind->limit == PGL_LIMIT_AT_LEAST)
		return new >= limit - LEAST_DIFFERENCE;
	if (rule->kind->limit == PGL_LIMIT_GROWTH)
		limit = rule->limit_is_percent ? old * (1 + limit / 100) : old + limit;
	return new <= limit *(1 + LEAST_DIFFERENCE) + LEAST_DIFFERENCE;
}
