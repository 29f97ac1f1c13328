/* What the commands that build variants of a program have in common: attribute and bisect.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CMD_EXPERIMENT_H
#define PGL_CMD_EXPERIMENT_H

#include "commands/command.h"
#include "experiment/attribute/attribute.h"
#include "experiment/variants/experiment.h"

/* The ways to say how a program is built other than by a command. */
struct pgl_build_values {
	const char *compile_commands, *link;
	char *script; /* what they come to; owned */
};

#define PGL_EXPERIMENT_SWITCHES(type, member, other)                                               \
	PGL_TEXT(type, member.build, 0, "build", "CMD",                                            \
		 "build the program with the compiler and flags in CC, CXX,\n"                     \
		 "CFLAGS, CXXFLAGS and LDFLAGS"),                                                  \
		PGL_TEXT(type, other.compile_commands, 0, "compile-commands", "FILE",              \
			 "run the compile commands in this compile_commands.json\n"                \
			 "instead of --build, then --link"),                                       \
		PGL_TEXT(type, other.link, 0, "link", "CMD",                                       \
			 "link the objects, whose names are in OBJECTS"),                          \
		PGL_TEXT(type, member.train, 0, "train", "CMD",                                    \
			 "run the instrumented program on its training input"),                    \
		PGL_TEXT(type, member.source, 0, "source", "DIR",                                  \
			 "read the sources from DIR (default: the current folder)"),               \
		PGL_TEXT(type, member.work, 0, "work", "DIR",                                      \
			 "keep builds and measurements in DIR (default: pgolens-work)"),           \
		PGL_TEXT(type, member.cc, 0, "cc", "NAME",                                         \
			 "use this C compiler (default: CC, or gcc)"),                             \
		PGL_TEXT(type, member.cxx, 0, "cxx", "NAME",                                       \
			 "use this C++ compiler (default: CXX, or g++)"),                          \
		PGL_TEXT(type, member.plugin, 0, "plugin", "FILE",                                 \
			 "use this plugin (default: as for 'pgolens cc')"),                        \
		PGL_TEXT(type, member.old, 0, "old", "FLAGS",                                      \
			 "compile OLD and NEW with FLAGS (default: CFLAGS, or -O2)"),              \
		PGL_TEXT(type, member.new, 0, "new", "FLAGS",                                      \
			 "compile NEW also with FLAGS, besides -fprofile-use"),                    \
		PGL_TEXT(type, member.instrumented, 0, "instrumented", "FLAGS",                    \
			 "compile the instrumented build also with FLAGS, such as\n"               \
			 "-fprofile-update=atomic"),                                               \
		PGL_NUMBER(type, member.jobs, 'j', "jobs", "N",                                    \
			   "run N commands at a time (default: one per processor)")

#define PGL_EXPERIMENT_DETAILS                                                                     \
	"sh runs all commands in a copy of the source folder, as if they were typed in the\n"      \
	"folder itself; each variant has its own copy. OLD is built without a profile, NEW with\n" \
	"the profile of the training run. Results are kept in the work folder: an interrupted\n"   \
	"run resumes where it stopped."

/* What is measured, and how. */
struct pgl_measure_values {
	struct pgl_texts measure, metrics;
	uint64_t runs, seed;
};

#define PGL_MEASURE_SWITCH(type, member)                                                           \
	PGL_LIST(type, member.measure, 0, "measure", "CMD",                                        \
		 "run the benchmark CMD; may be given again")
#define PGL_METRIC_SWITCHES(type, member)                                                          \
	PGL_LIST(type, member.metrics, 0, "metric", "METRIC",                                      \
		 "measure instructions (default), cycles (estimated by\n"                          \
		 "simulating caches and branches), perf-cycles (counted),\n"                       \
		 "user-time, wall-time, time (both) or text (bytes); may be\n"                     \
		 "given again"),                                                                   \
		PGL_NUMBER(type, member.runs, 0, "runs", "N",                                      \
			   "time each build N times (default: 20)")
#define PGL_SEED_SWITCH(type, member)                                                              \
	PGL_NUMBER(type, member.seed, 0, "seed", "N", "seed for sampling (default: 1)")

/* Takes VALUES over into OPTIONS. A command to run is wanted unless only sizes are asked for, and IS_SIZE_ENOUGH.
   0, or -1 with ERROR set. */
int pgl_measure_choose(const struct pgl_measure_values *values, bool is_size_enough,
		       struct pgl_attribute_options *options, struct pgl_error *error);

/* Checks what was said, and makes a build command of a compile_commands.json. 0, or -1 with ERROR
   set. */
int pgl_experiment_check(struct pgl_experiment_options *options, struct pgl_build_values *values,
			 struct pgl_error *error);
void pgl_build_values_release(struct pgl_build_values *values);
/* Reports what went wrong, with the end of what the command printed, if one failed. */
void pgl_experiment_report(const struct pgl_experiment *experiment, const char *error);

#endif
