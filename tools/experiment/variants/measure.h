/* What a variant costs: the metrics, and how they are measured.

   instructions	executed, counted by valgrind's cachegrind
   cycles	estimated by simulating caches and branches: instructions + 10 per miss of the first-level cache + 100 per miss
		of the last level + 10 per mispredicted branch (KCachegrind's "Cycle Estimation"). The simulated machine is
		fixed: 32 KB of first-level cache for code and for data, 8 ways; 8 MB of last level, 16 ways; lines of 64
		bytes
   perf-cycles	counted by the processor in user mode, through perf
   user-time, wall-time		of the command
   text		bytes of .text of all programs and libraries that were built

   Of a command's processes, valgrind's counts are those of the programs that the build made; the work of a shell around
   them depends on more than the program. If there is none, as when an interpreter loads a library that was built, all
   processes count.

   Variants whose programs are the same bytes are measured once, unless they are to be measured apart. The work folder
   keeps all results by the program and the command.

   Functions that can fail return 0, or -1 with ERROR set; if a command failed, experiment->log names its output.

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
/* Does METRIC vary from run to run, so that it is measured in rounds? */
bool pgl_metric_is_timed(enum pgl_metric metric);

/* Counts --------------------------------------------------------------------------------------- */

/* Labels of steps, for the progress of a run. */
#define PGL_STEP_COUNTING "counting instructions"
#define PGL_STEP_SIMULATING "simulating"
#define PGL_STEP_OUTPUTS "comparing outputs"
#define PGL_STEP_TIMING "timing"

/* What cachegrind counted. */
struct pgl_counted {
	uint64_t instructions;
	/* 0 unless cycles were simulated. */
	uint64_t first_misses, last_misses, mispredicted;
	uint64_t n_processes; /* that were counted */
};
uint64_t pgl_counted_cycles(const struct pgl_counted *counted);

/* Counts what each of the N_COMMANDS commands takes with each of the N variants, where that is not known yet. */
int pgl_measure_counted(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, bool with_cycles,
			struct pgl_error *error);
/* The counts of COMMAND with VARIANT. False: they are not known. */
bool pgl_measure_get(const struct pgl_experiment *experiment, const struct pgl_variant *variant,
		     const char *command, bool with_cycles, struct pgl_counted *ret);
/* Counts the instructions of COMMAND, run by sh in the current folder, and of all it starts, without the shell. Its output
   is dropped; the counts that a profiled program writes go to a temporary folder, so no profile changes. */
int pgl_instrument_count(const char *command, uint64_t *ret, struct pgl_error *error);

/* Outputs -------------------------------------------------------------------------------------- */

/* Stores what the N_COMMANDS commands print on both streams, each run with each of the N variants, where that is not
   known yet. TIME numbers the repetition, from 0. */
int pgl_measure_outputs(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
			size_t n, const char *const *commands, size_t n_commands, unsigned time,
			struct pgl_error *error);
/* The file that holds the output; to be freed. */
char *pgl_measure_output_path(const struct pgl_experiment *experiment,
			      const struct pgl_variant *variant, const char *command,
			      unsigned time);

/* Times ---------------------------------------------------------------------------------------- */

/* One run of one command. */
struct pgl_timed {
	double user, wall; /* seconds */
	double cycles;	   /* from perf; NAN: not counted */
};

double pgl_timed_value(const struct pgl_timed *run, enum pgl_metric metric);

/* Fails unless perf can count cycles on this machine. */
int pgl_measure_check_perf(struct pgl_error *error);
/* Runs all commands with all variants in N_ROUNDS rounds, each in another order, where a round is not known yet. RET gets
   N_ROUNDS * N * N_COMMANDS runs, by round, variant, command. */
int pgl_measure_timed(struct pgl_experiment *experiment, struct pgl_variant *const *variants,
		      size_t n, const char *const *commands, size_t n_commands, size_t n_rounds,
		      bool with_perf, struct pgl_timed *ret, struct pgl_error *error);
/* Forgets all rounds of these, so that they are timed again. */
void pgl_measure_forget_timed(const struct pgl_experiment *experiment,
			      struct pgl_variant *const *variants, size_t n,
			      const char *const *commands, size_t n_commands, bool with_perf);
/* The trimmed mean by METRIC of run number WHICH of the N_IN_ROUND runs of a round in RUNS, over the N_ROUNDS rounds with
   the numbers ROUNDS (NULL: the first ones). A round may be there several times. */
double pgl_timed_mean(const struct pgl_timed *runs, size_t n_in_round, size_t which,
		      enum pgl_metric metric, const size_t *rounds, size_t n_rounds);
/* Runs of N_VARIANTS variants with N_COMMANDS commands, from pgl_measure_timed(). */
struct pgl_timing {
	const struct pgl_timed *runs;
	size_t n_variants, n_commands;
	enum pgl_metric metric;
};
/* The sum of pgl_timed_mean() over all commands with variant number VARIANT. */
double pgl_timing_cost(const struct pgl_timing *timing, size_t variant, const size_t *rounds,
		       size_t n_rounds);

/* For new ways to measure ----------------------------------------------------------------------- */

/* A job's context: one command run with one variant. */
struct pgl_measuring {
	const struct pgl_experiment *experiment;
	const struct pgl_variant *variant;
	const char *command;
	const char *step; /* for the journal: "time" */
	bool with_cycles; /* simulate them when counting, count them by perf when timing */
	char *result;	  /* the file of the result; owned */
};

/* The file for the result of COMMAND with VARIANT's program; KIND tells kinds of results apart. To be freed. */
char *pgl_measuring_result(const struct pgl_experiment *experiment,
			   const struct pgl_variant *variant, const char *command,
			   const char *kind);
/* RESULT with SUFFIX appended; to be freed. */
char *pgl_measuring_path(const struct pgl_measuring *measuring, const char *suffix);
/* In a job: runs the command in the sandbox, with PREFIX before it. Fails unless it exits with 0. */
int pgl_measuring_run(const struct pgl_measuring *measuring, const char *const *prefix,
		      struct pgl_shell_result *ret, struct pgl_error *error);
/* In a job: writes LENGTH bytes of TEXT as the result. */
int pgl_measuring_write(const struct pgl_measuring *measuring, const char *text, size_t length,
			struct pgl_error *error);
/* Runs RUN for each of the N measurings at MEASURINGS, SLOTS at a time; WHAT labels the progress. */
int pgl_measuring_run_jobs(struct pgl_experiment *experiment,
			   struct pgl_measuring *const *measurings, size_t n,
			   int (*run)(void *, struct pgl_error *), unsigned slots, const char *what,
			   struct pgl_error *error);

#endif
