/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the service counts in the CVs: their courses, titles, and years of work.
 */
#ifndef CV_EXTRACT_H
#define CV_EXTRACT_H

#include <stdio.h>

#include "cv.h"
#include "tally.h"

struct cv_extract {
	uint64_t n_people;
	uint64_t n_courses;
	uint64_t n_tasks;
	uint64_t n_current;
	int64_t years;
	double credits;
	size_t longest_task;
	struct cv_tally courses;
	struct cv_tally titles;
};

void cv_extract_init(struct cv_extract *extract);
void cv_extract_release(struct cv_extract *extract);

/* Add one CV.  0, or -1 when out of memory. */
int cv_extract_add(struct cv_extract *extract, const struct cv *cv);

/* Print all of it; do not add after this. */
void cv_extract_print(struct cv_extract *extract, FILE *out);

#endif
