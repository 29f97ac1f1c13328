/* The report's sources: the text of files as it is when the report is made, whole if they are short, else
   the lines around calls and functions.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/report/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "base/xalloc.h"

enum {
	WHOLE_LINES = 4000,  /* files of no more are shown whole */
	LINES_AROUND = 8,    /* else so many before and after each place */
	LONGEST_LINE = 2000, /* bytes; the rest of a line is left out */
};
#define MOST_TEXT (48 * 1024 * 1024) /* of all sources together */

/* What the builds say of a file's text. */
static void compare_text(const struct pgl_unit *unit, const char *name, uint64_t fingerprint,
			 bool *ret_known, bool *ret_differs)
{
	char text[20];

	for (uint32_t i = 0; i < unit->n_units; i++)
		compare_text(&unit->units[i], name, fingerprint, ret_known, ret_differs);
	if (!unit->fingerprint || strcmp(unit->source, name))
		return;
	snprintf(text, sizeof text, "%016" PRIx64, fingerprint);
	*ret_known = true;
	*ret_differs |= strcmp(text, unit->fingerprint) != 0;
}

/* "changed": is the text another than the one that was compiled? null: the records don't say. */
static void add_changed(struct pgl_report *report, struct pgl_json *json, const char *name,
			uint64_t fingerprint)
{
	bool is_known = false, differs = false;

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = report->identity->forest[side]->build;

		for (size_t u = 0; u < build->n; u++)
			compare_text(&build->records[u]->unit, name, fingerprint, &is_known,
				     &differs);
	}
	if (is_known)
		pgl_json_bool(json, "changed", differs);
	else
		pgl_json_null(json, "changed");
}

/* --- lines --- */

struct lines {
	const char *text;
	size_t length;
	uint32_t number; /* of the line that starts at AT */
	size_t at;
};

/* Adds the next line to BLOCK, or leaves it out. */
static void next_line(struct lines *lines, struct pgl_strbuf *block)
{
	const char *start = lines->text + lines->at;
	const char *end = memchr(start, '\n', lines->length - lines->at);
	size_t length = end ? (size_t)(end - start) : lines->length - lines->at;

	lines->at += length + (end != NULL);
	lines->number++;
	if (!block)
		return;
	if (length && start[length - 1] == '\r')
		length--;
	if (length > LONGEST_LINE) {
		pgl_strbuf_add_n(block, start, LONGEST_LINE);
		pgl_strbuf_add(block, " ...");
	} else {
		pgl_strbuf_add_n(block, start, length);
	}
	pgl_strbuf_add_char(block, '\n');
}

static uint32_t count_lines(const struct pgl_strbuf *text)
{
	struct lines lines = {text->text, text->length, 0, 0};

	while (lines.at < lines.length)
		next_line(&lines, NULL);
	return lines.number;
}

/* Adds lines FROM to TO as a block; those in between are passed over. */
static size_t add_block(struct pgl_report *report, struct pgl_json *json, struct lines *lines,
			uint32_t from, uint32_t to)
{
	struct pgl_strbuf *block = &report->scratch;

	while (lines->at < lines->length && lines->number < from)
		next_line(lines, NULL);
	pgl_strbuf_reset(block);
	while (lines->at < lines->length && lines->number <= to)
		next_line(lines, block);
	if (!block->length)
		return 0;
	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "from", from);
	pgl_json_text(json, "text", block->text);
	pgl_json_end_object(json);
	return block->length;
}

/* The blocks around the lines of the N MARKS, which are in order. */
static size_t add_blocks(struct pgl_report *report, struct pgl_json *json, struct lines *lines,
			 const struct pgl_report_mark *marks, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n;) {
		uint32_t line = marks[i].line;
		uint32_t from = line > LINES_AROUND ? line - LINES_AROUND : 1;
		uint32_t to = line + LINES_AROUND;

		for (i++; i < n && marks[i].line <= to + LINES_AROUND + 1; i++)
			to = marks[i].line + LINES_AROUND;
		sum += add_block(report, json, lines, from, to);
	}
	return sum;
}

/* --- files --- */

static size_t add_text(struct pgl_report *report, struct pgl_json *json,
		       const struct pgl_source *source, const struct pgl_report_mark *marks,
		       size_t n)
{
	struct lines lines = {source->text.text, source->text.length, 1, 0};
	uint32_t n_lines = count_lines(&source->text);
	size_t sum;

	pgl_json_unsigned(json, "lines", n_lines);
	pgl_json_array(json, "blocks");
	sum = n_lines <= WHOLE_LINES ? add_block(report, json, &lines, 1, n_lines)
				     : add_blocks(report, json, &lines, marks, n);
	pgl_json_end_array(json);
	return sum;
}

/* File NUMBER called NAME, with N MARKS in it; the bytes of text that it took. */
static size_t add_source(struct pgl_report *report, struct pgl_json *json, const char *name,
			 const struct pgl_report_mark *marks, size_t n, bool has_room)
{
	const struct pgl_report_view *view = report->view;
	struct pgl_source source;
	size_t sum = 0;

	pgl_json_object(json, NULL);
	if (view->no_sources || !has_room) {
		pgl_json_text(json, "state", view->no_sources ? "left out" : "beyond the limit");
		pgl_json_end_object(json);
		return 0;
	}
	pgl_source_find(&source, name, view->folders, view->n_folders);
	pgl_json_text(json, "state", pgl_source_state_word(source.state));
	if (source.path.length)
		pgl_json_text(json, "path", source.path.text);
	if (source.state == PGL_SOURCE_FOUND) {
		add_changed(report, json, name, source.fingerprint);
		sum = add_text(report, json, &source, marks, n);
	}
	pgl_json_end_object(json);
	pgl_source_release(&source);
	return sum;
}

static int compare_marks(const void *a, const void *b)
{
	const struct pgl_report_mark *x = a, *y = b;
	int order = PGL_COMPARE(x->file, y->file);

	return order ? order : PGL_COMPARE(x->line, y->line);
}

void pgl_report_sources(struct pgl_report *report, struct pgl_json *json)
{
	size_t start = 0, mark = 0, sum = 0;

	if (report->n_marks)
		qsort(report->marks, report->n_marks, sizeof *report->marks, compare_marks);
	pgl_json_array(json, "sources");
	for (uint32_t file = 0; file < report->files.n; file++) {
		size_t end = report->files.ends[file], first = mark;
		char *name = pgl_xasprintf("%.*s", (int)(end - start),
					   (const char *)report->files.bytes + start);

		while (mark < report->n_marks && report->marks[mark].file == file)
			mark++;
		sum += add_source(report, json, name, report->marks + first, mark - first,
				  sum < MOST_TEXT);
		free(name);
		start = end;
	}
	pgl_json_end_array(json);
}
