/* pgolens size: what became of the bytes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "commands/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "records/embedded.h"
#include "records/find.h"
#include "render/size-text.h"
#include "base/report.h"
#include "base/xalloc.h"

enum { USUAL_ROWS = 20 }; /* in text */

struct values {
	const char *records[PGL_SIDES];
	uint64_t limit;
	bool all;
	struct pgl_output_values output;
};

static const struct pgl_switch switches[] = {
	PGL_PAIR(struct values, records, 0, "records", "OLD NEW",
		 "read the records of OLD and NEW from there (default: those\n"
		 "embedded or beside the objects)"),
	PGL_NUMBER(struct values, limit, 'n', "limit", "N",
		   "show the first N rows of a table (default: 20 in text, else\n"
		   "all)"),
	PGL_FLAG(struct values, all, 'a', "all", "show all of them"),
	PGL_OUTPUT_SWITCHES(struct values, output), PGL_SWITCH_END};

static const struct pgl_usage usage = {
	.name = "size",
	.synopsis = "[OPTION]... OLD NEW",
	.summary = "compare the sizes of two builds and explain the difference",
	.details = "OLD and NEW are each an object, archive, shared library or program, or a "
		   "folder of\n"
		   "objects. Sections add up to those of `size -A`. Sizes of inlined functions "
		   "need -g.",
	.switches = switches,
	.exit_status = "0  fine\n2  trouble: wrong usage, a file or record that can't be read",
	.examples = "pgolens size old/program new/program\n"
		    "pgolens size --format=json old/program new/program | jq .sections"};

/* The path of the records of the build at PATH, to be freed; NULL: it has none. */
static char *records_of(const char *path)
{
	size_t length = strlen(path);
	char *beside;
	struct stat status;

	if (!stat(path, &status) && S_ISDIR(status.st_mode)) {
		char *paths[] = {pgl_xstrdup(path)};
		struct pgl_found found = {.paths = NULL};
		struct pgl_error ignored;
		bool has_records = !pgl_find_records(&found, paths, 1, &ignored);

		pgl_found_release(&found);
		if (has_records)
			return paths[0];
		free(paths[0]);
		return NULL;
	}
	if (pgl_embedded_in(path))
		return pgl_xstrdup(path);
	if (length < 2 || strcmp(path + length - 2, ".o") != 0)
		return NULL;
	beside = pgl_xasprintf("%.*s" PGL_RECORD_SUFFIX, (int)(length - 2), path);
	if (!stat(beside, &status))
		return beside;
	free(beside);
	return NULL;
}

static enum pgl_exit render(const struct values *values, char *const *operands,
			    const struct pgl_compared *compared)
{
	bool is_text = values->output.format == PGL_FORMAT_TEXT;
	const char *const paths[PGL_SIDES] = {operands[PGL_OLD], operands[PGL_NEW]};
	struct pgl_output output;
	struct pgl_error error;
	struct pgl_size size;

	if (pgl_size_init(&size, paths, compared, &error)) {
		pgl_report("%s", error.text);
		return PGL_EXIT_TROUBLE;
	}
	struct pgl_size_view view = {.size = &size,
				     .limit = pgl_command_limit(&values->output, values->all,
								values->limit, USUAL_ROWS)};
	enum pgl_exit status = PGL_EXIT_TROUBLE;

	if (!pgl_command_open(&values->output, &output)) {
		(is_text ? pgl_size_text : pgl_size_json)(&view, &output.style, output.stream);
		status = pgl_command_close(&output, PGL_EXIT_FINE);
	}
	pgl_size_release(&size);
	return status;
}

static enum pgl_exit run_with_records(const struct values *values, char *const *operands,
				      char *const *records)
{
	enum pgl_exit status;
	struct pgl_builds pair;

	if (pgl_command_pair(&pair, records))
		return PGL_EXIT_TROUBLE;
	status = render(values, operands, &pair.compared);
	pgl_command_pair_release(&pair);
	return status;
}

static enum pgl_exit run(const void *given, char *const *operands, size_t n_operands)
{
	const struct values *values = given;
	char *records[PGL_SIDES] = {NULL};
	enum pgl_exit status;

	if (n_operands != PGL_SIDES)
		return pgl_command_needs_pair("size", n_operands);
	for (int side = 0; side < PGL_SIDES; side++)
		records[side] = values->records[side] ? pgl_xstrdup(values->records[side])
						      : records_of(operands[side]);
	if (!records[PGL_OLD] != !records[PGL_NEW])
		pgl_report("note: '%s' has no records, so the causes of its changes are unknown",
			   operands[records[PGL_OLD] ? PGL_NEW : PGL_OLD]);
	status = records[PGL_OLD] && records[PGL_NEW] ? run_with_records(values, operands, records)
						      : render(values, operands, NULL);
	free(records[PGL_OLD]);
	free(records[PGL_NEW]);
	return status;
}

const struct pgl_command pgl_command_size = {&usage, sizeof(struct values), run};
