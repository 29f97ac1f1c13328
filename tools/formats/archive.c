/* See archive.h. A header is 60 bytes of text; what follows is padded to an even offset. Long names
   stand in a member "//" of their own (GNU), which a name "/123" points into, or before the contents
   (BSD, "#1/20"). In a thin archive a member is only its header; what was itself in an archive is named
   "/123:456", with the offset of its header there.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xalloc.h"

#define MAGIC_SIZE 8
#define HEADER_SIZE 60
/* Longer names are refused. */
#define NAME_LIMIT 65536

struct archive {
	const struct pgl_range *range;
	const char *path;
	bool is_thin;
	uint64_t names, names_size; /* the member "//" */
};

struct member {
	char *name; /* owned */
	uint64_t data, size;
	uint64_t origin; /* in a thin archive: where in the archive NAME its header is, or 0 */
	bool is_special; /* an index, or the long names */
	bool is_outside; /* a file of its own */
};

bool pgl_archive_begins(const void *start, size_t n)
{
	return n >= MAGIC_SIZE &&
	       (!memcmp(start, "!<arch>\n", MAGIC_SIZE) || !memcmp(start, "!<thin>\n", MAGIC_SIZE));
}

static int wrong(const struct archive *archive, uint64_t at, const char *why,
		 struct pgl_error *error)
{
	return pgl_error_set(error, "%s: not a whole archive: %s at byte %ju", archive->range->name,
			     why, (uintmax_t)at);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The decimal number in the SIZE characters TEXT, padded with blanks; false: it is none. */
static bool read_number(const char *text, size_t size, uint64_t *ret)
{
	uint64_t value = 0;
	size_t i = 0;

	for (; i < size && is_digit(text[i]) && value < UINT64_MAX / 16; i++)
		value = value * 10 + (uint64_t)(text[i] - '0');
	if (!i || (i < size && text[i] != ' '))
		return false;
	*ret = value;
	return true;
}

/* The name at offset AT of the long names, up to its "/\n"; NULL with ERROR set. */
static char *long_name(const struct archive *archive, uint64_t at, struct pgl_error *error)
{
	uint64_t room = at < archive->names_size ? archive->names_size - at : 0;
	size_t size = room < NAME_LIMIT ? (size_t)room : NAME_LIMIT;
	char *name = pgl_xmalloc(size + 1), *end;

	if (size && pgl_range_read(archive->range, archive->names + at, name, size, error)) {
		free(name);
		return NULL;
	}
	end = memchr(name, '\n', size);
	if (!end) {
		wrong(archive, archive->names + at, "no name", error);
		free(name);
		return NULL;
	}
	if (end > name && end[-1] == '/')
		end--;
	*end = '\0';
	return name;
}

/* A name of BSD's: its size stands in the header, the name before the contents. */
static char *name_before_data(const struct archive *archive, struct member *member, uint64_t size,
			      struct pgl_error *error)
{
	char *name;

	if (size > member->size || size > NAME_LIMIT) {
		wrong(archive, member->data, "a name that is too long", error);
		return NULL;
	}
	name = pgl_xmalloc(size + 1);
	name[size] = '\0';
	if (pgl_range_read(archive->range, member->data, name, size, error)) {
		free(name);
		return NULL;
	}
	member->data += size;
	member->size -= size;
	return name;
}

/* Gives MEMBER the name whose 16 characters in the header are TEXT. */
static int read_name(const struct archive *archive, const char *text, struct member *member,
		     struct pgl_error *error)
{
	uint64_t number;
	size_t size = 16;

	if (!memcmp(text, "#1/", 3) && read_number(text + 3, 13, &number)) {
		member->name = name_before_data(archive, member, number, error);
		member->is_special = member->name && !strncmp(member->name, "__.SYMDEF", 9);
	} else if (text[0] == '/' && is_digit(text[1])) {
		const char *colon = memchr(text, ':', 16);
		size_t digits = colon ? (size_t)(colon - text) - 1 : 15;

		if (!read_number(text + 1, digits, &number) ||
		    (colon && !read_number(colon + 1, 14 - digits, &member->origin)))
			return wrong(archive, member->data - HEADER_SIZE, "no name", error);
		member->name = long_name(archive, number, error);
	} else {
		while (size && text[size - 1] == ' ')
			size--;
		/* "/", "/SYM64/" and "//" begin with what ends every other name. */
		member->is_special = text[0] == '/' || (size >= 9 && !memcmp(text, "__.SYMDEF", 9));
		if (size > 1 && text[size - 1] == '/')
			size--;
		member->name = pgl_xasprintf("%.*s", (int)size, text);
	}
	return member->name ? 0 : -1;
}

/* Reads the header at AT: all of MEMBER but its name, whose 16 characters are TEXT. */
static int read_header(struct archive *archive, uint64_t at, struct member *member, char text[16],
		       struct pgl_error *error)
{
	char header[HEADER_SIZE];

