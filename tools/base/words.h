/* Names and paths against shell patterns, as commands take them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BASE_WORDS_H
#define PGL_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Does TEXT (NULL: no) match GLOB? Names of C++ hold what a glob gives a meaning to; spelled out in full they
   match all the same. */
bool pgl_glob_matches(const char *glob, const char *text);
/* Does PATH, or its last part, match? */
bool pgl_glob_matches_path(const char *glob, const char *path);
/* Does PATH, or what is left of it behind any of its slashes, match? */
bool pgl_glob_matches_tail(const char *glob, const char *path);

/* The nearest word so far; start with {.word = NULL}. */
struct pgl_nearest {
	const char *word; /* borrowed from who offered it; NULL: none is near enough */
	size_t distance;
};

/* Offers WORD as what TYPED may have meant. Case does not matter. */
void pgl_nearest_offer(struct pgl_nearest *nearest, const char *typed, const char *word);

#endif
