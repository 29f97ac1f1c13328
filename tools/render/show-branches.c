/* `pgolens show --branches`: which way conditions go, as a table. A column is a row of columns.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include "records/names.h"
#include "base/table.h"

#include "base/banned.h"

static const struct pgl_record *record_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return show->build->records[show->branches.item[row].unit];
}

static const struct pgl_branch *branch_at(const void *rows, size_t row)
{
	const struct pgl_show *show = rows;

	return &record_at(rows, row)->branches[show->branches.item[row].id];
}

static void branch_location(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_add_location(&cell->text, record_at(rows, row), branch_at(rows, row)->location);
}

static void branch_function(const void *rows, size_t row, struct pgl_cell *cell)
{
	pgl_strbuf_add(&cell->text,
		       record_at(rows, row)->functions[branch_at(rows, row)->function].name);
}

static void branch_count(const void *rows, size_t row, struct pgl_cell *cell)
{
	struct pgl_count count = branch_at(rows, row)->count;

	if (count.known)
		pgl_add_unsigned(&cell->text, count.value);
	if (pgl_count_is_hot(record_at(rows, row), count))
		cell->colour = PGL_COLOUR_RED;
}

static void branch_frequency(const void *rows, size_t row, struct pgl_cell *cell)
{
	if (branch_at(rows, row)->frequency.known)
		pgl_add_real(&cell->text, branch_at(rows, row)->frequency.value);
}

/* SHARE of the branch goes to WHERE. */
static void add_way(const void *rows, size_t row, double share, struct pgl_location where,
		    struct pgl_cell *cell)
{
	if (branch_at(rows, row)->share.known)
		pgl_strbuf_addf(&cell->text, "%5.1f %%", 100 * share);
	if (where.file == PGL_NONE)
		return;
	/* Mostly it is in the file of the condition. */
	if (where.file == branch_at(rows, row)->location.file)
		pgl_strbuf_addf(&cell->text, " to :%u:%u", where.line, where.column);
	else {
		pgl_strbuf_add(&cell->text, " to ");
		pgl_add_location(&cell->text, record_at(rows, row), where);
	}
}

static void branch_true(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_branch *branch = branch_at(rows, row);

	add_way(rows, row, branch->share.value, branch->if_true, cell);
}

static void branch_false(const void *rows, size_t row, struct pgl_cell *cell)
{
	const struct pgl_branch *branch = branch_at(rows, row);

	add_way(rows, row, 1 - branch->share.value, branch->if_false, cell);
}

static const struct pgl_column columns[] = {
	{"condition", branch_location, false, PGL_CUT_START},
	{"function", branch_function, false, PGL_CUT_END},
	{"asked", branch_count, true, PGL_CUT_NOTHING},
	{"per entry", branch_frequency, true, PGL_CUT_NOTHING},
	{"true", branch_true, false, PGL_CUT_NOTHING},
	{"false", branch_false, false, PGL_CUT_NOTHING},
};

void pgl_show_branches(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	pgl_show_table(show, &show->branches, columns, sizeof columns / sizeof *columns, "branch",
		       "es", style, out);
	if (!show->branches.n_passed)
		fputs("; they are recorded with -fplugin-arg-pgolens-branches", out);
	fputc('\n', out);
}
