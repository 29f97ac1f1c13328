/* How long a run still takes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run/progress.h"

static void near(double a, double b)
{
	assert_true(fabs(a - b) < 1e-9);
}

static struct pgl_run_progress three_steps(void)
{
	struct pgl_run_progress progress = {.n = 0};

	pgl_run_progress_add(&progress, "build", 2, NULL, 0);
	pgl_run_progress_add(&progress, "look", 2, NULL, 0);
	pgl_run_progress_add(&progress, "time", 40, "look", 1.5);
	return progress;
}

static void what_is_known_is_told(void **state)
{
	struct pgl_run_progress progress = three_steps();

	(void)state;
	pgl_run_progress_note(&progress, "build", 0, 2, 100);
	near(pgl_run_progress_left(&progress, 101), 0);
	pgl_run_progress_note(&progress, "build", 1, 2, 110);
	/* One build took ten seconds, so the other will too; four of these are over. */
	near(pgl_run_progress_left(&progress, 110), 10);
	near(pgl_run_progress_left(&progress, 114), 6);
	pgl_run_progress_note(&progress, "build", 2, 2, 120);
	pgl_run_progress_note(&progress, "look", 0, 2, 120);
	pgl_run_progress_note(&progress, "look", 1, 2, 122);
	/* One look of two seconds, and forty times of three. */
	near(pgl_run_progress_left(&progress, 122), 2 + 120);
}

/* A job that is late does not take less than nothing. */
static void a_late_job_is_no_gain(void **state)
{
	struct pgl_run_progress progress = three_steps();

	(void)state;
	pgl_run_progress_note(&progress, "look", 0, 2, 10);
	pgl_run_progress_note(&progress, "look", 1, 2, 11);
	near(pgl_run_progress_left(&progress, 100), 0 + 40 * 1.5);
}

static void what_was_there_takes_no_time(void **state)
{
	struct pgl_run_progress progress = three_steps();

	(void)state;
	pgl_run_progress_note(&progress, "look", 0, 1, 10);
	pgl_run_progress_note(&progress, "look", 1, 1, 12);
	pgl_run_progress_note(&progress, "time", 0, 10, 12);
	near(pgl_run_progress_left(&progress, 12), 10 * 3);
	pgl_run_progress_note(&progress, "time", 10, 10, 42);
	near(pgl_run_progress_left(&progress, 42), 0);
	/* The same step has more work. */
	pgl_run_progress_note(&progress, "time", 0, 4, 50);
	pgl_run_progress_note(&progress, "time", 1, 4, 55);
	near(pgl_run_progress_left(&progress, 55), 3 * 5);
}

/* Steps that were not announced, such as those of a split. */
static void a_new_step_is_taken_in(void **state)
{
	struct pgl_run_progress progress = three_steps();

	(void)state;
	pgl_run_progress_note(&progress, "more", 0, 4, 10);
	pgl_run_progress_note(&progress, "more", 2, 4, 14);
	near(pgl_run_progress_left(&progress, 14), 4);
	for (int i = 0; i < 2 * PGL_MOST_STEPS; i++)
		pgl_run_progress_add(&progress, "many", 1, NULL, 0);
	assert_true(progress.n == PGL_MOST_STEPS);
	pgl_run_progress_note(&progress, "one too many", 0, 4, 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_known_is_told),
		cmocka_unit_test(a_late_job_is_no_gain),
		cmocka_unit_test(what_was_there_takes_no_time),
		cmocka_unit_test(a_new_step_is_taken_in),
	};

	return cmocka_run_group_tests_name("walk-progress", tests, NULL, NULL);
}
