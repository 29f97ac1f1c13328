/* See words.h. Likeness is an edit distance: insert, delete, replace, swap two neighbours.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/words.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdbool.h>
#include <string.h>

bool pgl_glob_matches(const char *glob, const char *text)
{
	return text && (!strcmp(glob, text) || !fnmatch(glob, text, 0));
}

bool pgl_glob_matches_path(const char *glob, const char *path)
{
	const char *slash = strrchr(path, '/');

	return pgl_glob_matches(glob, path) || (slash && pgl_glob_matches(glob, slash + 1));
}

bool pgl_glob_matches_tail(const char *glob, const char *path)
{
	if (pgl_glob_matches(glob, path))
		return true;
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (pgl_glob_matches(glob, slash + 1))
			return true;
	return false;
}

#define LONGEST 63

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= n_b; j++)
		above[j] = j;
	for (size_t i = 1; i <= n_a; i++) {
		row[0] = i;
		for (size_t j = 1; j <= n_b; j++) {
			size_t replace = above[j - 1] + !same(a[i - 1], b[j - 1]);

			row[j] = least(replace, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *free_row = before;

		before = above;
		above = row;
		row = free_row;
	}
	return above[n_b];
}

void pgl_nearest_offer(struct pgl_nearest *nearest, const char *typed, const char *word)
{
	size_t n_typed = strlen(typed), n_word = strlen(word);

	if (n_typed > LONGEST || n_word > LONGEST || !n_typed)
		return;
	size_t found = distance(typed, n_typed, word, n_word);

	/* A third of the letters may be wrong, and a word cut short still counts. */
	if (n_typed >= 2 && n_typed < n_word && !strncasecmp(typed, word, n_typed))
		found = least(found, 1);
	if (found > (n_word + 2) / 3)
		return;
	if (!nearest->word || found < nearest->distance)
		*nearest = (struct pgl_nearest){.word = word, .distance = found};
}
