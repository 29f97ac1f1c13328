/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of JSON: whole numbers kept exactly where they fit, all others as double.
 */
#ifndef CV_NUMBER_H
#define CV_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

struct cv_number {
	bool is_integer;
	int64_t integer;	/* if is_integer */
	double real;		/* always */
};

/*
 * Read the number at *at and step over it.  NULL, or what is wrong with it; then *at is the
 * position to blame.
 */
const char *cv_number_read(const char **at, const char *end, struct cv_number *ret_number);

#endif
