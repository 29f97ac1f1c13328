/* See recompiled.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/recompiled.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The length of PATH without suffix and number; 0: it has no record's suffix. */
static size_t stem_length(const char *path)
{
	size_t length = strlen(path), suffix = strlen(PGL_RECORD_SUFFIX), end;

	if (length <= suffix || strcmp(path + length - suffix, PGL_RECORD_SUFFIX) != 0)
		return 0;
	length -= suffix;
	for (end = length; end && path[end - 1] >= '0' && path[end - 1] <= '9';)
		end--;
	return end > 1 && end < length && path[end - 1] == '.' ? end - 1 : length;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool is_recompiled(const struct pgl_build *build, size_t a, size_t b)
{
	const struct pgl_unit *x = &build->records[a]->unit, *y = &build->records[b]->unit;
	size_t length = stem_length(build->paths[a]);

	return length && length == stem_length(build->paths[b]) &&
	       !strncmp(build->paths[a], build->paths[b], length) && x->stage == y->stage &&
	       x->lto == y->lto && !x->n_units && !y->n_units && is_same(x->source, y->source) &&
	       is_same(x->fingerprint, y->fingerprint) && is_same(x->given, y->given) &&
	       is_same(x->label, y->label) && x->profile.use == y->profile.use;
}

/* When the file PATH was written; a file that is gone is the oldest. */
static struct timespec written(const char *path)
{
	struct stat status;

	return stat(path, &status) ? (struct timespec){0, 0} : status.st_mtim;
}

static bool is_newer(const char *a, const char *b)
{
	struct timespec x = written(a), y = written(b);

	return x.tv_sec != y.tv_sec ? x.tv_sec > y.tv_sec : x.tv_nsec > y.tv_nsec;
}

static void drop(struct pgl_build *build, size_t i)
{
	pgl_record_free(build->records[i]);
	free((char *)build->paths[i]);
	build->records[i] = NULL;
}

void pgl_build_drop_recompiled(struct pgl_build *build, pgl_recompiled_watch *watch, void *context)
{
	size_t kept = 0;

	/* Records of one source follow one another. */
	for (size_t i = 0; i < build->n; i++) {
		for (size_t j = i + 1; build->records[i] && j < build->n; j++) {
			if (!build->records[j])
				continue;
			if (!is_same(build->records[i]->unit.source,
				     build->records[j]->unit.source))
				break;
			if (!is_recompiled(build, i, j))
				continue;
			size_t older = is_newer(build->paths[i], build->paths[j]) ? j : i;

			watch(context, build->paths[older], build->paths[older == i ? j : i]);
			drop(build, older);
		}
	}
	for (size_t i = 0; i < build->n; i++) {
		if (!build->records[i])
			continue;
		build->records[kept] = build->records[i];
		build->paths[kept++] = build->paths[i];
	}
	build->n = kept;
}
