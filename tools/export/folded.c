/* Folded stacks, for flamegraph.pl: "main;count;mix_[i];f 12"; of two builds, with a number for each, as
   difffolded.pl writes them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "export/export.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Adds a frame; what is inlined is marked as perf's scripts do. What parts frames and lines, and what is no
   character of the SVG that is made of them, may not stand in a name. */
static void add_frame(struct pgl_strbuf *text, const struct pgl_diff *diff, uint64_t frame)
{
	const char *name = pgl_export_name(diff, pgl_frame_body(frame));
	size_t left = strlen(name);

	while (left) {
		uint32_t character = 0;
		size_t length = pgl_utf8_next(name, left, &character);

		if (!length || character < 0x20 || character == 0x7f || character == 0xfffe ||
		    character == 0xffff)
			pgl_strbuf_add(text, PGL_UTF8_REPLACEMENT);
		else if (character == ';')
			pgl_strbuf_add_char(text, ':');
		else
			pgl_strbuf_add_n(text, name, length);
		length += !length;
		name += length;
		left -= length;
	}
	if (pgl_frame_is_inlined(frame))
		pgl_strbuf_add(text, "_[i]");
}

static void put_stack(struct pgl_export *export, const struct pgl_stacks *stacks,
		      const struct pgl_stack *stack)
{
	double old = rint(stack->value[PGL_OLD]), new = rint(stack->value[PGL_NEW]);
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	if (old <= 0 && new <= 0)
		return;
	for (size_t i = 0; i < stack->n; i++) {
		if (i)
			pgl_strbuf_add_char(&text, ';');
		add_frame(&text, export->diff, stacks->frames[stack->first + i]);
	}
	if (export->is_pair)
		fprintf(export->out, "%s %.0f %.0f\n", text.text, old, new);
	else
		fprintf(export->out, "%s %.0f\n", text.text, new);
	pgl_strbuf_release(&text);
}

const struct pgl_export_format pgl_export_folded = {.needs_profile = true, .stack = put_stack};
