/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One error of the cv service: its location in the input and one sentence.  The first error sticks;
 * functions that can fail return 0 or -1 and leave the sentence here.
 */
#ifndef CV_ERROR_H
#define CV_ERROR_H

#include <stddef.h>

struct cv_error {
	size_t line;	/* from 1; 0 if no location in the input is to blame */
	size_t column;	/* from 1, in bytes */
	char text[120];	/* empty: no error */
};

/* Record the error unless there is one already.  Always returns -1. */
__attribute__((format(printf, 4, 5)))
int cv_error_set(struct cv_error *error, size_t line, size_t column, const char *format, ...);

void cv_error_clear(struct cv_error *error);

#endif
