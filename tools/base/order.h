/* Comparing for qsort(): below, equal or above 0.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ORDER_H
#define PGL_ORDER_H

#include <stdbool.h>

/* Smaller first; the arguments are evaluated twice. */
#define PGL_COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* Compares texts by byte; NULL ("none") comes last. */
int pgl_compare_text(const char *a, const char *b);
bool pgl_same_text(const char *a, const char *b);

#endif
