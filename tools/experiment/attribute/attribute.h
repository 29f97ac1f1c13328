/* Splits the difference between OLD, built without a profile, and NEW, built with one, into its causes.

   The causes (causes.h) are the players of a game. The worth of a set of causes is measured on a build that has NEW's way
   for the causes in the set, and OLD's way for the others. Most causes need the counts; as an ordinary player, the counts
   would get half of what each cause gains. So the counts come first in all orders (a game with precedence: Faigle and Kern,
   The Shapley value for cooperative games under precedence constraints, 1992), and their own share is what they gain while
   no other cause has NEW's way. The tool then adds each cause alone to the counts, and removes each from all: a cause that
   changes no byte of the program either way is dropped. It builds all sets of the remaining causes or, with a smaller
   budget, those that sampled orders need. A cause's share is its Shapley value.

	whole = cost of OLD - cost of NEW			above 0: NEW is better
	share of the counts = cost of none - cost of the counts alone
	alone of a cause = cost of the counts alone - cost of it and the counts
	share of a cause = its Shapley value
	interaction of a cause = share - alone
	whole = sum of shares + residues
	      = sum of alone + sum of interactions + residues

   OLD lays out blocks by guessed probabilities, and no option makes a build with counts do the same: without the cause
   layout it has no layout. So the worth of OLD's own layout (the cost of OLD without it - the cost of OLD) is subtracted
   from the cost of each set without layout, and layout's share is what it gains over guessing.

   The residues are what replaying a build's own decisions changes: 0 unless the replay fails.

   Functions that can fail return 0, or -1 with ERROR set; if a command failed, experiment.log names its output.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTE_ATTRIBUTE_H
#define PGL_ATTRIBUTE_ATTRIBUTE_H

#include "base/bootstrap.h"
#include "experiment/variants/causes.h"
#include "compare/compare.h"
#include "experiment/variants/measure.h"
#include "experiment/variants/plan.h"
#include "base/shapley.h"

enum { PGL_N_SETS = 1 << PGL_CAUSE_N, PGL_MOST_PAIRS = 3 };

struct pgl_attribute_options {
	struct pgl_experiment_options experiment;
	const char *const *commands; /* the benchmarks */
	size_t n_commands;
	bool metric[PGL_METRIC_N];
	uint64_t rounds; /* of timed runs */
	uint64_t budget; /* build at most this many sets; 0: all */
	uint64_t seed;
};

struct pgl_share {
	double alone, last, share;    /* LAST: worth of all causes - worth of all but this one */
	int64_t rounded;	      /* SHARE, rounded so that the shares add up */
	bool has_interval;	      /* the metric is timed, or orders were sampled */
	struct pgl_interval interval; /* of SHARE, 95 % */
	bool is_resolved;
	uint64_t rounds_needed; /* to resolve it; 0: unknown */
};

struct pgl_pair {
	enum pgl_cause a, b;
	double value;
};

enum pgl_split_outcome {
	PGL_SPLIT_NO_EFFECT,
	PGL_SPLIT_PGO_LOSES,
	PGL_SPLIT_PGO_GAINS,
	PGL_SPLIT_NOT_RESOLVED, /* more rounds are needed to tell */
};
const char *pgl_split_outcome_word(enum pgl_split_outcome word);

/* The split by one metric. */
struct pgl_split {
	enum pgl_metric metric;
	double old, new, whole;
	double none, all;      /* costs of the replayed builds */
	double guessed_layout; /* the worth of OLD's layout */
	double residue_old, residue_new;
	struct pgl_interval interval; /* of WHOLE, if the metric is timed */
	struct pgl_share share[PGL_CAUSE_N];
	double sum_alone, interaction;
	double options_alone; /* the gain of NEW's options without counts */
	struct pgl_pair pairs[PGL_MOST_PAIRS];
	unsigned n_pairs;
	enum pgl_split_outcome outcome;
	enum pgl_cause leading[PGL_CAUSE_N]; /* largest first; together 80 % of the whole */
	unsigned n_leading;
};

