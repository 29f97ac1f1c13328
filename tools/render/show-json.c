/* `pgolens show` as JSON: {"units": [...], "sites": [...], "functions": [...], "events": [...]}, an item a
   line: the columns of export/columns.h, and what is no single value.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include "export/columns.h"
#include "render/record-json.h"

/* Adds what no column holds. */
typedef void add_more(struct pgl_json *json, const struct pgl_row *row);

static void add_more_of_site(struct pgl_json *json, const struct pgl_row *row)
{
	pgl_json_stack(json, "stack", row->record, row->id);
	pgl_json_site_key(json, "key", row->record, row->id);
	pgl_json_array(json, "decisions");
	for (uint32_t i = 0; i < row->site->n_decisions; i++)
		pgl_json_decision(json, NULL, &row->site->decisions[i]);
	pgl_json_end_array(json);
	pgl_json_extra(json, row->site->extra);
}

static void add_more_of_function(struct pgl_json *json, const struct pgl_row *row)
{
	const struct pgl_function *function = &row->record->functions[row->id];

	pgl_json_options(json, "options", &function->options);
	pgl_json_extra(json, function->extra);
}

static void add_more_of_event(struct pgl_json *json, const struct pgl_row *row)
{
	const struct pgl_event *event = &row->record->events[row->id];

	pgl_json_arguments(json, event);
	pgl_json_extra(json, event->extra);
}

static void add_more_of_branch(struct pgl_json *json, const struct pgl_row *row)
{
	pgl_json_extra(json, row->record->branches[row->id].extra);
}

static void add_selection(struct pgl_json *json, const char *key, const struct pgl_show *show,
			  const struct pgl_selection *selection, const struct pgl_columns *columns,
			  add_more *add)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_json_array(json, key);
	for (size_t i = 0; i < selection->n; i++) {
		const struct pgl_reference *item = &selection->item[i];
		struct pgl_row row = pgl_row_of_build(show->build, item->unit, item->id, &text);

		row.bytes = show->bytes;
		if (columns == &pgl_site_columns)
			pgl_row_set_site(&row, &row.record->sites[row.id]);
		pgl_json_object(json, NULL);
		pgl_columns_json(json, columns, &row, PGL_IN_JSON, "");
		add(json, &row);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	pgl_strbuf_release(&text);
}

void pgl_show_json(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 2, "pgolens-show");
	pgl_json_array(&json, "units");
	for (uint32_t i = 0; i < show->build->n; i++)
		pgl_json_unit(&json, show->build, i);
	pgl_json_end_array(&json);
	add_selection(&json, "sites", show, &show->sites, &pgl_site_columns, add_more_of_site);
	add_selection(&json, "functions", show, &show->functions, &pgl_function_columns,
		      add_more_of_function);
	add_selection(&json, "events", show, &show->events, &pgl_event_columns, add_more_of_event);
	if (show->branches.n_passed)
		add_selection(&json, "branches", show, &show->branches, &pgl_branch_columns,
			      add_more_of_branch);
	pgl_json_close(&json);
}