	*member = (struct member){.data = at + HEADER_SIZE};
	if (!pgl_range_has(archive->range, at, HEADER_SIZE))
		return wrong(archive, at, "half a header", error);
	if (pgl_range_read(archive->range, at, header, HEADER_SIZE, error))
		return -1;
	if (memcmp(header + 58, "`\n", 2) || !read_number(header + 48, 10, &member->size))
		return wrong(archive, at, "no header of a member", error);
	memcpy(text, header, 16);
	member->is_outside = archive->is_thin && (header[0] != '/' || is_digit(header[1]));
	if (!member->is_outside && !pgl_range_has(archive->range, member->data, member->size))
		return wrong(archive, at, "a member that is cut off", error);
	return 0;
}

/* The member whose header stands at *AT, which becomes where the next one's does. */
static int read_member(struct archive *archive, uint64_t *at, struct member *member,
		       struct pgl_error *error)
{
	char text[16];

	if (read_header(archive, *at, member, text, error))
		return -1;
	*at = member->data;
	if (!member->is_outside)
		*at += member->size + member->size % 2;
	if (!memcmp(text, "// ", 3)) {
		archive->names = member->data;
		archive->names_size = member->size;
	}
	return read_name(archive, text, member, error);
}

/* Thin archives --------------------------------------------------------------------------------- */

/* The path of member NAME of the thin archive at PATH: relative to the archive unless absolute. */
static char *beside(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	if (name[0] == '/' || !slash)
		return pgl_xstrdup(name);
	return pgl_xasprintf("%.*s/%s", (int)(slash - path), path, name);
}

/* Narrows RANGE, an archive, to the member whose header is at ORIGIN. */
static int narrow(struct pgl_range *range, uint64_t origin, struct pgl_error *error)
{
	struct archive inner = {.range = range};
	struct member member;
	char text[16];

	if (read_header(&inner, origin, &member, text, error))
		return -1;
	range->start += member.data;
	range->size = member.size;
	return 0;
}

/* ar adds the members of an archive to a thin archive, never the archive itself, which could be this one. */
static bool is_archive(const struct pgl_range *range)
{
	char magic[MAGIC_SIZE];
	struct pgl_error ignored;

	return pgl_range_has(range, 0, sizeof magic) &&
	       !pgl_range_read(range, 0, magic, sizeof magic, &ignored) &&
	       pgl_archive_begins(magic, sizeof magic);
}

static int visit_outside(const struct archive *archive, const struct member *member,
			 const char *name, pgl_archive_visitor *visit, void *context,
			 struct pgl_error *error)
{
	char *path = beside(archive->path, member->name);
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), failed = -1;
	struct pgl_range range;

	if (file < 0)
		pgl_error_set(error, "%s: cannot read '%s': %s", archive->range->name, path,
			      strerror(errno));
	else if (!pgl_range_of_file(&range, file, name, error) &&
		 (!member->origin || !narrow(&range, member->origin, error)))
		failed = is_archive(&range) ? 0 : visit(context, &range, error);
	if (file >= 0)
		close(file);
	free(path);
	return failed;
}

int pgl_archive_walk(const struct pgl_range *range, const char *path, pgl_archive_visitor *visit,
		     void *context, struct pgl_error *error)
{
	struct archive archive = {.range = range, .path = path};
	char magic[MAGIC_SIZE];
	int failed = pgl_range_read(range, 0, magic, MAGIC_SIZE, error);

	archive.is_thin = !failed && !memcmp(magic, "!<thin>\n", MAGIC_SIZE);
	for (uint64_t at = MAGIC_SIZE; !failed && at < range->size;) {
		struct member member;

		failed = read_member(&archive, &at, &member, error);
		if (!failed && !member.is_special) {
			char *name = pgl_xasprintf("%s(%s)", range->name, member.name);
			struct pgl_range inside = *range;

			inside.name = name;
			inside.start += member.data;
			inside.size = member.size;
			failed = archive.is_thin ? visit_outside(&archive, &member, name, visit,
								 context, error)
						 : visit(context, &inside, error);
			free(name);
		}
		free(member.name);
	}
	return failed ? -1 : 0;
}
