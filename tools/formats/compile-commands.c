/* See compile-commands.h. The file is a JSON array of objects with "directory", "file", "output" and either
   "command", for a shell, or "arguments" (the format is Clang's JSONCompilationDatabase).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/compile-commands.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

/* Reading JSON: only as much of it as there is in such a file --------------------------------- */

struct reader {
	const char *at;
	unsigned line;
	bool is_wrong;
};

static char skip(struct reader *reader)
{
	while (isspace((unsigned char)*reader->at))
		reader->line += *reader->at++ == '\n';
	return *reader->at;
}

static bool take(struct reader *reader, char c)
{
	if (reader->is_wrong || skip(reader) != c)
		return false;
	reader->at++;
	return true;
}

static void expect(struct reader *reader, char c)
{
	if (!take(reader, c))
		reader->is_wrong = true;
}

static void add_utf8(struct pgl_strbuf *text, unsigned code)
{
	if (code < 0x80) {
		pgl_strbuf_add_char(text, (char)code);
	} else if (code < 0x800) {
		pgl_strbuf_add_char(text, (char)(0xc0 | code >> 6));
		pgl_strbuf_add_char(text, (char)(0x80 | (code & 0x3f)));
	} else {
		pgl_strbuf_add_char(text, (char)(0xe0 | code >> 12));
		pgl_strbuf_add_char(text, (char)(0x80 | (code >> 6 & 0x3f)));
		pgl_strbuf_add_char(text, (char)(0x80 | (code & 0x3f)));
	}
}

static void take_escape(struct reader *reader, struct pgl_strbuf *text)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = *reader->at++;
	const char *known = c ? strchr(from, c) : NULL;

	if (known) {
		pgl_strbuf_add_char(text, to[known - from]);
	} else if (c == 'u' && strspn(reader->at, "0123456789abcdefABCDEF") >= 4) {
		char digits[5] = {reader->at[0], reader->at[1], reader->at[2], reader->at[3], 0};

		add_utf8(text, (unsigned)strtoul(digits, NULL, 16));
		reader->at += 4;
	} else {
		reader->at--;
		reader->is_wrong = true;
	}
}

static void take_text(struct reader *reader, struct pgl_strbuf *text)
{
	pgl_strbuf_reset(text);
	expect(reader, '"');
	while (!reader->is_wrong && *reader->at != '"') {
		if (*reader->at == '\\') {
			reader->at++;
			take_escape(reader, text);
		} else if (!*reader->at || *reader->at == '\n') {
			reader->is_wrong = true;
		} else {
			pgl_strbuf_add_char(text, *reader->at++);
		}
	}
	if (!reader->is_wrong)
		reader->at++;
}

/* A value of no interest. */
static void skip_value(struct reader *reader, unsigned depth)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	char c = skip(reader);

	if (depth > 50) {
		reader->is_wrong = true;
	} else if (c == '"') {
		take_text(reader, &text);
	} else if (c == '[' || c == '{') {
		char end = c == '[' ? ']' : '}';

		reader->at++;
		while (!reader->is_wrong && !take(reader, end)) {
			if (c == '{') {
				take_text(reader, &text);
				expect(reader, ':');
			}
			skip_value(reader, depth + 1);
			if (!take(reader, ',') && skip(reader) != end)
				reader->is_wrong = true;
		}
	} else if (isalnum((unsigned char)c) || c == '-') {
		while (isalnum((unsigned char)*reader->at) ||
		       strchr("+-.", *reader->at ? *reader->at : ' '))
			reader->at++;
	} else {
		reader->is_wrong = true;
	}
	pgl_strbuf_release(&text);
}

/* The script -------------------------------------------------------------------------------- */

/* Adds TEXT with the folder SOURCE, wherever it stands, as the folder that the script runs in. */
static void add_moved(struct pgl_strbuf *text, const char *from, const char *source)
{
	size_t length = strlen(source);

	for (const char *found; (found = strstr(from, source)); from = found + length) {
		char next = found[length];

		pgl_strbuf_add_n(text, from, (size_t)(found - from));
		pgl_strbuf_add(text,
			       next == '/' || !next || strchr(" \"'", next) ? "@PLACE@" : source);
	}
	pgl_strbuf_add(text, from);
}

struct entry {
	struct pgl_strbuf directory, output, command;
};

static void take_arguments(struct reader *reader, struct pgl_strbuf *command)
{
	struct pgl_strbuf word = PGL_STRBUF_INIT;

	expect(reader, '[');
	while (!reader->is_wrong && !take(reader, ']')) {
		take_text(reader, &word);
		if (command->length)
			pgl_strbuf_add_char(command, ' ');
		pgl_add_shell_word(command, word.text);
		if (!take(reader, ',') && skip(reader) != ']')
			reader->is_wrong = true;
	}
	pgl_strbuf_release(&word);
}

/* What follows -o in a command, where the entry does not say it. */
static void find_output(struct entry *entry)
{
	const char *option = strstr(entry->command.text, " -o ");

	if (entry->output.length)
		return;
	option = option ? option + 4 : strstr(entry->command.text, " '-o' ");
	if (!option)
		return;
	option += strspn(option, " ") + (strncmp(option, " '-o' ", 6) ? 0 : 6);
	if (*option == '\'')
		pgl_strbuf_add_n(&entry->output, option + 1, strcspn(option + 1, "'"));
	else
		pgl_strbuf_add_n(&entry->output, option, strcspn(option, " "));
}

