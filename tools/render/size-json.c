/* `pgolens size --format=json`. See docs/howto/sizes.md for the keys.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/size-text.h"

#include <stdlib.h>

#include "render/record-json.h"

static const char *const sides[PGL_SIDES] = {"old", "new"};

static void add_heat(struct pgl_json *json, const uint64_t *heat)
{
	for (int i = 0; i < PGL_HEAT_N; i++)
		pgl_json_unsigned(json, pgl_heat_word((enum pgl_heat)i), heat[i]);
}

static void add_build(struct pgl_json *json, const struct pgl_size *size, int side)
{
	const struct pgl_size_sum *sum = &size->sum[side];

	pgl_json_object(json, sides[side]);
	pgl_json_text(json, "path", size->files[side].path);
	pgl_json_unsigned(json, "files", sum->n_files);
	pgl_json_unsigned(json, "sections", sum->n_sections);
	pgl_json_unsigned(json, "bytes", sum->total);
	pgl_json_unsigned(json, "code", sum->code);
	add_heat(json, sum->heat);
	pgl_json_unsigned(json, "in_no_function", sum->in_no_function);
	pgl_json_unsigned_or_null(json, "inlined", sum->inlined, sum->has_dwarf);
	pgl_json_unsigned(json, "without_debug_information", sum->unknown);
	pgl_json_bool(json, "has_symbols", sum->has_symbols);
	pgl_json_bool(json, "has_debug_information", sum->has_dwarf);
	pgl_json_bool(json, "has_records", sum->has_records);
	pgl_json_end_object(json);
}

static void add_sections(struct pgl_json *json, const struct pgl_size *size)
{
	pgl_json_array(json, "sections");
	for (size_t i = 0; i < size->n_sections; i++) {
		const struct pgl_size_section *section = &size->sections[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "section", section->name);
		pgl_json_unsigned_or_null(json, "old", section->bytes[PGL_OLD],
					  section->n[PGL_OLD]);
		pgl_json_unsigned_or_null(json, "new", section->bytes[PGL_NEW],
					  section->n[PGL_NEW]);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_causes(struct pgl_json *json, const struct pgl_size *size,
		       const struct pgl_size_function *function)
{
	size_t n;
	struct pgl_size_cause *causes = pgl_size_causes(size, function, &n);

	pgl_json_array(json, "causes");
	for (size_t i = 0; i < n; i++) {
		const struct pgl_size_cause *cause = &causes[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "what", pgl_size_why_word(cause->why));
		if (cause->callee != PGL_NONE) {
			pgl_json_text(json, "callee", pgl_size_name(size, cause->callee));
			pgl_json_unsigned_or_null(json, "calls_old", cause->n[PGL_OLD],
						  size->sum[PGL_OLD].has_records);
			pgl_json_unsigned_or_null(json, "calls_new", cause->n[PGL_NEW],
						  size->sum[PGL_NEW].has_records);
		}
		if (pgl_size_outcome_text(cause))
			pgl_json_text(json, "reason", pgl_size_outcome_text(cause));
		pgl_json_integer(json, "bytes", cause->bytes);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
	free(causes);
}

static void add_functions(struct pgl_json *json, const struct pgl_size_view *view)
{
	const struct pgl_size *size = view->size;

	pgl_json_array(json, "functions");
	for (size_t i = 0; i < size->n_functions && (!view->limit || i < view->limit); i++) {
		const struct pgl_size_function *function = &size->functions[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "function", function->name);
		pgl_json_text(json, "unit", function->unit);
		for (int side = 0; side < PGL_SIDES; side++) {
			const struct pgl_size_of *of = &function->side[side];

			if (!pgl_json_object_if(json, sides[side], of->is_there))
				continue;
			pgl_json_unsigned(json, "bytes", of->bytes);
			add_heat(json, of->heat);
			pgl_json_unsigned_or_null(json, "inlined", of->inlined,
						  of->unknown < of->bytes);
			pgl_json_end_object(json);
		}
		add_causes(json, size, function);
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

static void add_callees(struct pgl_json *json, const struct pgl_size_view *view)
{
	const struct pgl_size *size = view->size;

	pgl_json_array(json, "inlined");
	for (size_t i = 0; i < size->n_callees && (!view->limit || i < view->limit); i++) {
		const struct pgl_size_callee *callee = &size->callees[i];

		pgl_json_object(json, NULL);
		pgl_json_text(json, "function", callee->name);
		for (int side = 0; side < PGL_SIDES; side++) {
			if (!pgl_json_object_if(json, sides[side], size->sum[side].has_dwarf))
				continue;
			pgl_json_unsigned(json, "copies", callee->n[side]);
			pgl_json_unsigned(json, "bytes", callee->bytes[side]);
			pgl_json_end_object(json);
		}
		pgl_json_end_object(json);
	}
	pgl_json_end_array(json);
}

void pgl_size_json(const struct pgl_size_view *view, const struct pgl_style *style, FILE *out)
{
	struct pgl_json json;

	(void)style;
	pgl_json_open(&json, out, 2, "pgolens-size");
	for (int side = 0; side < PGL_SIDES; side++)
		add_build(&json, view->size, side);
	add_sections(&json, view->size);
	add_functions(&json, view);
	add_callees(&json, view);
	pgl_json_close(&json);
}
