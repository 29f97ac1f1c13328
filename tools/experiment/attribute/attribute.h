/* Splits the difference between two builds of a program, without a profile and with one, into its causes.

   The causes (causes.h) are the players of a game: what a set of them is worth is measured on a build
   that has NEW's way in them and OLD's in all else. Of the counts the other causes are uses, and most
   are nothing without them, so that half of what a use gains would go to the counts, were they a player
   like others: they come first in all orders (a game with precedence: Faigle and Kern, The Shapley
   value for cooperative games under precedence constraints, 1992). Their own share is what is left when
   no use that has a name has its way. To them each cause alone, and of all each, is added or taken
   away: a cause that changes not one byte of the program in either way is out. Of the others all sets
   are built, or as many as a budget allows, in sampled orders. A cause's share is its Shapley value.

	whole = cost of OLD - cost of NEW			above 0: NEW is better
	share of the counts = cost of none - cost of the counts alone
	alone of a cause = cost of the counts alone - cost of it and the counts
	share of a cause = its Shapley value
	interaction of a cause = share - alone
	whole = sum of shares + residues
	      = sum of alone + sum of interactions + residues

   OLD has a layout too, by guesses, and no option gives that of a build with counts: without the cause
   layout it has none. What OLD's own is worth, the cost of OLD without it less that of OLD, is taken off
   the cost of each set without layout, so that layout's share is what it gains over a guess.

   The residues are what replaying a build's own decisions changes: 0 unless the replay fails.

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
	const char *const *commands; /* to measure */
	size_t n_commands;
	bool metric[PGL_METRIC_N];
	uint64_t rounds; /* of timed runs */
	uint64_t budget; /* the most sets to build; 0: all */
	uint64_t seed;
};

/* What a cost is made of: of one variant, by one metric. */
struct pgl_cost {
	double *command; /* what each command takes; of a timed one, the trimmed mean of its runs */
	double total;	 /* their sum */
};

struct pgl_share {
	double alone, last, share; /* LAST: all - all but this one */
	int64_t rounded;	   /* SHARE, so that all add up */
	/* Of SHARE. Where runs differ, or orders were sampled: 95 %. */
	bool has_interval;
	struct pgl_interval interval;
	bool is_resolved;
	uint64_t rounds_needed; /* if not, and known */
};

struct pgl_pair {
	enum pgl_cause a, b;
	double value;
};

enum pgl_verdict_word {
	PGL_VERDICT_NO_EFFECT,
	PGL_VERDICT_PGO_LOSES,
	PGL_VERDICT_PGO_GAINS,
	PGL_VERDICT_NOT_RESOLVED, /* timed, and the runs leave open which of them it is */
};
const char *pgl_verdict_word(enum pgl_verdict_word word);

/* The arithmetic of one metric. */
struct pgl_split {
	enum pgl_metric metric;
	double old, new, whole;
	double none, all;      /* costs of the replayed builds */
	double guessed_layout; /* what OLD's layout is worth */
	double residue_old, residue_new;
	struct pgl_interval interval; /* of WHOLE, if the metric is timed */
	struct pgl_share share[PGL_CAUSE_N];
	double sum_alone, interaction;
	double options_alone; /* what NEW's options gain without any counts */
	struct pgl_pair pairs[PGL_MOST_PAIRS];
	unsigned n_pairs;
	enum pgl_verdict_word verdict;
	enum pgl_cause leading[PGL_CAUSE_N]; /* that make up 80 % of the whole, the largest first */
	unsigned n_leading;
};

struct pgl_attribution {
	const struct pgl_attribute_options *options;
	struct pgl_experiment experiment;
	struct pgl_variant *old, *new, *options_alone;
	struct pgl_variant *unlaid; /* that of no cause, without OLD's layout */
	/* The instrumented builds: as usual, and split early. Then those for variants that no usual
	 * profile fits. */
	struct pgl_variant *trained[2];
	struct pgl_variant **retrained;
	size_t n_retrained, retrained_room;
	struct pgl_build build[PGL_SIDES]; /* OLD's and NEW's records */
	struct pgl_compared compared;
	struct pgl_option_changes changes;
	struct pgl_plans plans;
	bool is_planned;			 /* the four above are there */
	struct pgl_variant *variant[PGL_N_SETS]; /* by set of causes, those that are needed */
	bool is_null[PGL_CAUSE_N];
	enum pgl_cause active[PGL_CAUSE_N]; /* those that are not null, beside the counts */
	unsigned n_active;
	struct pgl_shapley_orders orders; /* if sampled */
	bool is_sampled;
	/* All variants of which costs are known, one after the other; those of one program are one. */
	struct pgl_variant **measured, **programs;
	size_t n_measured, n_programs;
	struct pgl_timed *timed; /* round, program, command */
	size_t n_rounds;
	struct pgl_split splits[PGL_METRIC_N];
	bool has_split[PGL_METRIC_N];
};

/* Is anything to be timed? */
bool pgl_attribute_is_timed(const struct pgl_attribute_options *options);

/* Builds, measures and splits. 0, or -1 with MESSAGE set, and what a command printed named by
   experiment.log. To be released in either case; OPTIONS must outlive it. */
int pgl_attribute(struct pgl_attribution *attribution, const struct pgl_attribute_options *options,
		  struct pgl_strbuf *message);
void pgl_attribution_release(struct pgl_attribution *attribution);

/* Its steps, for others who build variants of a program (sites, bisect). Each: 0, or -1 with MESSAGE
   set. */

/* Builds OLD and NEW, and finds in what they differ. */
int pgl_attribution_start(struct pgl_attribution *attribution,
			  const struct pgl_attribute_options *options, struct pgl_strbuf *message);
/* A variant that has NEW's way for the causes in SET, and for the inlinings what AS_NEW says. To be made,
   and freed. NAME, for people, is copied; FOLDER, below the work folder, gets its plan. */
struct pgl_variant *pgl_attribution_variant(struct pgl_attribution *attribution, uint32_t set,
					    const char *name, const char *folder,
					    bool (*as_new)(const void *,
							   const struct pgl_plan_site *, bool),
					    const void *context, struct pgl_strbuf *message);
/* The one for SET, which is the attribution's; NULL: MESSAGE says why not. */
struct pgl_variant *pgl_attribution_of(struct pgl_attribution *attribution, uint32_t set,
				       struct pgl_strbuf *message);
/* Makes variants, and trains those anew that their profile does not fit. */
int pgl_attribution_make(struct pgl_attribution *attribution, struct pgl_variant *const *variants,
			 size_t n, const char *what, struct pgl_strbuf *message);
/* The set of all causes that the set ACTIVE of active ones stands for; the counts are in each. */
uint32_t pgl_attribution_set(const struct pgl_attribution *attribution, uint32_t active);

/* Computes the split by METRIC of what was measured. */
void pgl_split_compute(struct pgl_attribution *attribution, enum pgl_metric metric);
/* What VARIANT costs by METRIC; ROUNDS (NULL: all) says which rounds count for a timed one. COMMAND: of
   that one only, or PGL_ALL_COMMANDS. */
#define PGL_ALL_COMMANDS SIZE_MAX
double pgl_attribution_cost(const struct pgl_attribution *attribution,
			    const struct pgl_variant *variant, enum pgl_metric metric,
			    size_t command, const size_t *rounds, size_t n_rounds);

#endif
