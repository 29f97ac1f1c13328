/* `pgolens show` as tables, of export/columns.h's columns: sites, functions, events and branches.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include "render/columns.h"

/* A table while it is printed. */
struct view {
	const struct pgl_show *show;
	const struct pgl_selection *selection;
	struct pgl_shown_columns columns;
	struct pgl_strbuf *text;
	bool is_of_sites;
};

static const struct pgl_site *site_at(const struct pgl_show *show, size_t row)
{
	const struct pgl_reference *item = &show->sites.item[row];

	return &show->build->records[item->unit]->sites[item->id];
}

static void fill_row(struct pgl_cells *cells, const void *rows, size_t number)
{
	const struct view *view = rows;
	const struct pgl_reference *item = &view->selection->item[number];
	struct pgl_row row = pgl_row_of_build(view->show->build, item->unit, item->id, view->text);

	row.bytes = view->show->bytes;
	if (view->is_of_sites)
		pgl_row_set_site(&row, site_at(view->show, number));
	pgl_cells_of_columns(cells, &view->columns, &row, NULL);
}

static void print_table(const struct pgl_show *show, const struct pgl_selection *selection,
			const struct pgl_columns *columns, const struct pgl_style *style, FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	struct view view = {.show = show,
			    .selection = selection,
			    .text = &text,
			    .is_of_sites = columns == &pgl_site_columns};

	pgl_show_columns(&view.columns, columns);
	pgl_table_print(fill_row, &view, selection->n, style, out);
	if (selection->n)
		fputc('\n', out);
	pgl_strbuf_release(&text);
}

/* Says how many things there are beyond those that SELECTION holds, and ends the line. */
static void print_rest(const struct pgl_selection *selection, const char *note, FILE *out)
{
	if (selection->n < selection->n_passed)
		fprintf(out, " (the first of %zu)", selection->n_passed);
	fprintf(out, "%s\n", note);
}

void pgl_show_sites(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	size_t n_inlined = 0, n_rejected = 0, n_copies = 0, n = show->sites.n;

	print_table(show, &show->sites, &pgl_site_columns, style, out);
	for (size_t i = 0; i < n; i++) {
		const struct pgl_decision *decision = pgl_final_decision(site_at(show, i));

		n_inlined += decision && decision->inlined;
		n_rejected += decision && !decision->inlined;
		n_copies += (site_at(show, i)->flags & PGL_BIT(PGL_SITE_FLAG_COPY)) != 0;
	}
	fprintf(out, "%zu call%s: %zu inlined, %zu rejected, %zu without a decision", n,
		n == 1 ? "" : "s", n_inlined, n_rejected, n - n_inlined - n_rejected);
	if (n_copies)
		fprintf(out, "; %zu of them %s", n_copies, n_copies == 1 ? "a copy" : "copies");
	print_rest(&show->sites, "", out);
}

void pgl_show_functions(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	print_table(show, &show->functions, &pgl_function_columns, style, out);
	fprintf(out, "%zu function%s", show->functions.n, show->functions.n == 1 ? "" : "s");
	print_rest(&show->functions, "", out);
}

void pgl_show_events(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	print_table(show, &show->events, &pgl_event_columns, style, out);
	fprintf(out, "%zu event%s", show->events.n, show->events.n == 1 ? "" : "s");
	print_rest(&show->events, "", out);
}

void pgl_show_branches(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	print_table(show, &show->branches, &pgl_branch_columns, style, out);
	fprintf(out, "%zu branch%s", show->branches.n, show->branches.n == 1 ? "" : "es");
	print_rest(&show->branches,
		   show->branches.n_passed
			   ? ""
			   : "; they are recorded with -fplugin-arg-pgolens-branches",
		   out);
}
