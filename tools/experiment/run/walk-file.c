/* Reads pgolens.ini, by inih. See walk-settings.h.

   inih hands over names and values; its lines are of a fixed length, it takes what follows " ;" for a
   comment, and it does not say which line a value stood in. Values here are commands of a shell, which
   may be long and in which ";" means something. So it is given lines that it can take: a long one as
   several, of which the later are indented, as it allows for a value that goes on; and a ";" within a line
   as a character that no file has.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/run/run-settings.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/words.h"
#include "base/xalloc.h"

#include "base/banned.h"

enum {
	SEMICOLON = 1, /* stands for one */
	JOINT = 2,     /* where a long line was cut */
	LEAST_ROOM = 16
};

struct file {
	struct pgl_walk_settings *settings;
	const char *path;
	char *folder; /* that it is in, or NULL: this one */
	/* Reading. */
	struct pgl_strbuf text; /* all of it */
	const char *next;
	size_t line;	  /* that the next bytes are of, or that was handed over last */
	bool is_cut;	  /* the line goes on at NEXT */
	bool is_indented; /* the line that was handed over last */
	size_t *lines;	  /* of each line handed over: its number in the file */
	size_t n_lines, lines_room;
	/* The value at hand: it may go on. */
	const struct pgl_walk_key *key;
	struct pgl_strbuf value;
	size_t value_line;
	size_t *first_line; /* by key, 0: not yet */
	struct pgl_strbuf *message;
	bool failed;
};

__attribute__((format(printf, 3, 4))) static void complain(struct file *file, size_t line,
							   const char *format, ...)
{
	va_list arguments;

	if (file->failed)
		return;
	file->failed = true;
	pgl_strbuf_addf(file->message, "%s:%zu: ", file->path, line);
	va_start(arguments, format);
	pgl_strbuf_vaddf(file->message, format, arguments);
	va_end(arguments);
}

/* Sections ---------------------------------------------------------------------------------- */

/* inih tells of a section only when a key stands in it. LINE, of LENGTH bytes, begins one. */
static void check_section(struct file *file, const char *line, size_t length)
{
	const char *end = memchr(line, ']', length);
	struct pgl_nearest nearest = {.word = NULL};
	char *name;

	/* Without an end, inih complains. */
	if (!end)
		return;
	name = pgl_xasprintf("%.*s", (int)(end - line - 1), line + 1);
	for (const struct pgl_walk_key *key = pgl_walk_keys; key->name; key++) {
		if (!strcmp(key->section, name)) {
			free(name);
			return;
		}
		pgl_nearest_offer(&nearest, name, key->section);
	}
	if (nearest.word)
		complain(file, file->line, "unknown section [%s]; did you mean [%s]?", name,
			 nearest.word);
	else
		complain(file, file->line, "unknown section [%s]", name);
	free(name);
}

/* Handing lines over ------------------------------------------------------------------------ */

/* For inih, in place of fgets(): the next line, or a piece of it. */
static char *next_line(char *line, int room, void *context)
{
	struct file *file = context;
	const char *from = file->next;
	size_t length = strcspn(from, "\n"), n = 0, most = (size_t)room;

	if (!*from || room < LEAST_ROOM)
		return NULL;
	if (file->is_cut) {
		line[n++] = ' ';
		line[n++] = JOINT;
	} else {
		file->line++;
		file->is_indented = *from == ' ' || *from == '\t';
	}
	PGL_GROW(file->lines, file->n_lines, file->lines_room);
	file->lines[file->n_lines++] = file->line;
	char first = from[strspn(from, " \t\r")];
	bool is_comment = !file->is_cut && (first == ';' || first == '#');

	if (is_comment) {
		file->next += length + (from[length] == '\n');
		line[0] = '\n';
		line[1] = 0;
		return line;
	}
	if (!file->is_cut && first == '[' && !file->is_indented)
		check_section(file, from, length);
	/* Room for a joint, a newline and the end. */
	file->is_cut = n + length + 3 > most;
	if (file->is_cut)
		length = most - 3 - n;
	for (size_t i = 0; i < length; i++)
		line[n++] = from[i] == ';' ? SEMICOLON : from[i];
	if (file->is_cut)
		line[n++] = JOINT;
	file->next += length;
	if (*file->next == '\n' && !file->is_cut) {
		line[n++] = '\n';
		file->next++;
	}
	line[n] = 0;
	return line;
}

/* Taking values ----------------------------------------------------------------------------- */

