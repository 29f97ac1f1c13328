/* See rule-kinds.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/rule-kinds.h"

#include <string.h>

/* Numbers that differ by less are equal: they are sums of fractions. */
#define LEAST_DIFFERENCE 1e-9

#define BIT(key) PGL_BIT(PGL_RULE_KEY_##key)
#define PLACE (BIT(CALLER) | BIT(CALLEE) | BIT(FILE))
#define CALLS (PLACE | BIT(HOT) | BIT(EXECUTED))
#define FUNCTIONS (BIT(FUNCTION) | BIT(FILE))

static const struct pgl_rule_kind kinds[] = {
	/* On calls. */
	{"inlined", "NEW inlines the calls, wherever they stand", CALLS, .check = pgl_check_calls,
	 .side = PGL_NEW, .judge = pgl_judge_inlined},
	{"not-inlined", "NEW inlines none of the calls", CALLS, .check = pgl_check_calls,
	 .side = PGL_NEW, .judge = pgl_judge_not_inlined},
	{"stays-inlined", "NEW un-inlines none of the calls that OLD inlines", CALLS,
	 .check = pgl_check_calls, .side = PGL_OLD, .judge = pgl_judge_stays_inlined},
	{"stays-call", "NEW inlines none of the calls that OLD does not inline", CALLS,
	 .check = pgl_check_calls, .side = PGL_OLD, .judge = pgl_judge_stays_call},
	{"not-rejected", "NEW rejects none of the calls, or none for these reasons",
	 CALLS | BIT(REASON), .check = pgl_check_calls, .side = PGL_NEW,
	 .judge = pgl_judge_not_rejected},
	{"inlined-share", "NEW executes at least this share of the calls in inlined bodies", CALLS,
	 PGL_LIMIT_AT_LEAST, PGL_RULE_UNIT_SHARE, "inlined share",
	 .check = pgl_check_inlined_share},
	/* On functions. */
	{"size", "size of a function in NEW, as the inliner estimates it", FUNCTIONS,
	 PGL_LIMIT_LEVEL, PGL_RULE_UNIT_SIZE, "size", .check = pgl_check_functions,
	 .number = pgl_body_size},
	{"size-growth", "growth of that size from OLD to NEW", FUNCTIONS, PGL_LIMIT_GROWTH,
	 PGL_RULE_UNIT_SIZE, "size", .check = pgl_check_functions, .number = pgl_body_size},
	{"bytes", "bytes of a function's code in NEW's objects", FUNCTIONS, PGL_LIMIT_LEVEL,
	 PGL_RULE_UNIT_BYTES, "code", .check = pgl_check_functions, .number = pgl_body_bytes},
	{"bytes-growth", "growth of a function's code in the objects", FUNCTIONS, PGL_LIMIT_GROWTH,
	 PGL_RULE_UNIT_BYTES, "code", .check = pgl_check_functions, .number = pgl_body_bytes},
	{"frame", "stack frame of a function in NEW, as estimated after inlining", FUNCTIONS,
	 PGL_LIMIT_LEVEL, PGL_RULE_UNIT_BYTES, "frame", .check = pgl_check_functions,
	 .number = pgl_body_frame},
	{"frame-growth", "growth of a function's stack frame", FUNCTIONS, PGL_LIMIT_GROWTH,
	 PGL_RULE_UNIT_BYTES, "frame", .check = pgl_check_functions, .number = pgl_body_frame},
	{"entries-growth", "growth of the calls that enter a function's out-of-line body",
	 FUNCTIONS, PGL_LIMIT_GROWTH, PGL_RULE_UNIT_COUNT, "calls in training",
	 .check = pgl_check_functions, .number = pgl_body_entries},
	{"clones", "clones of a function in NEW, for constants or other parameters", FUNCTIONS,
	 PGL_LIMIT_LEVEL, PGL_RULE_UNIT_COUNT, "clones", .check = pgl_check_functions,
	 .number = pgl_body_clones},
	{"clones-growth", "growth of the number of a function's clones", FUNCTIONS,
	 PGL_LIMIT_GROWTH, PGL_RULE_UNIT_COUNT, "clones", .check = pgl_check_functions,
	 .number = pgl_body_clones},
	{"profiled", "NEW's profile has counts for the functions: they ran in training", FUNCTIONS,
	 .check = pgl_check_profiles, .breaks = pgl_is_unread},
	{"no-mismatch", "NEW's profile fits the functions", FUNCTIONS, .check = pgl_check_profiles,
	 .breaks = pgl_is_mismatched},
	{"no-new-mismatch", "NEW's profile fits the functions that OLD's fits", FUNCTIONS,
	 .check = pgl_check_profiles, .breaks = pgl_is_newly_mismatched},
	/* On builds. */
	{"fair", "OLD and NEW differ by the profile alone", BIT(EXCEPT), .check = pgl_check_fair},
	{"paired", "at least this share of the builds' calls is paired", 0, PGL_LIMIT_AT_LEAST,
	 PGL_RULE_UNIT_SHARE, "paired share", .check = pgl_check_paired},
	{"calls-growth", "growth of the number of calls that training executes", 0,
	 PGL_LIMIT_GROWTH, PGL_RULE_UNIT_COUNT, "calls in training",
	 .check = pgl_check_calls_growth},
	{"text", "bytes of NEW's .text", 0, PGL_LIMIT_LEVEL, PGL_RULE_UNIT_BYTES, ".text",
	 .check = pgl_check_text},
	{"text-growth", "growth of .text", 0, PGL_LIMIT_GROWTH, PGL_RULE_UNIT_BYTES, ".text",
	 .check = pgl_check_text},
	{"unit-growth", "growth of each unit's size after inlining", BIT(FILE), PGL_LIMIT_GROWTH,
	 PGL_RULE_UNIT_SIZE, "size", .check = pgl_check_units, .side = PGL_OLD},
	{"inlining-growth", "what inlining in NEW adds to each unit's size", BIT(FILE),
	 PGL_LIMIT_GROWTH, PGL_RULE_UNIT_SIZE, "size", .check = pgl_check_units, .side = PGL_NEW},
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
