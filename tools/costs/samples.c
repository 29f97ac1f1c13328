/* See samples.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/samples.h"

#include <stdlib.h>
#include <string.h>

#include "formats/costs.h"
#include "costs/size.h"
#include "base/demangle.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

struct reader {
	struct pgl_samples *flame;
	int side;
	struct pgl_strbuf text, name;
	size_t last; /* where the last frame begins in TEXT */
};

static const struct pgl_inline_map *map_of(struct pgl_samples *flame, const char *object)
{
	uint32_t n = flame->objects.n;
	uint32_t i = pgl_intern_add(&flame->objects, object, strlen(object) + 1);

	if (i == n) {
		PGL_GROW(flame->maps, (size_t)n, flame->room_maps);
		pgl_inline_map_init(&flame->maps[n], object);
	}
	return &flame->maps[i];
}

/* Adds a frame: the function that SYMBOL, perhaps a clone, is made from. */
static void add_frame(struct reader *reader, const char *symbol)
{
	enum pgl_own own;
	size_t length = pgl_size_base(symbol, &own);
	char *base = pgl_xasprintf("%.*s", (int)length, symbol);
	const char *name = pgl_demangle(base, &reader->name) ? reader->name.text : base;
	size_t start = reader->text.length;

	if (start)
		pgl_strbuf_add_char(&reader->text, ';');
	for (; *name; name++)
		pgl_strbuf_add_char(&reader->text, *name == ';' ? ':'
						   : (unsigned char)*name < ' ' || *name == 127
							   ? '?'
							   : *name);
	/* A part called by its own function has no frame. */
	if (start && (own == PGL_OWN_PART || own == PGL_OWN_COLD) &&
	    reader->text.length - start - 1 == start - reader->last &&
	    !memcmp(reader->text.text + reader->last, reader->text.text + start + 1,
		    start - reader->last))
		pgl_strbuf_truncate(&reader->text, start);
	else
		reader->last = start + (start > 0);
	free(base);
}

/* Adds the bodies from the outermost to COPY. */
static void add_copies(struct reader *reader, const struct pgl_inline_map *map, uint32_t copy)
{
	uint32_t chain[256];
	size_t n = 0;

	for (; copy && n < sizeof chain / sizeof *chain; copy = map->copies[copy].parent)
		chain[n++] = copy;
	while (n)
		add_frame(reader, pgl_inline_map_name(map, chain[--n]));
}

/* The program that contains FRAME of N FRAMES; perf does not print it for inlined frames. */
static const char *object_of(const struct pgl_costs_frame *frames, size_t frame, size_t n)
{
	while (frame + 1 < n && !frames[frame].object)
		frame++;
	return frames[frame].object;
}

/* Adds frame TEXT of FRAMES, a function, and what is inlined there: by debug information, else frames FROM to TEXT - 1,
   as perf has them. IS_CALLER: the address is behind a call. False: it is not known what is inlined there. */
static bool add_text(struct reader *reader, const struct pgl_costs_frame *frames, size_t from,
		     size_t text, const char *object, bool is_caller)
{
	const struct pgl_costs_frame *frame = &frames[text];
	const struct pgl_inline_map *map = object ? map_of(reader->flame, object) : NULL;
	const struct pgl_layout_function *function =
		map && frame->has_offset
			? pgl_inline_map_find(map, frame->name, frame->offset, frame->address)
			: NULL;

	add_frame(reader, function ? function->name : frame->name);
	if (function && map->has_dwarf) {
		/* The return address is behind the call, where another body may begin. */
		add_copies(reader, map,
			   pgl_inline_map_at(map, function,
					     frame->offset - (is_caller && frame->offset)));
		return true;
	}
	for (size_t i = text; i-- > from;)
		add_frame(reader, frames[i].name);
	return text > from;
}

static void take_sample(void *context, const struct pgl_costs_frame *frames, size_t n)
{
	struct reader *reader = context;
	struct pgl_samples *flame = reader->flame;
	bool is_known = true;

	pgl_strbuf_reset(&reader->text);
	reader->last = 0;
	for (size_t end = n; end > 0;) {
		size_t text = end - 1, from = text;

		while (from > 0 && frames[from - 1].is_inlined)
			from--;
		/* The kernel, in brackets, interrupted the function and was not called. */
		const char *inner = from ? frames[from - 1].object : NULL;

		is_known = add_text(reader, frames, from, text, object_of(frames, text, n),
				    from > 0 && !(inner && *inner == '['));
		end = from;
	}
	if (!n)
		add_frame(reader, "[unknown]");
	uint32_t before = flame->texts.n;
	uint32_t i = pgl_intern_add(&flame->texts, reader->text.text, reader->text.length + 1);

	if (i == before) {
		PGL_GROW(flame->stacks, flame->n, flame->room);
		flame->stacks[flame->n++] = (struct pgl_samples_stack){.text = NULL};
	}
	flame->stacks[i].n[reader->side]++;
	flame->n_samples[reader->side]++;
	flame->n_without[reader->side] += !is_known;
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct pgl_samples_stack *)a)->text,
		      ((const struct pgl_samples_stack *)b)->text);
}

static int read_side(struct pgl_samples *flame, int side, const char *path, struct pgl_error *error)
{
	struct reader reader = {
		.flame = flame, .side = side, .text = PGL_STRBUF_INIT, .name = PGL_STRBUF_INIT};
	struct pgl_costs_options wanted = {.sample = take_sample, .context = &reader};
	struct pgl_costs measured;
	int failed = pgl_costs_read(&measured, path, &wanted, error);

	if (!failed) {
		if (measured.format != PGL_COSTS_PERF)
			failed = pgl_error_set(
				error, "%s: no samples; give the output of `perf script`", path);
		pgl_costs_release(&measured);
	}
	pgl_strbuf_release(&reader.text);
	pgl_strbuf_release(&reader.name);
	return failed;
}

int pgl_samples_init(struct pgl_samples *flame, const char *const *paths, struct pgl_error *error)
{
	*flame = (struct pgl_samples){.n = 0};
	for (int side = 0; side < PGL_SIDES; side++)
		if (paths[side] && read_side(flame, side, paths[side], error)) {
			pgl_samples_release(flame);
			return -1;
		}
	for (size_t i = 0; i < flame->n; i++)
		flame->stacks[i].text = pgl_intern_bytes(&flame->texts, (uint32_t)i);
	if (flame->n)
		qsort(flame->stacks, flame->n, sizeof *flame->stacks, compare);
	return 0;
}

void pgl_samples_release(struct pgl_samples *flame)
{
	for (size_t i = 0; i < flame->objects.n; i++)
		pgl_inline_map_release(&flame->maps[i]);
	free(flame->maps);
	free(flame->stacks);
	pgl_intern_release(&flame->texts);
	pgl_intern_release(&flame->objects);
	*flame = (struct pgl_samples){.n = 0};
}
