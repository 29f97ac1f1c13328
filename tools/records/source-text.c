/* Finds and reads sources. See source-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/source-text.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/files.h"
#include "record/hash.h"

const char *pgl_source_state_word(enum pgl_source_state state)
{
	static const char *const words[PGL_SOURCE_STATE_N] = {
		[PGL_SOURCE_FOUND] = "found",		[PGL_SOURCE_MISSING] = "missing",
		[PGL_SOURCE_UNREADABLE] = "unreadable", [PGL_SOURCE_TOO_LARGE] = "too large",
		[PGL_SOURCE_NO_TEXT] = "no text",	[PGL_SOURCE_NO_SOURCE] = "no source",
	};

	return words[state];
}

/* --- names --- */

/* Headers of C++'s library have no ending, but a folder of their own. */
bool pgl_source_is_named_so(const char *name)
{
	static const char *const endings[] = {
		"c",   "h",   "cc",  "cp",  "cpp", "cxx", "c++", "hh",	"hp",  "hpp", "hxx",
		"h++", "inc", "inl", "ipp", "tcc", "tpp", "def", "m",	"mm",  "i",   "ii",
		"f",   "for", "f77", "f90", "f95", "f03", "f08", "fpp", "adb", "ads", "ada",
		"d",   "di",  "y",   "l",   "yy",  "ll",  "re",	 "rl",	"go",
	};
	const char *base = strrchr(name, '/'), *dot;

	base = base ? base + 1 : name;
	dot = strrchr(base, '.');
	if (!dot)
		return strstr(name, "/c++/") != NULL;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (!strcasecmp(dot + 1, endings[i]))
			return true;
	return false;
}

/* --- one file --- */

static bool is_text(const struct pgl_strbuf *text)
{
	return !memchr(text->text, '\0', text->length);
}

/* Reads what is at SOURCE->path. False: there is nothing. */
static bool try(struct pgl_source *source)
{
	struct stat status;

	if (stat(source->path.text, &status)) {
		if (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG)
			return false;
		source->state = PGL_SOURCE_UNREADABLE;
		return true;
	}
	if (S_ISDIR(status.st_mode))
		return false;
	if (!S_ISREG(status.st_mode)) {
		source->state = PGL_SOURCE_NO_TEXT;
	} else if (status.st_size > PGL_LARGEST_SOURCE) {
		source->state = PGL_SOURCE_TOO_LARGE;
	} else if (pgl_read_file(&source->text, source->path.text)) {
		source->state = PGL_SOURCE_UNREADABLE;
		pgl_strbuf_reset(&source->text);
	} else if (!is_text(&source->text)) {
		source->state = PGL_SOURCE_NO_TEXT;
		pgl_strbuf_reset(&source->text);
	} else {
		source->state = PGL_SOURCE_FOUND;
		source->fingerprint =
			pgl_hash(PGL_HASH_START, source->text.text, source->text.length);
	}
	return true;
}

static bool try_below(struct pgl_source *source, const char *folder, const char *name)
{
	pgl_strbuf_reset(&source->path);
	pgl_strbuf_addf(&source->path, "%s/%s", folder, name);
	return try(source);
}

/* --- all places --- */

static bool try_folder(struct pgl_source *source, const struct pgl_source_folder *folder,
		       const char *name)
{
	if (*name != '/' && try_below(source, folder->path, name))
		return true;
	while (folder->is_named && (name = strchr(name, '/'))) {
		name += strspn(name, "/");
		if (*name && try_below(source, folder->path, name))
			return true;
	}
	return false;
}

void pgl_source_find(struct pgl_source *source, const char *name,
		     const struct pgl_source_folder *folders, size_t n)
{
	*source = (struct pgl_source){
		.state = PGL_SOURCE_MISSING, .path = PGL_STRBUF_INIT, .text = PGL_STRBUF_INIT};
	if (!pgl_source_is_named_so(name)) {
		source->state = PGL_SOURCE_NO_SOURCE;
		return;
	}
	/* What the user named comes first: the file where the record says may be another one. */
	for (size_t i = 0; i < n; i++)
		if (folders[i].is_named && try_folder(source, &folders[i], name))
			return;
	pgl_strbuf_reset(&source->path);
	pgl_strbuf_add(&source->path, name);
	if (*name == '/' && try(source))
		return;
	for (size_t i = 0; i < n; i++)
		if (!folders[i].is_named && try_folder(source, &folders[i], name))
			return;
	source->state = PGL_SOURCE_MISSING;
	pgl_strbuf_reset(&source->path);
}

void pgl_source_release(struct pgl_source *source)
{
	pgl_strbuf_release(&source->path);
	pgl_strbuf_release(&source->text);
}
