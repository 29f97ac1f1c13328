/* The monotonic clock.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CLOCK_H
#define PGL_CLOCK_H

#include <time.h>

/* Seconds since an arbitrary moment; unaffected by changes of the system time. */
static inline double pgl_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
