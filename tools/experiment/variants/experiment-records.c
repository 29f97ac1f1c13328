/* See experiment-records.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/variants/experiment-records.h"

#include <stdlib.h>
#include <unistd.h>

#include "records/load.h"
#include "base/xalloc.h"

#include "base/banned.h"

/* A unit without code of its own has nothing to count. */
static bool has_code(const struct pgl_record *record)
{
	for (uint32_t f = 0; f < record->n_functions; f++)
		if (record->functions[f].has_body)
			return true;
	return false;
}

static void add_unit(struct pgl_variant *variant, const struct pgl_record *record)
{
	const struct pgl_unit *unit = &record->unit;

	variant->n_units++;
	variant->n_wanted += unit->replay.n_done + unit->replay.n_already + unit->replay.n_not_done;
	variant->n_lost += unit->replay.n_not_done;
	if (unit->profile.use != PGL_PROFILE_USE)
		return;
	variant->n_found += unit->profile.found;
	variant->n_missing += !unit->profile.found && has_code(record);
	variant->n_mismatched += unit->profile.n_mismatched;
}

int pgl_variant_read_records(struct pgl_variant *variant, struct pgl_strbuf *message)
{
	char *folder = pgl_variant_path(variant, "records");
	struct pgl_build build;
	struct pgl_error error;
	int failed = 0;

	/* rmdir: an empty folder is one in which nothing was recorded. */
	if (!rmdir(folder)) {
		pgl_strbuf_add(message,
			       "the build command compiled nothing with the flags it was given "
			       "(CC, CFLAGS, CXXFLAGS): does it find everything built already?");
		failed = -1;
	} else if (pgl_build_load(&build, &folder, 1, &error)) {
		pgl_strbuf_add(message, error.text);
		failed = -1;
	} else {
		for (size_t i = 0; i < build.n; i++)
			add_unit(variant, build.records[i]);
		pgl_build_release(&build);
	}
	free(folder);
	return failed;
}