/* The value at hand is whole. */
static void finish_value(struct file *file)
{
	struct pgl_strbuf why = PGL_STRBUF_INIT;

	if (file->key && !file->failed &&
	    pgl_walk_settings_set(file->settings, file->key, file->value.text, file->folder, &why))
		complain(file, file->value_line, "%s", why.text);
	file->key = NULL;
	pgl_strbuf_reset(&file->value);
	pgl_strbuf_release(&why);
}

/* Adds VALUE as it stood in the file. */
static void add_value(struct file *file, const char *value)
{
	bool is_piece = *value == JOINT;

	if (!is_piece && file->value.length)
		pgl_strbuf_add_char(&file->value, '\n');
	for (; *value; value++)
		if (*value != JOINT)
			pgl_strbuf_add_char(&file->value, *value == SEMICOLON ? ';' : *value);
}

static const struct pgl_walk_key *find_key(const char *section, const char *name)
{
	for (const struct pgl_walk_key *key = pgl_walk_keys; key->name; key++)
		if (!strcmp(key->section, section) && !strcmp(key->name, name))
			return key;
	return NULL;
}

static void complain_of_key(struct file *file, const char *section, const char *name)
{
	struct pgl_nearest nearest = {.word = NULL};

	for (const struct pgl_walk_key *key = pgl_walk_keys; key->name; key++)
		if (!strcmp(key->section, section))
			pgl_nearest_offer(&nearest, name, key->name);
	if (!*section)
		complain(file, file->line, "'%s' stands in no section, such as [program]", name);
	else if (nearest.word)
		complain(file, file->line, "unknown key '%s' in [%s]; did you mean '%s'?", name,
			 section, nearest.word);
	else
		complain(file, file->line, "unknown key '%s' in [%s]", name, section);
}

static int take(void *context, const char *section, const char *name, const char *value)
{
	struct file *file = context;
	bool goes_on = file->key && (file->is_indented || *value == JOINT) &&
		       !strcmp(name, file->key->name) && !strcmp(section, file->key->section);

	if (file->failed)
		return 1;
	if (!goes_on) {
		finish_value(file);
		file->key = find_key(section, name);
		file->value_line = file->line;
		if (!file->key) {
			complain_of_key(file, section, name);
			return 1;
		}
		size_t *first = &file->first_line[file->key - pgl_walk_keys];

		if (*first && file->key->kind != PGL_KEY_LIST && file->key->kind != PGL_KEY_WORDS)
			complain(file, file->line, "'%s' is in line %zu already", name, *first);
		*first = *first ? *first : file->line;
	}
	add_value(file, value);
	return 1;
}

/* The whole --------------------------------------------------------------------------------- */

/* The file is text. */
static int check_bytes(struct file *file)
{
	size_t line = 1;

	for (size_t i = 0; i < file->text.length; i++) {
		unsigned char c = (unsigned char)file->text.text[i];

		line += c == '\n';
		if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
			complain(file, line, "a control character: is this a pgolens.ini?");
			return -1;
		}
	}
	return 0;
}

static void parse(struct file *file)
{
	size_t n_keys = 0;
	int bad;

	while (pgl_walk_keys[n_keys].name)
		n_keys++;
	file->first_line = pgl_xcalloc(n_keys + 1, sizeof *file->first_line);
	file->next = file->text.text;
	/* A mark that it is UTF-8 is no part of the text. */
	if (!strncmp(file->next, "\357\273\277", 3))
		file->next += 3;
	bad = ini_parse_stream(next_line, file, take, file);
	finish_value(file);
	if (bad < 0)
		complain(file, 1, "no memory to read it");
	else if (bad > 0)
		complain(file, (size_t)bad <= file->n_lines ? file->lines[bad - 1] : file->line,
			 "neither a [section] nor key = value");
}

int pgl_walk_settings_read(struct pgl_walk_settings *settings, const char *path,
			   struct pgl_strbuf *message)
{
	struct file file = {.settings = settings, .path = path, .message = message};
	const char *slash = strrchr(path, '/');

	*settings = (struct pgl_walk_settings){.owned = NULL};
	pgl_strbuf_init(&file.text);
	pgl_strbuf_init(&file.value);
	file.folder =
		slash ? pgl_xasprintf("%.*s", (int)(slash - path + (slash == path)), path) : NULL;
	if (pgl_read_file(&file.text, path)) {
		pgl_strbuf_addf(message, "cannot read '%s': %s", path, strerror(errno));
		file.failed = true;
	} else if (!check_bytes(&file)) {
		parse(&file);
	}
	free(file.first_line);
	free(file.lines);
	free(file.folder);
	pgl_strbuf_release(&file.value);
	pgl_strbuf_release(&file.text);
	return file.failed ? -1 : 0;
}
