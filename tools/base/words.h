/* Compares words that a user typed: with shell patterns, and with what they may have meant.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BASE_WORDS_H
#define PGL_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* True if TEXT (may be NULL) matches GLOB or is the same text: C++ names contain characters that are special in a
   glob. */
bool pgl_glob_matches(const char *glob, const char *text);
/* True if PATH or its last component matches. */
bool pgl_glob_matches_path(const char *glob, const char *path);
/* True if PATH, or the rest of it after any slash, matches. */
bool pgl_glob_matches_tail(const char *glob, const char *path);

/* The nearest word so far; start with {.word = NULL}. */
struct pgl_nearest {
	const char *word; /* borrowed; NULL: none is near enough */
	size_t distance;
};

/* Offers WORD as what TYPED may have meant. Case does not matter. */
void pgl_nearest_offer(struct pgl_nearest *nearest, const char *typed, const char *word);

#endif
