/* Checks whether two builds keep the rules: each rule holds, is broken (with the findings that break it), or is
   unknown because data that it needs is missing.

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
	PGL_SUBJECT_REMARK /* about the fairness of the comparison */
};

/* One thing that breaks a rule. */
struct pgl_finding {
	enum pgl_subject subject;
	struct pgl_change change;	 /* CALL: the call, changed or not */
	uint32_t number;		 /* FUNCTION: its body; UNIT: the identity's number */
	const struct pgl_remark *remark; /* REMARK */
	/* The numbers compared; OLD's is unknown for a rule about NEW alone. */
	struct pgl_real value[PGL_SIDES];
	bool is_estimated[PGL_SIDES];
};

struct pgl_check_result {
	const struct pgl_rule *rule;
	enum pgl_check_state state;
	size_t n_seen;		      /* calls, functions ... that the rule applies to */
	struct pgl_strbuf unknown;    /* what is not known, even of a broken rule; empty: nothing */
	struct pgl_finding *findings; /* most important first */
	size_t n, room;
};

/* Numbers of functions that the diff does not have; by body. */
struct pgl_body_numbers {
	bool *stands; /* has an out-of-line body */
	struct pgl_real *frame;
	uint32_t *n_clones;
};

struct pgl_check {
	const struct pgl_diff *diff;
	const struct pgl_fairness *fairness;
	struct pgl_integer text[PGL_SIDES]; /* bytes of .text */
	struct pgl_check_result *results;   /* one for each rule, in order */
	size_t n;
	/* Results in each state, and those that count against the builds. */
	size_t n_in_state[PGL_CHECK_STATE_N], n_counted;
	/* Private. */
	struct pgl_body_numbers bodies[PGL_SIDES];
};

/* Checks RULE; fills all of RESULT but its state. */
typedef void pgl_rule_checker(const struct pgl_check *check, const struct pgl_rule *rule,
			      struct pgl_check_result *result);
/* The number of FUNCTION, which has an out-of-line body in SIDE, that a rule compares. */
typedef struct pgl_real pgl_body_number(const struct pgl_check *check,
					const struct pgl_function_change *function,
					enum pgl_side side);

/* What a rule says of one call. */
enum pgl_judgement {
	PGL_NOT_MEANT, /* it is about other calls */
	PGL_FINE,
	PGL_BROKEN,
	PGL_UNPAIRED /* NEW's counterpart of the call is not known */
};
typedef enum pgl_judgement pgl_call_judge(const struct pgl_rule *rule,
					  const struct pgl_change *change, bool is_changed);
/* True if a function that the profiles of OLD and NEW saw so breaks the rule. */
typedef bool pgl_profile_test(enum pgl_profiled old, enum pgl_profiled new);

/* True if RESULT counts against the builds: it makes `check` fail. */
bool pgl_check_counts(const struct pgl_check_result *result);

/* Checks RULES on the builds of DIFF and fills CHECK, to be released. TEXT: the bytes of .text of each build. RULES,
   DIFF and FAIRNESS must outlive CHECK. */
void pgl_check_init(struct pgl_check *check, const struct pgl_rules *rules,
		    const struct pgl_diff *diff, const struct pgl_fairness *fairness,
		    const struct pgl_integer text[PGL_SIDES]);
void pgl_check_release(struct pgl_check *check);

/* --- for the functions that check a rule --- */

/* Adds a finding to RESULT; all its numbers are unknown yet. Valid until the next one is added. */
struct pgl_finding *pgl_check_found(struct pgl_check_result *result, enum pgl_subject subject);
/* Sets what is not known, unless it is set already. */
__attribute__((format(printf, 2, 3))) void pgl_check_unknown(struct pgl_check_result *result,
							     const char *format, ...);

/* VALUE's number. */
struct pgl_real pgl_check_real(struct pgl_integer value);

pgl_rule_checker pgl_check_calls, pgl_check_inlined_share, pgl_check_functions, pgl_check_profiles,
	pgl_check_fair, pgl_check_calls_growth, pgl_check_text, pgl_check_units, pgl_check_paired;
pgl_call_judge pgl_judge_inlined, pgl_judge_not_inlined, pgl_judge_stays_inlined,
	pgl_judge_stays_call, pgl_judge_not_rejected;
pgl_body_number pgl_body_size, pgl_body_bytes, pgl_body_frame, pgl_body_entries, pgl_body_clones;
pgl_profile_test pgl_is_unread, pgl_is_mismatched, pgl_is_newly_mismatched;

#endif
