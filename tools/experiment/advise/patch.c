/* Writes attributes into sources, and the changed sources and their diff. See advice.h.

   An edit changes one or two lines of a source and adds none. So both sides of the diff have the same lines at the same
   numbers, and the lines that differ, with their context, are the hunks.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/order.h"
#include "base/xalloc.h"
#include "experiment/advise/declarator.h"

/* How it is written -------------------------------------------------------------------------- */

static bool has_flag(const struct pgl_function *function, enum pgl_function_flag flag)
{
	return function->flags & PGL_BIT(flag);
}

/* GCC warns of always_inline without inline. inline must not change which symbols exist: static functions and those of C++
   with vague linkage can have it; other functions of C can have it with gnu_inline, which still emits the function unless it
   is declared extern. */
static const char *write_always_inline(const struct pgl_function *function,
				       const struct pgl_declarator *declarator, bool is_cxx,
				       const char *word, struct pgl_advice_edit *edit)
{
	if (declarator->has_inline || has_flag(function, PGL_FUNCTION_FLAG_DECLARED_INLINE)) {
		edit->text = pgl_xstrdup("__attribute__((always_inline)) ");
		return NULL;
	}
	if (declarator->is_static || !has_flag(function, PGL_FUNCTION_FLAG_EXTERNAL) ||
	    has_flag(function, PGL_FUNCTION_FLAG_COMDAT)) {
		edit->text = pgl_xasprintf("__attribute__((always_inline)) %s ", word);
		return NULL;
	}
	if (is_cxx)
		return "if declared inline, GCC would not emit this C++ function, which other "
		       "files may "
		       "call";
	if (declarator->is_extern || declarator->has_macro)
		return "if declared inline, GCC would not emit it: it is extern, or a macro may "
		       "make it so";
	edit->text = pgl_xasprintf("__attribute__((gnu_inline, always_inline)) %s ", word);
	return NULL;
}

/* In C, GCC warns of noinline on a function declared inline. A static function does not need inline. */
static const char *write_noinline(const struct pgl_function *function,
				  const struct pgl_declarator *declarator, bool is_cxx,
				  const char *source, struct pgl_advice_edit *edit)
{
	bool is_inline =
		declarator->has_inline || has_flag(function, PGL_FUNCTION_FLAG_DECLARED_INLINE);

	if (!is_inline || is_cxx) {
		edit->text = pgl_xstrdup("__attribute__((noinline)) ");
		return NULL;
	}
	if (!declarator->has_inline || !declarator->is_static)
		return "it is declared inline where that cannot be removed, and GCC warns of "
		       "noinline beside it";
	edit->cut_at = declarator->inline_start;
	edit->cut = declarator->inline_end - declarator->inline_start;
	if (source[declarator->inline_end] == ' ' || source[declarator->inline_end] == '\t')
		edit->cut++;
	/* Avoid a warning for files that include the function and do not call it. */
	edit->text = pgl_xstrdup("__attribute__((noinline, unused)) ");
	return NULL;
}

static const struct pgl_unit *unit_of(const struct pgl_record *record,
				      const struct pgl_function *function)
{
	return function->unit != PGL_NONE && function->unit < record->unit.n_units
		       ? &record->unit.units[function->unit]
		       : &record->unit;
}

const char *pgl_advice_write(struct pgl_sources *sources, const struct pgl_record *record,
			     const struct pgl_function *function, enum pgl_advice_kind kind,
			     struct pgl_advice_edit *ret)
{
	struct pgl_location at = function->location;
	const char *language = unit_of(record, function)->compiler.name, *why;
	struct pgl_declarator declarator;
	struct pgl_source *source;
	bool is_cxx;

