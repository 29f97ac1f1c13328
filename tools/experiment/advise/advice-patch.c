/* The chosen lines as a unified diff. See advice.h.

   An edit changes one or two lines of a source and adds none, so both sides of the diff have the same
   lines under the same numbers: the lines that differ, with those around them, are the hunks.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

enum { CONTEXT = 3 };

struct lines {
	const char **start;
	size_t *length; /* with the newline, if there is one */
	size_t n;
};

static void lines_init(struct lines *lines, const struct pgl_strbuf *text)
{
	size_t room = 0, n_lengths = 0, lengths_room = 0;
	const char *end = text->text + text->length;

	*lines = (struct lines){.n = 0};
	for (const char *at = text->text; at < end;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t length = newline ? (size_t)(newline - at) + 1 : (size_t)(end - at);

		PGL_GROW(lines->start, lines->n, room);
		PGL_GROW(lines->length, n_lengths, lengths_room);
		lines->start[lines->n++] = at;
		lines->length[n_lengths++] = length;
		at += length;
	}
}

static void lines_release(struct lines *lines)
{
	free(lines->start);
	free(lines->length);
}

static bool differs(const struct lines *a, const struct lines *b, size_t i)
{
	return a->length[i] != b->length[i] || memcmp(a->start[i], b->start[i], a->length[i]) != 0;
}

static void add_line(struct pgl_strbuf *patch, char mark, const struct lines *lines, size_t i)
{
	size_t length = lines->length[i];

	pgl_strbuf_add_char(patch, mark);
	pgl_strbuf_add_n(patch, lines->start[i], length);
	if (lines->start[i][length - 1] != '\n')
		pgl_strbuf_add(patch, "\n\\ No newline at end of file\n");
}

/* Lines FROM to before TO as one hunk. */
static void add_hunk(struct pgl_strbuf *patch, const struct lines *old, const struct lines *new,
		     size_t from, size_t to)
{
	pgl_strbuf_addf(patch, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, to - from, from + 1,
			to - from);
	for (size_t i = from; i < to;) {
		size_t end = i;

		if (!differs(old, new, i)) {
			add_line(patch, ' ', old, i++);
			continue;
		}
		while (end < to && differs(old, new, end))
			end++;
		for (size_t k = i; k < end; k++)
			add_line(patch, '-', old, k);
		for (size_t k = i; k < end; k++)
			add_line(patch, '+', new, k);
		i = end;
	}
}

static void add_source(struct pgl_strbuf *patch, const char *path, const struct pgl_strbuf *before,
		       const struct pgl_strbuf *after)
{
	struct lines old, new;

	lines_init(&old, before);
	lines_init(&new, after);
	pgl_strbuf_addf(patch, "--- a/%s\n+++ b/%s\n", path, path);
	for (size_t i = 0; i < old.n; i++) {
		size_t last = i, from, to;

		if (!differs(&old, &new, i))
			continue;
		/* Changes whose context touches are one hunk. */
		for (size_t k = i + 1; k < old.n && k <= last + 2 * CONTEXT; k++)
			if (differs(&old, &new, k))
				last = k;
		from = i > CONTEXT ? i - CONTEXT : 0;
		to = last + CONTEXT + 1 < old.n ? last + CONTEXT + 1 : old.n;
		add_hunk(patch, &old, &new, from, to);
		i = last;
	}
	lines_release(&old);
	lines_release(&new);
}

/* Sources in the order of their paths. */
static int compare_sources(const void *a, const void *b)
{
	const struct pgl_source *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

void pgl_advice_patch(const struct pgl_advice *advice, const bool *chosen, struct pgl_strbuf *patch)
{
	const struct pgl_source **sources =
		pgl_xcalloc((size_t)advice->sources.n + 1, sizeof *sources);
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t n = 0;

	for (uint32_t i = 0; i < advice->sources.n; i++)
		if (advice->sources.item[i].path)
			sources[n++] = &advice->sources.item[i];
	if (n)
		qsort(sources, n, sizeof *sources, compare_sources);
	for (size_t i = 0; i < n; i++) {
		pgl_strbuf_reset(&text);
		if (pgl_advice_apply(advice, chosen, (uint32_t)(sources[i] - advice->sources.item),
				     &text))
			add_source(patch, sources[i]->path, &sources[i]->text, &text);
	}
	pgl_strbuf_release(&text);
	free(sources);
}
