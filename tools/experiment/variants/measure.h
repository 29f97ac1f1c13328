/* What a variant costs: the metrics, and how they are measured.

   instructions	executed, counted by valgrind's cachegrind
   cycles	estimated from a simulation of caches and branches: instructions + 10 for each access that
		misses the first cache + 100 for each that misses the last + 10 for each mispredicted
		branch (the formula of KCachegrind's "Cycle Estimation"). The simulated machine is always the
		same: 32 KB of first-level cache for code and for data, 8 ways; 8 MB of last level, 16
		ways; lines of 64 bytes
   perf-cycles	counted by the processor, in user mode, through perf
   user-time, wall-time		of the command
   text		bytes of .text of all programs and libraries that were built

   Of the processes of a command, valgrind's counts are those of programs that the build made: what a
   shell around them does depends on more than the program. If none is, as when an interpreter loads a
   library that was built, all are counted.

   Programs that would load the same are measured once, but for variants that are to be measured apart. All
   results are kept in the work folder, by what was loaded and the command.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_MEASURE_H
#define PGL_VARIANTS_MEASURE_H

#include "experiment/variants/experiment.h"
#include "experiment/variants/pool.h"

enum pgl_metric {
	PGL_METRIC_INSTRUCTIONS,
	PGL_METRIC_CYCLES,
	PGL_METRIC_PERF_CYCLES,
	PGL_METRIC_USER_TIME,
	PGL_METRIC_WALL_TIME,
	PGL_METRIC_TEXT,
	PGL_METRIC_N
};

extern const char *const pgl_metric_words[];
/* One that differs from run to run, so that it is measured in rounds. */
bool pgl_metric_is_timed(enum pgl_metric metric);

/* What cachegrind counted. */
struct pgl_counted {
	uint64_t instructions;
	/* Only where cycles were asked for. */
	uint64_t first_misses, last_misses, mispredicted;
	uint64_t n_processes; /* that were counted */
};
uint64_t pgl_counted_cycles(const struct pgl_counted *counted);

/* Counts what the N_COMMANDS commands take with each of the N variants, once where
   several are the same program, where it is not known yet. 0, or -1 with MESSAGE set, and experiment->log if a
   command failed.
 */
int pgl_measure_counted(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, bool with_cycles,
			struct pgl_strbuf *message);
/* What was counted then. False: nothing. */
bool pgl_measure_get(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		     const char *command, bool with_cycles, struct pgl_counted *ret);

/* What the N_COMMANDS commands print, each run once with each of the N variants where that is not known
   yet; TIME, which counts from 0, runs them once more. Both streams are taken, as they come. */
int pgl_measure_outputs(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, unsigned time,
			struct pgl_strbuf *message);
/* The file that holds it. To be freed. */
char *pgl_measure_output_path(const struct pgl_experiment *experiment,
			      const struct pgl_variant *variant, const char *command,
			      unsigned time);

/* One run of one command. */
struct pgl_timed {
	double user, wall; /* seconds */
	double cycles;	   /* by perf; NAN: none */
};

double pgl_timed_value(const struct pgl_timed *run, enum pgl_metric metric);

/* Can perf count cycles here? */
bool pgl_measure_has_perf(void);
/* Runs all commands with all variants in N_ROUNDS rounds, in an order that is another in each, where a
   round is not known yet. RET gets N_ROUNDS * N * N_COMMANDS runs: round, variant, command. */
int pgl_measure_timed(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
		      size_t n, const char *const *commands, size_t n_commands, size_t n_rounds,
		      bool with_perf, struct pgl_timed *ret, struct pgl_strbuf *message);
/* Forgets all rounds of these, so that they are timed anew. */
void pgl_measure_forget_timed(const struct pgl_experiment *experiment,
			      struct pgl_variant *const *variants, size_t n,
			      const char *const *commands, size_t n_commands, bool with_perf);
/* Of RUNS, as they come out of that, N_IN_ROUND in each round: the trimmed mean by METRIC of those with
   number WHICH in the N_ROUNDS rounds ROUNDS, which may be some of them several times, or NULL: the first. */
double pgl_timed_mean(const struct pgl_timed *runs, size_t n_in_round, size_t which,
		      enum pgl_metric metric, const size_t *rounds, size_t n_rounds);
/* Timed runs of N_VARIANTS variants with N_COMMANDS commands, as pgl_measure_timed () gives them. */
struct pgl_timing {
	const struct pgl_timed *runs;
	size_t n_variants, n_commands;
	enum pgl_metric metric;
};
/* The mean, as above, of all commands together with number VARIANT of them. */
double pgl_timing_cost(const struct pgl_timing *timing, size_t variant, const size_t *rounds,
		       size_t n_rounds);

/* One command run with one variant: a job's context. */
struct pgl_measuring {
	const struct pgl_experiment *experiment;
	const struct pgl_variant *variant;
	const char *command;
	const char *step; /* a word for it: "time" */
	bool with_cycles; /* simulated ones when counting, perf's when timing */
	char *result;	  /* the file for what comes of it; owned */
};

/* The file of results for COMMAND run with VARIANT's program; KIND tells measures apart. To be freed. */
char *pgl_measuring_result(const struct pgl_experiment *experiment,
			   const struct pgl_variant *variant, const char *command,
			   const char *kind);
/* Makes the folder that results are in. 0, or -1 with MESSAGE set. */
int pgl_measuring_folder(const struct pgl_experiment *experiment, struct pgl_strbuf *message);
/* RESULT with SUFFIX; to be freed. */
char *pgl_measuring_file(const struct pgl_measuring *measuring, const char *suffix);
/* In a job: runs the command at the place, PREFIX before it. 0, or -1: why not stands in the file of
   errors. */
int pgl_measuring_run(const struct pgl_measuring *measuring, const char *const *prefix,
		      struct pgl_shell_result *ret);
/* Notes why. Always -1. */
__attribute__((format(printf, 2, 3))) int pgl_measuring_fail(const struct pgl_measuring *measuring,
							     const char *format, ...);
/* Says in MESSAGE why it failed. Always -1. */
int pgl_measuring_explain(struct pgl_experiment *experiment, const struct pgl_measuring *measuring,
			  struct pgl_strbuf *message);

#endif
