/* Finds the step between OLD and NEW at which a test begins to fail.

   The way leads from OLD over its options, one cause after the other, with inlining as in OLD all the time,
   and then over the calls that are inlined in one build only, the heaviest first, to NEW. So a call is
   tested where it will stand, among NEW's options and counts.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ATTRIBUTE_BISECT_H
#define PGL_ATTRIBUTE_BISECT_H

#include "experiment/attribute/attribute.h"

enum pgl_test { PGL_TEST_GOOD, PGL_TEST_BAD, PGL_TEST_SKIP, PGL_TEST_TROUBLE, PGL_TEST_N };
const char *pgl_test_word(enum pgl_test test);

/* How the state after I steps does. */
typedef enum pgl_test pgl_ask(void *context, size_t i);

/* Finds the first bad state between GOOD and BAD, which are known to be so: asks the middle one, and where
   that can't be tested the nearest that can. *RET_FIRST is the earliest that it can be, and *RET_LAST the
   latest: more than one if all between can't be tested. 0, or -1: there was trouble. */
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
	/* The steps: causes, then sites by their numbers in the plans. */
	enum pgl_cause causes[PGL_CAUSE_N];
	size_t n_causes, n_steps;
	uint32_t *sites;
	struct pgl_tested *tested;
	size_t n_tested, tested_room;
	size_t first, last; /* the culprit is one of these steps, from 1; often the same */
	/* Of a single step: how NEW does without it, if that could be asked. */
	bool is_taken_out;
	enum pgl_test without;
	struct pgl_strbuf *message; /* while it runs */
};

/* Bisects by COMMAND. 0, or -1 with MESSAGE set. To be released in either case. */
int pgl_bisect(struct pgl_bisection *bisection, const struct pgl_attribute_options *options,
	       const char *command, struct pgl_strbuf *message);
void pgl_bisection_release(struct pgl_bisection *bisection);
/* What step I, from 1, is; adds it to TEXT. */
void pgl_bisection_add_step(const struct pgl_bisection *bisection, size_t i,
			    struct pgl_strbuf *text);

#endif
