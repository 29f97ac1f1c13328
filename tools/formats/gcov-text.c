/* Reads the text that gcov writes, of one source file or of several one after the other:

	        -:    0:Source:count.c
	      101:   16:	for (unsigned i = 0; i < n; i++)
	    #####:    9:		r += mix(a + i);

   What stands before a line is how often it ran; "-": there is no code, "#####" and "=====": never.
   Executions of lines are no time, and of an instrumented program: no text is named.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/costs-reader.h"

#include <string.h>

#include "base/xalloc.h"

/* The lines of -b between those of the source. */
static bool is_remark(const char *line)
{
	static const char *const starts[] = {"function ", "branch ", "call ", "unconditional ",
					     "-----"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (!strncmp(line, starts[i], strlen(starts[i])))
			return true;
	/* Where a line stands for several functions, each has its name before its lines. */
	return line[0] && line[strlen(line) - 1] == ':' && line[0] != ' ' && line[0] != '-';
}

static int read_line(struct pgl_measuring_file *file, uint32_t *source)
{
	struct pgl_measured_row row = {.text = PGL_NONE, .body = PGL_NONE, .file = *source};
	const char *at = file->line;
	uint64_t line;
	bool has_count;

	if (!*at || is_remark(at))
		return 0;
	pgl_measuring_skip(&at);
	has_count = *at >= '0' && *at <= '9';
	if (has_count) {
		if (!pgl_measuring_unsigned(&at, &row.cost))
			return pgl_measuring_file_fail(file, "the count is too large");
		at += *at == '*'; /* some of the line's blocks never ran */
	} else {
		at += strspn(at, "-#=$%*");
	}
	if (*at++ != ':')
		return pgl_measuring_file_fail(file,
					       "the line does not begin with a count and ':'");
	pgl_measuring_skip(&at);
	if (!pgl_measuring_unsigned(&at, &line) || *at++ != ':' || line > UINT32_MAX)
		return pgl_measuring_file_fail(file,
					       "the count is not followed by a line's number");
	if (!line) {
		if (!strncmp(at, "Source:", 7))
			*source = pgl_measuring_string(file, at + 7, strlen(at + 7));
		return 0;
	}
	if (*source == PGL_NONE)
		return pgl_measuring_file_fail(file, "a line before '0:Source:'");
	row.line = (uint32_t)line;
	return pgl_measuring_add(file, &row);
}

int pgl_measured_read_gcov(struct pgl_measuring_file *file)
{
	uint32_t source = PGL_NONE;
	int status;

	if (file->event)
		return pgl_measuring_file_fail(file, "gcov counts executions, and no '%s'",
					       file->event);
	while ((status = pgl_measuring_line(file)) > 0 && !(status = read_line(file, &source)))
		;
	file->measured->format = PGL_MEASURED_GCOV;
	file->measured->metric.name = pgl_xstrdup("lines");
	file->measured->metric.unit = "executions";
	return status;
}
