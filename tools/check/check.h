/* What comes of a rule: it holds, is broken, with what breaks it, or it is not known whether it holds, for
   want of what it asks for; and the functions that look whether one does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CHECK_H
#define PGL_CHECK_H

#include "compare/diff.h"
#include "compare/fairness.h"
#include "check/rules.h"
#include "base/strbuf.h"

enum pgl_check_state { PGL_CHECK_HOLDS, PGL_CHECK_BROKEN, PGL_CHECK_UNKNOWN, PGL_CHECK_STATE_N };

/* "holds", "broken", "unknown". */
const char *pgl_check_state_word(enum pgl_check_state state);

/* What a finding is about. */
enum pgl_subject {
	PGL_SUBJECT_CALL,
	PGL_SUBJECT_FUNCTION,
	PGL_SUBJECT_UNIT,
	PGL_SUBJECT_BUILD,
	PGL_SUBJECT_REMARK /* on whether the comparison is fair */
};

/* One thing that breaks a rule. */
struct pgl_finding {
	enum pgl_subject subject;
	struct pgl_change change;	 /* CALL: whether it is a change or not */
	uint32_t number;		 /* FUNCTION: its body; UNIT: the identity's number */
	const struct pgl_remark *remark; /* REMARK */
	/* The number compared. Of a rule on one build, NEW's; OLD's then need not be known. */
	struct pgl_real value[PGL_SIDES];
	bool is_estimated[PGL_SIDES];
};

struct pgl_check_result {
	const struct pgl_rule *rule;
	enum pgl_check_state state;
	size_t n_seen; /* calls, functions ... that the rule was applied to */
	struct pgl_strbuf
		unknown; /* what is not known; empty: all is. Also of a rule that is broken */
	struct pgl_finding *findings; /* what matters most first */
	size_t n, room;
};

/* What of the functions is not in the diff; by body. */
struct pgl_body_numbers {
	bool *stands; /* has code outside its callers */
	struct pgl_real *frame;
	uint32_t *n_clones;
};

struct pgl_check {
	const struct pgl_diff *diff;
	const struct pgl_fairness *fairness;
	struct pgl_integer text[PGL_SIDES]; /* bytes of .text */
	struct pgl_check_result *results;   /* a rule each, in their order */
	size_t n;
	/* Of these results, how many are in each state; and how many of them count against the builds. */
	size_t n_in_state[PGL_CHECK_STATE_N], n_counted;
	/* Private. */
	struct pgl_body_numbers bodies[PGL_SIDES];
};

typedef void pgl_rule_checker(const struct pgl_check *check, const struct pgl_rule *rule,
			      struct pgl_check_result *result);
/* What of a function a rule compares; BODY is in the build of SIDE, and stands there. */
typedef struct pgl_real pgl_body_number(const struct pgl_check *check,
					const struct pgl_function_change *function,
					enum pgl_side side);

/* Does RESULT count against the builds? */
bool pgl_check_counts(const struct pgl_check_result *result);

/* Looks at the builds of DIFF; TEXT is the bytes of .text of either. All three must outlive CHECK. */
void pgl_check_init(struct pgl_check *check, const struct pgl_rules *rules,
		    const struct pgl_diff *diff, const struct pgl_fairness *fairness,
		    const struct pgl_integer text[PGL_SIDES]);
void pgl_check_release(struct pgl_check *check);

/* For those who look whether a rule holds. A new finding; it is all unknown yet. */
struct pgl_finding *pgl_check_found(struct pgl_check_result *result, enum pgl_subject subject);
/* Something is not known; the first of several is told. */
__attribute__((format(printf, 2, 3))) void pgl_check_unknown(struct pgl_check_result *result,
							     const char *format, ...);

pgl_rule_checker pgl_check_inlined, pgl_check_not_inlined, pgl_check_stays_inlined,
	pgl_check_stays_call, pgl_check_not_rejected, pgl_check_inlined_share;
pgl_rule_checker pgl_check_level, pgl_check_growth, pgl_check_profiled, pgl_check_mismatch,
	pgl_check_new_mismatch;
pgl_rule_checker pgl_check_fair, pgl_check_calls_growth, pgl_check_text, pgl_check_text_growth,
	pgl_check_unit_growth, pgl_check_inlining_growth, pgl_check_paired;
pgl_body_number pgl_body_size, pgl_body_bytes, pgl_body_frame, pgl_body_entries, pgl_body_clones;

#endif