struct pgl_attribution {
	const struct pgl_attribute_options *options;
	struct pgl_experiment experiment;
	struct pgl_variant *old, *new, *options_alone;
	struct pgl_variant *unlaid; /* the variant of no cause, without OLD's layout */
	/* Instrumented builds: the usual one, the one with functions split early, and those for variants that neither
	 * profile fits. */
	struct pgl_variant *trained[2];
	struct pgl_variant **retrained;
	size_t n_retrained, retrained_room;
	struct pgl_build build[PGL_SIDES]; /* OLD's and NEW's records */
	struct pgl_compared compared;
	struct pgl_option_changes changes;
	struct pgl_plans plans;
	bool is_planned;			 /* the four above are valid */
	struct pgl_variant *variant[PGL_N_SETS]; /* by set of causes; NULL: not needed */
	bool is_null[PGL_CAUSE_N];
	enum pgl_cause active[PGL_CAUSE_N]; /* not null, without the counts */
	unsigned n_active;
	struct pgl_shapley_orders orders; /* if sampled */
	bool is_sampled;
	/* All variants whose costs are known; and one variant per program. */
	struct pgl_variant **measured, **programs;
	size_t n_measured, n_programs;
	struct pgl_timed *timed; /* round, program, command */
	size_t n_rounds;
	struct pgl_split splits[PGL_METRIC_N];
	bool has_split[PGL_METRIC_N];
};

/* Do OPTIONS ask for a timed metric? */
bool pgl_attribute_is_timed(const struct pgl_attribute_options *options);

/* Builds, measures and splits. OPTIONS must outlive ATTRIBUTION. Release it in either case. */
int pgl_attribute(struct pgl_attribution *attribution, const struct pgl_attribute_options *options,
		  struct pgl_error *error);
void pgl_attribution_release(struct pgl_attribution *attribution);

/* Its steps, for other searches that build variants. */

/* Builds OLD and NEW, and compares them. */
int pgl_attribution_start(struct pgl_attribution *attribution,
			  const struct pgl_attribute_options *options, struct pgl_error *error);
/* A variant, not made yet, with NEW's way for the causes in SET and the inlining that AS_NEW chooses (see plan.h). NAME is
   copied; the decision set goes to FOLDER below the work folder. pgl_variant_free() it. NULL: ERROR is set. */
struct pgl_variant *pgl_attribution_variant(struct pgl_attribution *attribution, uint32_t set,
					    const char *name, const char *folder,
					    bool (*as_new)(const void *,
							   const struct pgl_plan_site *, bool),
					    const void *context, struct pgl_error *error);
/* The variant of the causes SET; the attribution owns it. NULL: ERROR is set. */
struct pgl_variant *pgl_attribution_of(struct pgl_attribution *attribution, uint32_t set,
				       struct pgl_error *error);
/* Makes the N variants. Trains again for those whose profile does not fit. */
int pgl_attribution_make(struct pgl_attribution *attribution, struct pgl_variant *const *variants,
			 size_t n, const char *what, struct pgl_error *error);
/* The set of causes for the set ACTIVE of numbers of active causes; it has the counts. */
uint32_t pgl_attribution_set(const struct pgl_attribution *attribution, uint32_t active);

/* Times the N VARIANTS, which are made, and calls COMPUTE with the runs for each timed metric that was asked for. */
int pgl_attribution_time(struct pgl_attribution *attribution, struct pgl_variant *const *variants,
			 size_t n, void (*compute)(void *context, struct pgl_timing *timing),
			 void *context, struct pgl_error *error);
/* The cost of VARIANT by METRIC with command number COMMAND, or PGL_ALL_COMMANDS. For a timed metric, the N_ROUNDS rounds
   ROUNDS count (NULL: all). */
#define PGL_ALL_COMMANDS SIZE_MAX
double pgl_attribution_cost(const struct pgl_attribution *attribution,
			    const struct pgl_variant *variant, enum pgl_metric metric,
			    size_t command, const size_t *rounds, size_t n_rounds);

#endif
