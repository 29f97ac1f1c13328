/* See inline-map.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/inline-map.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/elf.h"
#include "formats/dwarf-inlines.h"
#include "costs/join-names.h"
#include "costs/size.h"
#include "base/demangle.h"
#include "base/xalloc.h"

#define PAGE 4096
#define NONE UINT32_MAX

static void take_piece(void *context, uint32_t section, uint64_t start, uint64_t end,
		       const char *name, uint64_t copy, uint64_t parent)
{
	struct pgl_inline_map *map = context;

	if (copy >= NONE || section >= map->layout.n_sections ||
	    !map->layout.sections[section].is_code)
		return;
	while (map->n_copies <= copy) {
		PGL_GROW(map->copies, map->n_copies, map->room);
		map->copies[map->n_copies++] = (struct pgl_inline_copy){NONE, 0};
	}
	if (copy)
		map->copies[copy] = (struct pgl_inline_copy){
			pgl_intern_add(&map->names, name, strlen(name) + 1), (uint32_t)parent};
	pgl_layout_mark(&map->layout, section, start, end, (uint32_t)copy);
}

static void add_key(struct pgl_inline_map *map, const char *key, uint32_t function)
{
	uint32_t n = map->keys.n, number = pgl_intern_add(&map->keys, key, strlen(key) + 1);

	if (number == n) {
		PGL_GROW(map->first, (size_t)n, map->room_first);
		map->first[n] = NONE;
	}
	PGL_GROW(map->pairs, map->n_pairs, map->room_pairs);
	map->pairs[map->n_pairs] = (struct pgl_inline_pair){function, map->first[number]};
	map->first[number] = (uint32_t)map->n_pairs++;
}

/* Adds the names that perf may print for the C++ function TEXT, which it cuts. */
static void add_texts(struct pgl_inline_map *map, struct pgl_strbuf *text, uint32_t function)
{
	const char *name;
	size_t length = pgl_short_name(text->text, text->length, &name);

	add_key(map, text->text, function);
	if (!length)
		return;
	/* perf leaves the parameters out, and the return type of a template's instance. */
	pgl_strbuf_truncate(text, (size_t)(name - text->text) + length);
	add_key(map, text->text, function);
	if (name != text->text)
		add_key(map, name, function);
}

static void add_keys(struct pgl_inline_map *map)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (size_t f = 0; f < map->layout.n_functions; f++) {
		const char *symbol = map->layout.functions[f].name;

		add_key(map, symbol, (uint32_t)f);
		/* perf may call a clone by its origin's name, from the debug information. */
		size_t base = pgl_size_base(symbol, NULL);

		if (symbol[base]) {
			char *name = pgl_xasprintf("%.*s", (int)base, symbol);

			add_key(map, name, (uint32_t)f);
			free(name);
		}
		if (pgl_demangle(symbol, &text))
			add_texts(map, &text, (uint32_t)f);
	}
	pgl_strbuf_release(&text);
}

void pgl_inline_map_init(struct pgl_inline_map *map, const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	unsigned char start[8];
	struct pgl_error ignored;
	struct pgl_range range;
	struct stat status;

	*map = (struct pgl_inline_map){.has_dwarf = false};
	if (file < 0)
		return;
	if (!fstat(file, &status) && S_ISREG(status.st_mode) &&
	    !pgl_range_of_file(&range, file, path, &ignored) &&
	    !pgl_range_read(&range, 0, start, sizeof start, &ignored) &&
	    pgl_elf_begins(start, sizeof start) &&
	    !pgl_layout_read(&map->layout, &range, &ignored)) {
		map->has_dwarf = pgl_dwarf_copies(&range, take_piece, map);
		add_keys(map);
	}
	close(file);
}

void pgl_inline_map_release(struct pgl_inline_map *map)
{
	free(map->copies);
	free(map->first);
	free(map->pairs);
	pgl_intern_release(&map->names);
	pgl_intern_release(&map->keys);
	pgl_layout_release(&map->layout);
}

const struct pgl_layout_function *pgl_inline_map_find(const struct pgl_inline_map *map,
						      const char *name, uint64_t offset,
						      uint64_t address)
{
	const struct pgl_layout_function *found = NULL;
	uint32_t key = pgl_intern_find(&map->keys, name, strlen(name) + 1);

	if (key == UINT32_MAX)
		return NULL;
	for (uint32_t pair = map->first[key]; pair != NONE; pair = map->pairs[pair].next) {
		const struct pgl_layout_function *function =
			&map->layout.functions[map->pairs[pair].function];
		uint64_t at =
			map->layout.sections[function->section].address + function->start + offset;

		if (function == found || offset > function->size || (address - at) % PAGE)
			continue;
		if (found)
			return NULL;
		found = function;
	}
	return found;
}

uint32_t pgl_inline_map_at(const struct pgl_inline_map *map,
			   const struct pgl_layout_function *function, uint64_t offset)
{
	const uint32_t *owners = map->layout.owners[function->section];

	return owners && offset < function->size ? owners[function->start + offset] : 0;
}

const char *pgl_inline_map_name(const struct pgl_inline_map *map, uint32_t copy)
{
	uint32_t name = map->copies[copy].name;

	return name == NONE ? "?" : pgl_intern_bytes(&map->names, name);
}
