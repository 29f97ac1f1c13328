/* See advice-sources.h.

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

/* What of PATH is below FOLDER; NULL: it is not. */
static const char *below(const char *path, const char *folder)
{
	size_t length = folder ? strlen(folder) : 0;

	if (!length || strncmp(path, folder, length) || path[length] != '/')
		return NULL;
	return path + length + 1;
}

/* The real path below the folder of what is called NAME there, to be freed; NULL: nothing, or it leads out of
   it. */
static char *inside(const struct pgl_sources *sources, const char *name)
{
	char *path = pgl_xasprintf("%s/%s", sources->folder, name), *real = realpath(path, NULL);
	const char *relative = real ? below(real, sources->folder) : NULL;
	struct stat status;
	char *result = relative && !stat(real, &status) && S_ISREG(status.st_mode)
			       ? pgl_xstrdup(relative)
			       : NULL;

	free(path);
	free(real);
	return result;
}

/* Is TEXT what the record's main source was, by its fingerprint? */
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
	char *path = pgl_xasprintf("%s/%s", sources->folder, source->path);
	bool is_read = !pgl_read_file(&source->text, path);

	free(path);
	if (!is_read)
		source->why = "it can't be read";
	else if (memchr(source->text.text, 0, source->text.length))
		source->why = "it is no text";
	else if (fingerprint && !has_fingerprint(&source->text, fingerprint))
		source->why = "it is not the text that was compiled";
	else
		return true;
	pgl_strbuf_release(&source->text);
	return false;
}

/* Finds NAME: as the builds saw it, else by as much of the end of its path as there is. */
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
		/* A file's bare name is no proof, unless its text is. */
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
		/* One file under two names is one. */
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
