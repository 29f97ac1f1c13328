/* See compile-commands.h. The file is a JSON array of objects with "directory", "file", "output" and either
   "command", for a shell, or "arguments" (the format is Clang's JSONCompilationDatabase).

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/compile-commands.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

enum { DEEPEST = 50 };

/* An entry of the list. */
struct entry {
	const char *directory; /* json-c's; "": none */
	struct pgl_strbuf output, command;
};

/* The script as it grows. */
struct script {
	const char *source; /* the folder whose copy the script runs in */
	struct pgl_strbuf lines, objects;
};

/* Reading ------------------------------------------------------------------------------------- */

/* The list in TEXT, or NULL with ERROR set. */
static struct json_object *parse(const struct pgl_strbuf *text, const char *path,
				 struct pgl_error *error)
{
	struct json_tokener *tokener = json_tokener_new_ex(DEEPEST);
	struct json_object *list;
	unsigned line = 1;

	if (!tokener) {
		pgl_error_set(error, "%s: out of memory", path);
		return NULL;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	list = json_tokener_parse_ex(tokener, text->text, (int)text->length);
	enum json_tokener_error cause = json_tokener_get_error(tokener);

	for (size_t i = 0; i < json_tokener_get_parse_end(tokener); i++)
		line += text->text[i] == '\n';
	json_tokener_free(tokener);
	if (json_object_is_type(list, json_type_array))
		return list;
	if (cause == json_tokener_success)
		pgl_error_set(error, "%s: not a list of compile commands", path);
	else
		pgl_error_set(error, "%s:%u: invalid JSON: %s", path, line,
			      cause == json_tokener_continue ? "unexpected end of data"
							     : json_tokener_error_desc(cause));
	json_object_put(list);
	return NULL;
}

/* KEY of OBJECT, or "" if it is missing or not a string. */
static const char *get_text(struct json_object *object, const char *key)
{
	struct json_object *value;

	return json_object_object_get_ex(object, key, &value) &&
			       json_object_is_type(value, json_type_string)
		       ? json_object_get_string(value)
		       : "";
}

static void add_arguments(struct pgl_strbuf *command, struct json_object *arguments)
{
	for (size_t i = 0; i < json_object_array_length(arguments); i++) {
		struct json_object *word = json_object_array_get_idx(arguments, i);

		if (i)
			pgl_strbuf_add_char(command, ' ');
		pgl_add_shell_word(command, word ? json_object_get_string(word) : "");
	}
}

/* Without "output", the object is what follows -o in the command. */
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

static void take_entry(struct json_object *object, struct entry *entry)
{
	struct json_object *arguments;

	*entry = (struct entry){get_text(object, "directory"), PGL_STRBUF_INIT, PGL_STRBUF_INIT};
	pgl_strbuf_add(&entry->output, get_text(object, "output"));
	pgl_strbuf_add(&entry->command, get_text(object, "command"));
	if (!entry->command.length && json_object_object_get_ex(object, "arguments", &arguments) &&
	    json_object_is_type(arguments, json_type_array))
		add_arguments(&entry->command, arguments);
	find_output(entry);
}

/* The script ---------------------------------------------------------------------------------- */

/* Adds FROM; where it names the folder SOURCE, the folder that the script runs in stands instead. */
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

/* Adds a line for one compile, which a shell of its own runs. */
static void add_entry(struct script *script, const struct entry *entry)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_strbuf_add(&text, "cd ");
	pgl_add_shell_word(&text, *entry->directory ? entry->directory : ".");
	/* Only the compiler's name changes: our wrapper adds the flags. */
	pgl_strbuf_addf(&text, " && %s", entry->command.text);
	add_moved(&script->lines, text.text, script->source);
	pgl_strbuf_add_char(&script->lines, '\n');
	pgl_strbuf_reset(&text);
	if (entry->output.text[0] != '/' && *entry->directory)
		pgl_strbuf_addf(&text, "%s/", entry->directory);
	pgl_strbuf_add(&text, entry->output.text);
	pgl_strbuf_add_char(&script->objects, ' ');
	add_moved(&script->objects, text.text, script->source);
	pgl_strbuf_release(&text);
}

static int add_entries(struct script *script, struct json_object *list, const char *path,
		       struct pgl_error *error)
{
	size_t n = json_object_array_length(list);
	bool is_whole = n;

	for (size_t i = 0; is_whole && i < n; i++) {
		struct entry entry;

		take_entry(json_object_array_get_idx(list, i), &entry);
		is_whole = entry.command.length && entry.output.length;
		if (is_whole)
			add_entry(script, &entry);
		else
			pgl_error_set(
				error,
				"%s: entry %zu needs \"command\" or \"arguments\", and \"output\" "
				"or -o in the command",
				path, i + 1);
		pgl_strbuf_release(&entry.output);
		pgl_strbuf_release(&entry.command);
	}
	if (!n)
		return pgl_error_set(error, "%s: lists no compile command", path);
	return is_whole ? 0 : -1;
}

/* The lines are a here-document: nothing in it means anything to the shell that reads it. */
static char *finish(const struct script *script, const char *link)
{
	return pgl_xasprintf("set -e\n"
			     "sed \"s|@PLACE@|$PWD|g\" <<'PGOLENS_END' |\n%s"
			     "PGOLENS_END\n"
			     "tr '\\n' '\\0' | xargs -0 -n 1 -P \"$JOBS\" sh -c\n"
			     "OBJECTS=$(echo '%s' | sed \"s|@PLACE@|$PWD|g\")\n"
			     "export OBJECTS\n%s\n",
			     script->lines.text, script->objects.text, link);
}

char *pgl_compile_commands(const char *path, const char *source, const char *link,
			   struct pgl_error *error)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	char *folder = realpath(source ? source : ".", NULL), *result = NULL;
	struct script script = {folder, PGL_STRBUF_INIT, PGL_STRBUF_INIT};
	struct json_object *list = NULL;

	if (!folder)
		pgl_error_set(error, "cannot read '%s': %s", source ? source : ".",
			      strerror(errno));
	else if (pgl_read_file(&text, path))
		pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	else
		list = parse(&text, path, error);
	if (list && !add_entries(&script, list, path, error))
		result = finish(&script, link);
	json_object_put(list);
	free(folder);
	pgl_strbuf_release(&script.objects);
	pgl_strbuf_release(&script.lines);
	pgl_strbuf_release(&text);
	return result;
}