static void take_entry(struct reader *reader, struct entry *entry)
{
	struct pgl_strbuf key = PGL_STRBUF_INIT;

	expect(reader, '{');
	while (!reader->is_wrong && !take(reader, '}')) {
		take_text(reader, &key);
		expect(reader, ':');
		if (!strcmp(key.text, "directory"))
			take_text(reader, &entry->directory);
		else if (!strcmp(key.text, "output"))
			take_text(reader, &entry->output);
		else if (!strcmp(key.text, "command"))
			take_text(reader, &entry->command);
		else if (!strcmp(key.text, "arguments"))
			take_arguments(reader, &entry->command);
		else
			skip_value(reader, 0);
		if (!take(reader, ',') && skip(reader) != '}')
			reader->is_wrong = true;
	}
	pgl_strbuf_release(&key);
	find_output(entry);
}

/* One line for each compile: what a shell of its own runs. */
static void add_entry(struct pgl_strbuf *lines, struct pgl_strbuf *objects,
		      const struct entry *entry, const char *source)
{
	struct pgl_strbuf command = PGL_STRBUF_INIT, quoted = PGL_STRBUF_INIT;

	pgl_strbuf_add(&command, "cd ");
	pgl_add_shell_word(&command, entry->directory.length ? entry->directory.text : ".");
	/* Only the compiler's name changes: its flags come by our wrapper. */
	pgl_strbuf_add(&command, " && ");
	pgl_strbuf_add(&command, entry->command.text);
	add_moved(&quoted, command.text, source);
	pgl_strbuf_add(lines, quoted.text);
	pgl_strbuf_add_char(lines, '\n');
	pgl_strbuf_reset(&quoted);
	pgl_strbuf_reset(&command);
	if (entry->output.text[0] != '/' && entry->directory.length)
		pgl_strbuf_addf(&command, "%s/", entry->directory.text);
	pgl_strbuf_add(&command, entry->output.text);
	add_moved(&quoted, command.text, source);
	pgl_strbuf_addf(objects, " %s", quoted.text);
	pgl_strbuf_release(&quoted);
	pgl_strbuf_release(&command);
}

static void entry_release(struct entry *entry)
{
	pgl_strbuf_release(&entry->directory);
	pgl_strbuf_release(&entry->output);
	pgl_strbuf_release(&entry->command);
}

static bool take_entries(struct reader *reader, struct pgl_strbuf *lines,
			 struct pgl_strbuf *objects, const char *source)
{
	bool has_any = false;

	expect(reader, '[');
	while (!reader->is_wrong && !take(reader, ']')) {
		struct entry entry = {PGL_STRBUF_INIT, PGL_STRBUF_INIT, PGL_STRBUF_INIT};

		take_entry(reader, &entry);
		if (!entry.command.length || !entry.output.length)
			reader->is_wrong = true;
		if (!reader->is_wrong)
			add_entry(lines, objects, &entry, source);
		has_any = true;
		entry_release(&entry);
		if (!take(reader, ',') && skip(reader) != ']')
			reader->is_wrong = true;
	}
	return has_any;
}

char *pgl_compile_commands(const char *path, const char *source, const char *link,
			   struct pgl_strbuf *message)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT, lines = PGL_STRBUF_INIT;
	struct pgl_strbuf objects = PGL_STRBUF_INIT, script = PGL_STRBUF_INIT;
	char *folder = realpath(source ? source : ".", NULL), *result = NULL;
	struct reader reader = {.line = 1};

	if (pgl_read_file(&text, path)) {
		pgl_strbuf_addf(message, "cannot read '%s': %s", path, strerror(errno));
	} else if (!folder) {
		pgl_strbuf_addf(message, "cannot read '%s': %s", source, strerror(errno));
	} else {
		reader.at = text.text;
		if (!take_entries(&reader, &lines, &objects, folder) || reader.is_wrong) {
			pgl_strbuf_addf(message,
					"%s:%u: no list of compiles, each with \"command\" or "
					"\"arguments\", \"directory\" and an output",
					path, reader.line);
		} else {
			/* As a here-document: nothing in it means anything to this shell. */
			pgl_strbuf_addf(&script,
					"set -e\n"
					"sed \"s|@PLACE@|$PWD|g\" <<'PGOLENS_END' |\n%s"
					"PGOLENS_END\n"
					"tr '\\n' '\\0' | xargs -0 -n 1 -P \"$JOBS\" sh -c\n"
					"OBJECTS=$(echo '%s' | sed \"s|@PLACE@|$PWD|g\")\n"
					"export OBJECTS\n%s\n",
					lines.text, objects.text, link);
			result = pgl_strbuf_detach(&script);
		}
	}
	free(folder);
	pgl_strbuf_release(&script);
	pgl_strbuf_release(&objects);
	pgl_strbuf_release(&lines);
	pgl_strbuf_release(&text);
	return result;
}
