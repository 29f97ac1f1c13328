/* See site-key.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/site-key.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

const char *pgl_symbol(const struct pgl_record *record, uint32_t function)
{
	const struct pgl_function *named =
		function == PGL_NONE ? NULL : &record->functions[function];

	if (!named)
		return "*";
	return named->assembler ? named->assembler : named->name ? named->name : "?";
}

static void print_call(FILE *out, const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];
	const struct pgl_location *at = &site->location;

	if (at->file == PGL_NONE)
		fprintf(out, " > - %s", pgl_symbol(record, site->callee));
	else
		fprintf(out, " > %s:%" PRIu32 ":%" PRIu32 " %s", record->unit.files[at->file],
			at->line, at->column, pgl_symbol(record, site->callee));
}

char *pgl_site_key(const struct pgl_record *record, uint32_t site)
{
	size_t depth = 0, length;
	uint32_t *chain;
	char *text = NULL;
	FILE *out;

	/* Not by recursion: calls can be nested deep. */
	for (uint32_t at = site; at != PGL_NONE; at = record->sites[at].parent)
		depth++;
	chain = malloc(depth * sizeof *chain);
	out = chain ? open_memstream(&text, &length) : NULL;
	if (!out) {
		free(chain);
		return NULL;
	}
	depth = 0;
	for (uint32_t at = site; at != PGL_NONE; at = record->sites[at].parent)
		chain[depth++] = at;
	fputs(pgl_symbol(record, record->sites[site].root), out);
	while (depth)
		print_call(out, record, chain[--depth]);
	free(chain);
	if (!fclose(out))
		return text;
	free(text);
	return NULL;
}
