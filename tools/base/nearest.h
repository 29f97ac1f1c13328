/* "Did you mean ...?": the word nearest to a mistyped one.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_NEAREST_H
#define PGL_NEAREST_H

#include <stddef.h>

/* The nearest word so far; start with {.word = NULL}. */
struct pgl_nearest {
	const char *word; /* borrowed from who offered it; NULL: none is near enough */
	size_t distance;
};

/* Offers WORD as what TYPED may have meant. Case does not matter. */
void pgl_nearest_offer(struct pgl_nearest *nearest, const char *typed, const char *word);

#endif
