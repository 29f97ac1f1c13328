/* Which notes are a unit's. See profile-internal.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "profile/profile-internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/xalloc.h"

#include "base/banned.h"

bool pgl_profile_has_suffix(const char *path, const char *suffix)
{
	size_t length = strlen(path), n = strlen(suffix);

	return length > n && !strcmp(path + length - n, suffix);
}

struct visit {
	struct pgl_profile_notes *notes;
	struct pgl_error *error;
};

static int add_file(struct pgl_profile_notes *notes, const char *path, struct pgl_error *error)
{
	PGL_GROW(notes->item, notes->n, notes->room);
	if (pgl_gcov_read(&notes->item[notes->n], path, error))
		return -1;
	if (notes->item[notes->n].is_data) {
		pgl_gcov_release(&notes->item[notes->n]);
		return pgl_error_set(error, "%s: counts, and not the notes of a compile (.gcno)",
				     path);
	}
	notes->n++;
	return 0;
}

static int visit_file(void *context, const char *path, const struct stat *status)
{
	struct visit *visit = context;

	(void)status;
	return pgl_profile_has_suffix(path, ".gcno") && add_file(visit->notes, path, visit->error);
}

int pgl_profile_notes_add(struct pgl_profile_notes *notes, const char *path,
			  struct pgl_error *error)
{
	struct visit visit = {notes, error};
	size_t n = notes->n;
	struct stat status;
	int failed;

	if (stat(path, &status))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (!S_ISDIR(status.st_mode))
		return add_file(notes, path, error);
	failed = pgl_visit_files(path, visit_file, &visit);
	if (failed < 0)
		pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (failed)
		return -1;
	return notes->n > n ? 0 : pgl_error_set(error, "no .gcno in '%s'", path);
}

void pgl_profile_notes_release(struct pgl_profile_notes *notes)
{
	for (size_t i = 0; i < notes->n; i++)
		pgl_gcov_release(&notes->item[i]);
	free(notes->item);
	*notes = (struct pgl_profile_notes){.item = NULL};
}

/* In the names of a folder for all counts, # stands for the slashes of a path. */
static bool is_slash(char c)
{
	return c == '/' || c == '#';
}

/* How many names at the end A and B, without suffixes, have in common. */
static size_t common(const char *a, size_t length_a, const char *b, size_t length_b)
{
	size_t n = 0, names = 0;

	while (n < length_a && n < length_b) {
		char x = a[length_a - 1 - n], y = b[length_b - 1 - n];

		if (is_slash(x) != is_slash(y) || (!is_slash(x) && x != y))
			return names;
		names += is_slash(x);
		n++;
	}
	if ((n == length_a || is_slash(a[length_a - 1 - n])) &&
	    (n == length_b || is_slash(b[length_b - 1 - n])))
		names++;
	return names;
}

const struct pgl_gcov_file *pgl_profile_notes_of(const struct pgl_profile_notes *notes,
						 const char *path)
{
	const struct pgl_gcov_file *best = NULL;
	size_t length = strlen(path), most = 0;
	bool is_one = false;

	if (pgl_profile_has_suffix(path, ".gcda"))
		length -= strlen(".gcda");

	for (size_t i = 0; i < notes->n; i++) {
		const char *at = notes->item[i].path;
		size_t of_notes = strlen(at);

		if (pgl_profile_has_suffix(at, ".gcno"))
			of_notes -= strlen(".gcno");
		size_t n = common(at, of_notes, path, length);

		if (!n || n < most)
			continue;
		is_one = n > most;
		most = n;
		best = &notes->item[i];
	}
	/* Of several that are as good, none. */
	return is_one ? best : NULL;
}
