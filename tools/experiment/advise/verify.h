/* Proves advice: builds the program with it, without a profile, and measures how much it keeps of what the profile
   gains.

	gain	= cost of OLD - cost of NEW
	keeps	= cost of OLD - cost of OLD with the lines
	alone	of a line: cost of OLD - cost of OLD with it and no other
	step	of a line: cost with those before it - cost with it, too; the steps of all add up to KEEPS
	left out of a line: cost with all others - cost with all

   Which lines to keep is found by groups: all that were found are put into OLD together; a group that is worth
   more than a floor, whichever way, is split in two, until single lines are left. Lines that gain alone are
   kept; of the others it is asked whether they gain with these. Then each is left out in turn, and goes if
   that loses nothing: what another line does already. A line that does not build, or breaks a run, goes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ADVISE_VERIFY_H
#define PGL_ADVISE_VERIFY_H

#include "experiment/advise/advice.h"
#include "experiment/attribute/attribute.h"

/* A line that keeps less of the gain, or of the part of inlining if that is less, keeps nothing. */
#define PGL_ADVICE_FLOOR 0.01

enum pgl_advice_fate {
	PGL_ADVICE_FATE_KEPT,
	PGL_ADVICE_FATE_NOTHING,   /* it keeps nothing, alone or in a group */
	PGL_ADVICE_FATE_REDUNDANT, /* without it nothing is lost: the others do what it does */
	PGL_ADVICE_FATE_BROKEN,	   /* with it the program does not build, or not run */
	PGL_ADVICE_FATE_UNTESTED,  /* the budget was spent before */
	PGL_ADVICE_FATE_N
};
const char *pgl_advice_fate_word(enum pgl_advice_fate fate);

/* What of NEW's inlining a build has. */
enum pgl_advice_part { PGL_PART_NEWLY_INLINED, PGL_PART_UN_INLINED, PGL_PART_BOTH, PGL_PART_N };
const char *pgl_part_word(enum pgl_advice_part part);

/* A gain, with its interval where the metric is timed. */
struct pgl_gain {
	double value;
	struct pgl_interval interval;
};

struct pgl_advice_result {
	enum pgl_advice_fate fate;
	double alone;	   /* NAN: not measured */
	double left_out;   /* of one that is kept, or was till then; else NAN */
	size_t group_size; /* of the smallest group it was tested in */
	double group;	   /* what that was worth */
	char *why;	   /* broken: the first line of what was said */
	/* Of the calls it is to make as in NEW: those that are so, in the build with all lines; that are not; and
	 * that are not there. */
	uint32_t n_reproduced, n_other, n_unknown;
};

/* One timed metric. All of pgl_advice_check's NAMES below. */
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
	/* The lines that are kept, in the order of what they gain alone; what OLD costs with the first, the first
	 * two ... */
	size_t *kept;
	double *costs;
	size_t n_kept;
	struct pgl_variant **prefixes; /* the builds of these */
	/* The part of inlining in NEW's gain: NEW costs WITHOUT with OLD's inlining, and these with its newly inlined
	 * calls, its un-inlined ones, and both. One kind may lose what the other gains, so the part is what the best
	 * of the three gains. Then what OLD costs with the kept lines about inlining alone, and with all but the
	 * options that a profile switches on. */
	bool has_part;
	double without, with[PGL_PART_N], part, inlining_cost, cost_without_flags;
	/* What OLD costs with each of these put back by replay, without any counts: what the decisions can gain
	 * where there are none. */
	double replayed[PGL_PART_N], replayed_part;
	enum pgl_advice_part best;
	char *no_part; /* why there is none */
	size_t n_builds, budget;
	bool is_spent; /* the budget is */
	struct pgl_advice_timed timed[PGL_METRIC_N];
};

/* Builds, advises, tests. OPTIONS as for an attribution; BUDGET: the most builds with lines while searching (0: as many
   as it takes); of WANTED, the folder and the place are those of the build. 0, or -1 with MESSAGE set. To be
   released in either case. */
int pgl_advice_check(struct pgl_advice_check *check, const struct pgl_attribute_options *options,
		     struct pgl_advice_options wanted, uint64_t budget, struct pgl_strbuf *message);
void pgl_advice_check_release(struct pgl_advice_check *check);
/* The kept lines, by number; to be freed. */
bool *pgl_advice_chosen(const struct pgl_advice_check *check);

/* Parts of it. What OLD costs with each of the N sets of lines; INFINITY: it does not build or run, and *RET_WHY,
   to be freed, says why of the last such (RET_WHY may be NULL). VARIANTS, if not NULL, gets the builds. */
int pgl_advice_costs(struct pgl_advice_check *check, bool *const *sets, size_t n, const char *what,
		     double *ret, struct pgl_variant **variants, char **ret_why,
		     struct pgl_strbuf *message);
/* Measures the programs of the N variants, each once; those that fail lose theirs, and *WHY, freed before, says why
   of the last. */
void pgl_advice_measure_programs(struct pgl_advice_check *check, struct pgl_variant **variants,
				 size_t n, char **why);
/* The first line of TEXT, to be freed. */
char *pgl_advice_first_line(const char *text);
/* Finds what inlining alone is worth, as `attribute` builds it. It is told with the rest, and no reason to fail. */
void pgl_advice_find_part(struct pgl_advice_check *check);
/* Finds the lines that are worth something, among those that FATE does not rule out. */
int pgl_advice_sift(struct pgl_advice_check *check, bool *kept, struct pgl_strbuf *message);
/* Compares the inlining of the build with all kept lines with NEW's. */
int pgl_advice_compare(struct pgl_advice_check *check, struct pgl_strbuf *message);
/* Measures by the timed metrics that were asked for. */
int pgl_advice_time(struct pgl_advice_check *check, struct pgl_strbuf *message);

#endif
