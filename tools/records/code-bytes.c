/* The bytes of a build's functions. See code-bytes.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/code-bytes.h"

#include <stdlib.h>
#include <string.h>

#include "formats/elf.h"
#include "records/find.h"
#include "records/linked.h"
#include "base/intern.h"
#include "base/xalloc.h"

/* The file that may be the object of the record at PATH, in a new string. */
static char *object_of(const char *path)
{
	size_t length = strlen(path), suffix = strlen(PGL_RECORD_SUFFIX);

	if (length > suffix && !strcmp(path + length - suffix, PGL_RECORD_SUFFIX))
		return pgl_xasprintf("%.*s.o", (int)(length - suffix), path);
	return pgl_xstrdup(path);
}

void pgl_code_bytes_init(struct pgl_code_bytes *bytes, const struct pgl_build *build)
{
	bytes->build = build;
	bytes->symbols = pgl_xcalloc(build->n + 1, sizeof *bytes->symbols);
	for (size_t u = 0; u < build->n; u++) {
		char *object = build->paths && build->paths[u] ? object_of(build->paths[u]) : NULL;

		if (object)
			pgl_symbols_read(&bytes->symbols[u], object);
		free(object);
	}
}

void pgl_code_bytes_release(struct pgl_code_bytes *bytes)
{
	for (size_t u = 0; bytes->symbols && u < bytes->build->n; u++)
		pgl_symbols_release(&bytes->symbols[u]);
	free(bytes->symbols);
	*bytes = (struct pgl_code_bytes){.build = NULL};
}

static struct pgl_integer size_of(const struct pgl_symbols *symbols, const char *name)
{
	uint64_t size;

	if (!name || !pgl_symbols_size(symbols, name, &size) || size > INT64_MAX)
		return (struct pgl_integer){.known = false};
	return (struct pgl_integer){(int64_t)size, true};
}

struct pgl_bytes pgl_code_bytes_of(const struct pgl_code_bytes *bytes, size_t unit, uint32_t id)
{
	const struct pgl_function *function = &bytes->build->records[unit]->functions[id];
	const struct pgl_symbols *symbols = &bytes->symbols[unit];
	struct pgl_bytes found = {.hot = size_of(symbols, function->assembler)};

	if (!found.hot.known)
		return found;
	char *cold = pgl_xasprintf("%s.cold", function->assembler);

	found.cold = size_of(symbols, cold);
	found.cold.known = true;
	free(cold);
	return found;
}

struct pgl_integer pgl_build_text(const struct pgl_build *build)
{
	struct pgl_integer text = {.value = 0, .known = build->n > 0};
	struct pgl_intern seen = {0};

	for (size_t u = 0; u < build->n && text.known; u++) {
		char *object = build->paths && build->paths[u] ? object_of(build->paths[u]) : NULL;
		uint64_t bytes = 0;
		uint32_t n = seen.n;

		/* A program holds the records of many units, and is counted once. */
		if (object && pgl_intern_add(&seen, object, strlen(object)) == n) {
			text.known = pgl_elf_text(object, &bytes)
					     ? bytes <= INT64_MAX / 2 && text.value <= INT64_MAX / 2
					     : !pgl_record_has_code(build->records[u]);
			text.value += text.known ? (int64_t)bytes : 0;
		} else if (!object)
			text.known = !pgl_record_has_code(build->records[u]);
		free(object);
	}
	pgl_intern_release(&seen);
	return text;
}
