/* Verifies advice: builds the program with it, without a profile, and measures how much of the profile's gain it keeps.

	gain	= cost of OLD - cost of NEW
	keeps	= cost of OLD - cost of OLD with the lines
	alone	of a line: cost of OLD - cost of OLD with only this line
	step	of a line: cost with the lines before it - cost with it added; the steps add up to KEEPS
	left out of a line: cost with all others - cost with all

   The lines are reduced by groups (as in delta debugging): all lines together first; a group worth more than a floor, of
   either sign, is split in two until single lines are left. Lines that gain alone are kept; the others are tested again
   together with these. Then each line is left out in turn, and dropped if that loses nothing, since another line does the
   same. A line with which the program does not build or run is dropped.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_VERIFY_H
#define PGL_ADVISE_VERIFY_H

#include "experiment/advise/advice.h"
#include "experiment/attribute/attribute.h"

/* A line worth less of the gain, or of the part of inlining if that is smaller, counts as worth nothing. */
#define PGL_ADVICE_FLOOR 0.01

enum pgl_advice_outcome {
	PGL_ADVICE_OUTCOME_KEPT,
	PGL_ADVICE_OUTCOME_NOTHING,   /* worth nothing, alone or in a group */
	PGL_ADVICE_OUTCOME_REDUNDANT, /* the other lines do the same */
	PGL_ADVICE_OUTCOME_BROKEN,    /* the program does not build or run with it */
	PGL_ADVICE_OUTCOME_UNTESTED,  /* the budget was spent */
	PGL_ADVICE_OUTCOME_N
};
const char *pgl_advice_outcome_word(enum pgl_advice_outcome outcome);

/* Which of NEW's inlining decisions a build has. */
enum pgl_advice_part { PGL_PART_NEWLY_INLINED, PGL_PART_UN_INLINED, PGL_PART_BOTH, PGL_PART_N };
const char *pgl_part_word(enum pgl_advice_part part);

/* A gain; the interval is set for a timed metric. */
struct pgl_gain {
	double value;
	struct pgl_interval interval;
};

struct pgl_advice_result {
	enum pgl_advice_outcome outcome;
	double alone;	   /* NAN: not measured */
	double left_out;   /* NAN: the line was never kept */
	size_t group_size; /* of the smallest tested group with it */
	double group;	   /* the group's worth */
	char *why;	   /* if broken: the first line of the message; owned */
	/* Of the calls this line targets, in the build with all lines: how many match NEW, how many do not, and how many are
	 * absent. */
	uint32_t n_reproduced, n_other, n_unknown;
};

/* The results by one timed metric, named as in pgl_advice_check. */
struct pgl_advice_timed {
	bool is_measured;
	double old;
	struct pgl_gain gain, keeps, share; /* SHARE: keeps / gain */
	struct pgl_gain *steps;
};

struct pgl_advice_check {
	struct pgl_attribution attribution;
	struct pgl_advice advice;
	bool has_advice;
	enum pgl_metric metric;
	double old, new, gain, floor;
	struct pgl_advice_result *results; /* by line */
	/* The kept lines, highest ALONE first; the costs of OLD with the first line, the first two, ... */
	size_t *kept;
	double *costs;
	size_t n_kept;
	struct pgl_variant **prefixes; /* the builds with these costs */
	/* The part of inlining in NEW's gain: NEW costs WITHOUT with OLD's inlining, and WITH[] with its newly inlined calls, its
	 * un-inlined ones, and both. One kind may lose what the other gains, so PART is the gain of the best of the three.
	 * INLINING_COST is OLD's cost with only the kept lines about inlining; COST_WITHOUT_FLAGS, without the options that a
	 * profile switches on. */
	bool has_part;
	double without, with[PGL_PART_N], part, inlining_cost, cost_without_flags;
	/* OLD's cost with each of these replayed, without counts: the limit of what decisions alone can gain. */
	double replayed[PGL_PART_N], replayed_part;
	enum pgl_advice_part best;
	char *no_part; /* why there is no part; owned */
	size_t n_builds, budget;
	bool is_spent; /* the budget was spent */
	struct pgl_advice_timed timed[PGL_METRIC_N];
};

/* Builds OLD and NEW, finds lines as WANTED says (but its folder and place are the build's), and tests them. OPTIONS as for
   pgl_attribute(). BUDGET limits the builds while reducing (0: no limit). 0, or -1 with ERROR set. Release CHECK in either
   case. */
int pgl_advice_check(struct pgl_advice_check *check, const struct pgl_attribute_options *options,
		     struct pgl_advice_options wanted, uint64_t budget, struct pgl_error *error);
void pgl_advice_check_release(struct pgl_advice_check *check);
/* True for the kept lines, by number; to be freed. */
bool *pgl_advice_chosen(const struct pgl_advice_check *check);

/* Parts of it. Compares the inlining of the build with all kept lines with NEW's. 0, or -1 with ERROR set. */
int pgl_advice_compare(struct pgl_advice_check *check, struct pgl_error *error);
/* Measures by the timed metrics that were asked for. 0, or -1 with ERROR set. */
int pgl_advice_time(struct pgl_advice_check *check, struct pgl_error *error);

#endif