	if (at.file == PGL_NONE || !function->has_body)
		return "the record lacks the location of its definition";
	if (!language || strncmp(language, "GNU C", 5) ||
	    !(language[5] == '+' || (language[5] >= '1' && language[5] <= '9')))
		return "its language has no such attributes";
	is_cxx = language[5] == '+';
	*ret = (struct pgl_advice_edit){.source = pgl_sources_find(sources, record, at.file),
					.line = at.line};
	source = &sources->item[ret->source];
	if (!source->path)
		return source->why;
	why = pgl_declarator_find(&source->tokens, at.line, at.column, function->name, is_cxx,
				  &declarator);
	if (why)
		return why;
	ret->at = declarator.start;
	if (kind == PGL_ADVICE_ALWAYS_INLINE)
		return write_always_inline(function, &declarator, is_cxx,
					   strcmp(language, "GNU C89") ? "inline" : "__inline__",
					   ret);
	if (kind == PGL_ADVICE_NOINLINE)
		return write_noinline(function, &declarator, is_cxx, source->text.text, ret);
	ret->text = pgl_xasprintf("__attribute__((%s)) ", pgl_advice_word(kind));
	return NULL;
}

/* The changed sources ----------------------------------------------------------------------- */

/* A piece of a source to replace. */
struct piece {
	size_t at, cut;
	const char *text;
	size_t line; /* of the advice, for sorting */
};

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	int by_place = PGL_COMPARE(x->at, y->at);

	return by_place ? by_place : PGL_COMPARE(x->line, y->line);
}

bool pgl_advice_apply(const struct pgl_advice *advice, const bool *chosen, uint32_t source,
		      struct pgl_strbuf *text)
{
	const struct pgl_strbuf *original = &advice->sources.item[source].text;
	PGL_AUTOFREE struct piece *pieces = pgl_xcalloc(2 * advice->n_lines + 1, sizeof *pieces);
	size_t n = 0, at = 0;

	for (size_t i = 0; i < advice->n_lines; i++) {
		const struct pgl_advice_edit *edit = &advice->lines[i].edit;

		if (edit->source != source || (chosen && !chosen[i]))
			continue;
		pieces[n++] = (struct piece){edit->at, 0, edit->text, i};
		if (edit->cut || edit->replacement)
			pieces[n++] = (struct piece){edit->cut_at, edit->cut,
						     edit->replacement ? edit->replacement : "", i};
	}
	if (n)
		qsort(pieces, n, sizeof *pieces, compare_pieces);
	for (size_t i = 0; i < n; i++) {
		pgl_strbuf_add_n(text, original->text + at, pieces[i].at - at);
		pgl_strbuf_add(text, pieces[i].text);
		at = pieces[i].at + pieces[i].cut;
	}
	pgl_strbuf_add_n(text, original->text + at, original->length - at);
	return n > 0;
}

int pgl_advice_overlay(const struct pgl_advice *advice, const bool *chosen, const char *folder)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;

	if (pgl_remove_tree(folder) || pgl_make_folders(folder))
		return -1;
	for (uint32_t i = 0; i < advice->sources.n; i++) {
		const char *path = advice->sources.item[i].path;

		pgl_strbuf_reset(&text);
		if (!path || !pgl_advice_apply(advice, chosen, i, &text))
			continue;
		PGL_AUTOFREE char *to = pgl_xasprintf("%s/%s", folder, path);
		PGL_AUTOFREE char *parent = pgl_xasprintf("%.*s", (int)(strrchr(to, '/') - to), to);

		if (pgl_make_folders(parent) || pgl_write_file(to, text.text, text.length))
			return -1;
	}
	return 0;
}

void pgl_advice_flags(const struct pgl_advice *advice, const bool *chosen, struct pgl_strbuf *flags)
{
	for (size_t i = 0; i < advice->n_lines; i++) {
		if (!advice->lines[i].flag || (chosen && !chosen[i]))
			continue;
		if (flags->length)
			pgl_strbuf_add_char(flags, ' ');
		pgl_strbuf_add(flags, advice->lines[i].flag);
	}
}

enum { CONTEXT = 3 };

struct lines {
	const char **start;
	size_t *length; /* with the newline, if any */
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

/* Adds the lines from FROM up to TO as one hunk. */
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
		/* Changes whose contexts touch are one hunk. */
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

static int compare_sources(const void *a, const void *b)
{
	const struct pgl_source *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

void pgl_advice_patch(const struct pgl_advice *advice, const bool *chosen, struct pgl_strbuf *patch)
{
	PGL_AUTOFREE const struct pgl_source **sources =
		pgl_xcalloc((size_t)advice->sources.n + 1, sizeof *sources);
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
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
}
