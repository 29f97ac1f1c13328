/* See sources.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/sources.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/xalloc.h"
#include "record/hash.h"

int pgl_sources_init(struct pgl_sources *sources, const char *folder, const char *place)
{
	*sources = (struct pgl_sources){.place = place};
	sources->folder = realpath(folder, NULL);
	return sources->folder ? 0 : -1;
}

void pgl_sources_release(struct pgl_sources *sources)
{
	for (uint32_t i = 0; i < sources->n; i++) {
		pgl_source_conditions_release(&sources->item[i].conditions);
		pgl_source_tokens_release(&sources->item[i].tokens);
		pgl_strbuf_release(&sources->item[i].text);
		free(sources->item[i].recorded);
		free(sources->item[i].path);
	}
	free(sources->item);
	free(sources->folder);
	*sources = (struct pgl_sources){.folder = NULL};
}

/* The part of PATH below FOLDER; NULL: it is elsewhere. */
static const char *below(const char *path, const char *folder)
{
	size_t length = folder ? strlen(folder) : 0;

	if (!length || strncmp(path, folder, length) || path[length] != '/')
		return NULL;
	return path + length + 1;
}

/* The real path of the file NAME, below the source folder; NULL: it is not there, or leads out of it. To be freed. */
static char *inside(const struct pgl_sources *sources, const char *name)
{
	PGL_AUTOFREE char *path = pgl_xasprintf("%s/%s", sources->folder, name);
	PGL_AUTOFREE char *real = realpath(path, NULL);
	const char *relative = real ? below(real, sources->folder) : NULL;
	struct stat status;

	return relative && !stat(real, &status) && S_ISREG(status.st_mode) ? pgl_xstrdup(relative)
									   : NULL;
}

/* Does TEXT have the FINGERPRINT of the main source in a record? */
static bool has_fingerprint(const struct pgl_strbuf *text, const char *fingerprint)
{
	char word[17];

	snprintf(word, sizeof word, "%016" PRIx64,
		 pgl_hash(PGL_HASH_START, text->text, text->length));
	return !strcmp(word, fingerprint);
}

static bool read_source(const struct pgl_sources *sources, struct pgl_source *source,
			const char *fingerprint)
{
	PGL_AUTOFREE char *path = pgl_xasprintf("%s/%s", sources->folder, source->path);
	bool is_read = !pgl_read_file(&source->text, path);

	if (!is_read)
		source->why = "it cannot be read";
	else if (memchr(source->text.text, 0, source->text.length))
		source->why = "it is not a text file";
	else if (fingerprint && !has_fingerprint(&source->text, fingerprint))
		source->why = "it changed since it was compiled";
	else
		return true;
	pgl_strbuf_release(&source->text);
	return false;
}

/* Finds NAME: by its path in the builds, else by the longest end of its path that exists. */
static char *locate(const struct pgl_sources *sources, const char *name, bool is_sure)
{
	const char *rest = below(name, sources->place);
	char *path;

	if (!rest)
		rest = below(name, sources->folder);
	if (rest || *name != '/') {
		path = inside(sources, rest ? rest : name);
		if (path)
			return path;
	}
	for (const char *at = strchr(name, '/'); at; at = strchr(at + 1, '/')) {
		/* A bare file name is not enough, unless the fingerprint will tell. */
		if (!strchr(at + 1, '/') && !is_sure)
			return NULL;
		path = inside(sources, at + 1);
		if (path)
			return path;
	}
	return NULL;
}

uint32_t pgl_sources_find(struct pgl_sources *sources, const struct pgl_record *record,
			  uint32_t file)
{
	const char *name = record->unit.files[file];
	const char *fingerprint =
		!strcmp(name, record->unit.source) ? record->unit.fingerprint : NULL;
	struct pgl_source *source;

	for (uint32_t i = 0; i < sources->n; i++)
		if (!strcmp(sources->item[i].recorded, name))
			return i;
	PGL_GROW(sources->item, sources->n, sources->room);
	source = &sources->item[sources->n++];
	*source = (struct pgl_source){.recorded = pgl_xstrdup(name), .text = PGL_STRBUF_INIT};
	source->path = locate(sources, name, fingerprint != NULL);
	if (!source->path) {
		source->why = "it is not below the source folder";
	} else if (!read_source(sources, source, fingerprint)) {
		free(source->path);
		source->path = NULL;
	} else {
		/* Two names of one file are one source. */
		for (uint32_t i = 0; i + 1 < sources->n; i++)
			if (sources->item[i].path && !strcmp(sources->item[i].path, source->path)) {
				pgl_strbuf_release(&source->text);
				free(source->recorded);
				free(source->path);
				sources->n--;
				return i;
			}
		pgl_source_tokens_init(&source->tokens, source->text.text, source->text.length);
	}
	return sources->n - 1;
}

const struct pgl_source_conditions *pgl_sources_conditions(struct pgl_source *source)
{
	if (!source->has_conditions)
		pgl_source_conditions_init(&source->conditions, &source->tokens);
	source->has_conditions = true;
	return &source->conditions;
}
