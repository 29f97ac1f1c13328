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
		 "build the program, with the compiler and flags that CC, CXX,\n"                  \
		 "CFLAGS, CXXFLAGS and LDFLAGS say"),                                              \
		PGL_TEXT(type, other.compile_commands, 0, "compile-commands", "FILE",              \
			 "compile what that compile_commands.json lists, in place\n"               \
			 "of --build, and link by --link"),                                        \
		PGL_TEXT(type, other.link, 0, "link", "CMD",                                       \
			 "link after that; the objects are in OBJECTS"),                           \
		PGL_TEXT(type, member.train, 0, "train", "CMD",                                    \
			 "run the instrumented program on its training input"),                    \
		PGL_TEXT(type, member.source, 0, "source", "DIR",                                  \
			 "the sources; the current folder (default)"),                             \
		PGL_TEXT(type, member.work, 0, "work", "DIR",                                      \
			 "keep what is made in DIR; pgolens-work (default)"),                      \
		PGL_TEXT(type, member.cc, 0, "cc", "NAME",                                         \
			 "the C compiler; CC, or gcc (default)"),                                  \
		PGL_TEXT(type, member.cxx, 0, "cxx", "NAME",                                       \
			 "the C++ compiler; CXX, or g++ (default)"),                               \
		PGL_TEXT(type, member.plugin, 0, "plugin", "FILE",                                 \
			 "the plugin; found as 'pgolens cc' does (default)"),                      \
		PGL_TEXT(type, member.old, 0, "old", "FLAGS",                                      \
			 "flags of OLD and NEW; CFLAGS, or -O2 (default)"),                        \
		PGL_TEXT(type, member.new, 0, "new", "FLAGS",                                      \
			 "more flags of NEW, beside -fprofile-use"),                               \
		PGL_TEXT(type, member.instrumented, 0, "instrumented", "FLAGS",                    \
			 "more flags of the instrumented build, such as\n"                         \
			 "-fprofile-update=atomic"),                                               \
		PGL_NUMBER(type, member.jobs, 'j', "jobs", "N",                                    \
			   "run N commands at a time; one per processor (default)")

#define PGL_EXPERIMENT_DETAILS                                                                     \
	"All commands run by sh in a copy of the source folder, as if they were typed in the\n"    \
	"folder itself; each variant has a copy of its own. OLD is built without a profile, NEW\n" \
	"with the one that the training leaves. What was made before is found again in the\n"      \
	"work folder: a run that was ended goes on where it was."

/* What is measured, and how. */
struct pgl_measure_values {
	struct pgl_texts measure, metrics;
	uint64_t runs, seed;
};

#define PGL_MEASURE_SWITCH(type, member)                                                           \
	PGL_LIST(type, member.measure, 0, "measure", "CMD",                                        \
		 "run what is measured; given again, another command")
#define PGL_METRIC_SWITCHES(type, member)                                                          \
	PGL_LIST(type, member.metrics, 0, "metric", "METRIC",                                      \
		 "instructions (default), cycles (estimated by simulating\n"                       \
		 "caches and branches), perf-cycles (counted), user-time,\n"                       \
		 "wall-time, time (both), text (bytes); may be given again"),                      \
		PGL_NUMBER(type, member.runs, 0, "runs", "N", "runs of each, for times (20)")
#define PGL_SEED_SWITCH(type, member)                                                              \
	PGL_NUMBER(type, member.seed, 0, "seed", "N", "of what is drawn at random (1)")

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
