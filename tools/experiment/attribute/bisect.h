/* Finds the step between OLD and NEW at which a test begins to fail.

   The steps first switch NEW's options, one cause at a time, with OLD's inlining; then they change the calls that only one
   build inlines, heaviest first. So each call is tested together with NEW's options and counts.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTE_BISECT_H
#define PGL_ATTRIBUTE_BISECT_H

#include "experiment/attribute/attribute.h"

enum pgl_test { PGL_TEST_GOOD, PGL_TEST_BAD, PGL_TEST_SKIP, PGL_TEST_TROUBLE, PGL_TEST_N };
const char *pgl_test_word(enum pgl_test test);

/* The test's result for the state after I steps. */
typedef enum pgl_test pgl_ask(void *context, size_t i);

/* Finds the first bad state after GOOD and up to BAD, by asking the middle one, or the nearest to it that can be tested.
   *RET_FIRST is the earliest and *RET_LAST the latest candidate; they differ if the states between cannot be tested. 0, or
   -1: ASK returned PGL_TEST_TROUBLE. */
int pgl_bisect_search(size_t good, size_t bad, pgl_ask *ask, void *context, size_t *ret_first,
		      size_t *ret_last);

/* One state that was tested. */
struct pgl_tested {
	size_t step;
	char *name;
	char program[PGL_DIGEST_SIZE];
	int status; /* the test's exit status */
	enum pgl_test test;
};

struct pgl_bisection {
	struct pgl_attribution attribution;
	const char *command;
	/* The steps: causes, then sites by their numbers in PLANS. */
	enum pgl_cause causes[PGL_CAUSE_N];
	size_t n_causes, n_steps;
	uint32_t *sites;
	struct pgl_tested *tested;
	size_t n_tested, tested_room;
	size_t first, last; /* the culprit is in this range of steps, counted from 1 */
	/* If the culprit is one step: the test's result for NEW without it. */
	bool is_taken_out;
	enum pgl_test without;
	struct pgl_error *error; /* while it runs */
};

/* Bisects with the test COMMAND. 0, or -1 with ERROR set. Release BISECTION in either case. */
int pgl_bisect(struct pgl_bisection *bisection, const struct pgl_attribute_options *options,
	       const char *command, struct pgl_error *error);
void pgl_bisection_release(struct pgl_bisection *bisection);
/* Adds a description of step I, from 1. */
void pgl_bisection_add_step(const struct pgl_bisection *bisection, size_t i,
			    struct pgl_strbuf *text);

#endif
