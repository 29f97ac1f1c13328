/* The keys, their values, and the reader of pgolens.ini. See run-settings.h.

   The reader uses inih, which takes lines of a fixed length, takes what follows " ;" for a comment, and does not say which
   line a value was in. Values here are shell commands, which may be long and hold ";". So inih gets a long line as several
   ones, of which the later are indented, as it allows for continued values, and ";" as a character that no file has.

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
#include "experiment/variants/measure.h"

static const char *const attribute_words[] = {"no", "yes", "sites", NULL};

#define KEY(section, name, kind, member, words)                                                    \
	{                                                                                          \
		section, name, kind, offsetof(struct pgl_run_settings, member), words              \
	}

const struct pgl_run_key pgl_run_keys[] = {
	KEY("program", "build", PGL_KEY_TEXT, build, NULL),
	KEY("program", "compile-commands", PGL_KEY_PATH, compile_commands, NULL),
	KEY("program", "link", PGL_KEY_TEXT, link, NULL),
	KEY("program", "source", PGL_KEY_PATH, source, NULL),
	KEY("program", "cc", PGL_KEY_TEXT, cc, NULL),
	KEY("program", "cxx", PGL_KEY_TEXT, cxx, NULL),
	KEY("program", "plugin", PGL_KEY_PATH, plugin, NULL),
	KEY("program", "old", PGL_KEY_TEXT, old, NULL),
	KEY("program", "new", PGL_KEY_TEXT, new, NULL),
	KEY("program", "instrumented", PGL_KEY_TEXT, instrumented, NULL),
	KEY("program", "allow-different-sources", PGL_KEY_FLAG, allows_different_sources, NULL),
	KEY("program", "jobs", PGL_KEY_NUMBER, jobs, NULL),
	KEY("train", "command", PGL_KEY_TEXT, train, NULL),
	KEY("measure", "command", PGL_KEY_LIST, measure, NULL),
	KEY("measure", "metric", PGL_KEY_WORDS, metrics, pgl_metric_words),
	KEY("measure", "runs", PGL_KEY_NUMBER, runs, NULL),
	KEY("measure", "seed", PGL_KEY_NUMBER, seed, NULL),
	KEY("measure", "allow-different-output", PGL_KEY_FLAG, allows_different_output, NULL),
	KEY("measure", "aa", PGL_KEY_FLAG, is_aa, NULL),
	KEY("service", "start", PGL_KEY_TEXT, start, NULL),
	KEY("service", "url", PGL_KEY_TEXT, service.url, NULL),
	KEY("service", "ready", PGL_KEY_TEXT, service.ready, NULL),
	KEY("service", "start-within", PGL_KEY_NUMBER, service.start_within, NULL),
	KEY("service", "stop", PGL_KEY_TEXT, service.stop, NULL),
	KEY("service", "stop-within", PGL_KEY_NUMBER, service.stop_within, NULL),
	KEY("service", "dump", PGL_KEY_TEXT, service.dump, NULL),
	KEY("service", "dumps", PGL_KEY_NUMBER, service.dumps, NULL),
	KEY("service", "answers", PGL_KEY_TEXT, answers, NULL),
	KEY("service", "load", PGL_KEY_TEXT, service.load, NULL),
	KEY("service", "script", PGL_KEY_PATH, service.script, NULL),
	KEY("service", "connections", PGL_KEY_NUMBER, service.connections, NULL),
	KEY("service", "threads", PGL_KEY_NUMBER, service.threads, NULL),
	KEY("service", "seconds", PGL_KEY_NUMBER, service.seconds, NULL),
	KEY("service", "rate", PGL_KEY_NUMBER, service.rate, NULL),
	KEY("service", "warm-up", PGL_KEY_NUMBER, service.warm_up, NULL),
	KEY("service", "train-seconds", PGL_KEY_NUMBER, train_seconds, NULL),
	KEY("attribute", "attribute", PGL_KEY_WORD, attribute, attribute_words),
	KEY("attribute", "metric", PGL_KEY_WORDS, attribute_metrics, pgl_metric_words),
	KEY("attribute", "budget", PGL_KEY_NUMBER, budget, NULL),
	KEY("saves", "cores", PGL_KEY_TEXT, service.cores, NULL),
	KEY("saves", "core-hour", PGL_KEY_TEXT, service.core_hour, NULL),
	KEY("output", "folder", PGL_KEY_PATH, folder, NULL),
	KEY("output", "work", PGL_KEY_PATH, work, NULL),
	KEY("output", "title", PGL_KEY_TEXT, title, NULL),
	{.name = NULL},
};

static void *value_of(const struct pgl_run_settings *settings, const struct pgl_run_key *key)
{
	return (char *)settings + key->offset;
}

/* A copy of the LENGTH bytes at TEXT that lives as long as SETTINGS. */
static const char *own(struct pgl_run_settings *settings, const char *text, size_t length)
{
	PGL_GROW(settings->owned, settings->n_owned, settings->owned_room);
	settings->owned[settings->n_owned] = pgl_xasprintf("%.*s", (int)length, text);
	return settings->owned[settings->n_owned++];
}

static void add_text(struct pgl_texts *texts, const char *text)
{
	PGL_GROW(texts->item, texts->n, texts->room);
	texts->item[texts->n++] = text;
}

static int check_word(const struct pgl_run_key *key, const char *word, struct pgl_error *error)
{
	struct pgl_nearest nearest = {.word = NULL};
	PGL_AUTO_STRBUF list = PGL_STRBUF_INIT;

	for (size_t i = 0; key->words[i]; i++) {
		if (!strcmp(key->words[i], word))
			return 0;
		pgl_nearest_offer(&nearest, word, key->words[i]);
		pgl_strbuf_addf(&list, "%s %s", i ? "," : "", key->words[i]);
	}
	/* Stands for user-time and wall-time. */
	if (key->words == pgl_metric_words && !strcmp(word, "time"))
		return 0;
	if (nearest.word)
		return pgl_error_set(error, "'%s' is not a value of '%s'; did you mean '%s'?", word,
				     key->name, nearest.word);
	return pgl_error_set(error, "'%s' is not a value of '%s', which is one of%s", word,
			     key->name, list.text);
}

static int add_words(struct pgl_run_settings *settings, const struct pgl_run_key *key,
		     const char *text, struct pgl_error *error)
{
	struct pgl_texts *texts = value_of(settings, key);

	for (text += strspn(text, ", \t\n"); *text; text += strspn(text, ", \t\n")) {
		size_t length = strcspn(text, ", \t\n");
		const char *word = own(settings, text, length);

		if (check_word(key, word, error))
			return -1;
		add_text(texts, word);
		text += length;
	}
	return 0;
}

static int set_number(uint64_t *value, const struct pgl_run_key *key, const char *text,
		      struct pgl_error *error)
{
	char *end;

	errno = 0;
	*value = strtoull(text, &end, 10);
	if (isdigit((unsigned char)*text) && !*end && !errno && *value)
		return 0;
	return pgl_error_set(error, "'%s' is not a value of '%s', which is a number above 0", text,
			     key->name);
}

static int set_flag(bool *value, const struct pgl_run_key *key, const char *text,
		    struct pgl_error *error)
{
	*value = !strcmp(text, "yes");
	if (*value || !strcmp(text, "no"))
		return 0;
	return pgl_error_set(error, "'%s' is not a value of '%s', which is yes or no", text,
			     key->name);
}

static const char *below(struct pgl_run_settings *settings, const char *folder, const char *text)
{
	PGL_AUTOFREE char *path =
		!folder || *text == '/' ? pgl_xstrdup(text) : pgl_xasprintf("%s/%s", folder, text);

	return own(settings, path, strlen(path));
}

int pgl_run_settings_set(struct pgl_run_settings *settings, const struct pgl_run_key *key,
			 const char *text, const char *folder, struct pgl_error *error)
{
	void *value = value_of(settings, key);

	if (!*text)
		return pgl_error_set(error, "'%s' has no value", key->name);
	switch (key->kind) {
	case PGL_KEY_TEXT: *(const char **)value = own(settings, text, strlen(text)); return 0;
	case PGL_KEY_PATH: *(const char **)value = below(settings, folder, text); return 0;
	case PGL_KEY_WORD:
		*(const char **)value = own(settings, text, strlen(text));
		return check_word(key, text, error);
	case PGL_KEY_LIST: add_text(value, own(settings, text, strlen(text))); return 0;
	case PGL_KEY_WORDS: return add_words(settings, key, text, error);
	case PGL_KEY_NUMBER: return set_number(value, key, text, error);
	case PGL_KEY_FLAG: return set_flag(value, key, text, error);
	}
	return -1;
}

void pgl_run_settings_set_folders(struct pgl_run_settings *settings, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *folder = slash ? pgl_xasprintf("%.*s", (int)(slash - file + (slash == file)), file)
			     : pgl_xstrdup(".");

	if (!settings->source)
		settings->source = own(settings, folder, strlen(folder));
	if (!settings->work)
		settings->work = below(settings, folder, PGL_RUN_WORK);
	if (!settings->folder)
		settings->folder = below(settings, folder, PGL_RUN_FOLDER);
	free(folder);
}

int pgl_run_settings_check(const struct pgl_run_settings *settings, const struct pgl_run_key *key,
			   struct pgl_error *error)
{
	const void *value = value_of(settings, key);
	const struct pgl_texts *texts = value;

	if (key->kind == PGL_KEY_WORD && *(const char *const *)value)
		return check_word(key, *(const char *const *)value, error);
	for (size_t i = 0; key->kind == PGL_KEY_WORDS && i < texts->n; i++)
		if (check_word(key, texts->item[i], error))
			return -1;
	return 0;
}

static void override_list(struct pgl_texts *texts, const struct pgl_texts *given)
{
	if (!given->n)
		return;
	texts->n = 0;
	for (size_t i = 0; i < given->n; i++)
		add_text(texts, given->item[i]);
}

void pgl_run_settings_override(struct pgl_run_settings *settings,
			       const struct pgl_run_settings *given)
{
	for (const struct pgl_run_key *key = pgl_run_keys; key->name; key++) {
		void *value = value_of(settings, key), *other = value_of(given, key);

		switch (key->kind) {
		case PGL_KEY_TEXT:
		case PGL_KEY_PATH:
		case PGL_KEY_WORD:
			if (*(const char **)other)
				*(const char **)value = *(const char **)other;
			break;
		case PGL_KEY_LIST:
		case PGL_KEY_WORDS: override_list(value, other); break;
		case PGL_KEY_NUMBER:
			if (*(uint64_t *)other)
				*(uint64_t *)value = *(uint64_t *)other;
			break;
		case PGL_KEY_FLAG: *(bool *)value |= *(bool *)other; break;
		}
	}
}

void pgl_run_settings_release(struct pgl_run_settings *settings)
{
	for (const struct pgl_run_key *key = pgl_run_keys; key->name; key++)
		if (key->kind == PGL_KEY_LIST || key->kind == PGL_KEY_WORDS)
			free(((struct pgl_texts *)value_of(settings, key))->item);
	for (size_t i = 0; i < settings->n_owned; i++)
		free(settings->owned[i]);
	free(settings->owned);
	*settings = (struct pgl_run_settings){.owned = NULL};
}

enum {
	SEMICOLON = 1, /* stands for ";" */
	JOINT = 2,     /* marks where a long line was cut */
	LEAST_ROOM = 16
};

struct file {
	struct pgl_run_settings *settings;
	const char *path;
	char *folder; /* of the file; NULL: the current one */
	/* Reading. */
	struct pgl_strbuf text; /* the whole file */
	const char *next;
	size_t line;	  /* the number of the line passed to inih last */
	bool is_cut;	  /* the line continues at NEXT */
	bool is_indented; /* the line passed last */
	size_t *lines;	  /* the number in the file of each line passed */
	size_t n_lines, lines_room;
	/* The current value, which may continue. */
	const struct pgl_run_key *key;
	struct pgl_strbuf value;
	size_t value_line;
	size_t *first_line; /* by key; 0: not seen yet */
	struct pgl_error *error;
	bool failed;
};

__attribute__((format(printf, 3, 4))) static void complain(struct file *file, size_t line,
							   const char *format, ...)
{
	PGL_AUTO_STRBUF text = PGL_STRBUF_INIT;
	va_list arguments;

	if (file->failed)
		return;
	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	file->failed = true;
	pgl_error_set(file->error, "%s:%zu: %s", file->path, line, text.text);
}

/* Sections ---------------------------------------------------------------------------------- */

/* Checks the section that LINE, of LENGTH bytes, begins: inih reports a section only with its first key. */
static void check_section(struct file *file, const char *line, size_t length)
{
	const char *end = memchr(line, ']', length);
	struct pgl_nearest nearest = {.word = NULL};

	/* If "]" is missing, inih complains. */
	if (!end)
		return;
	PGL_AUTOFREE char *name = pgl_xasprintf("%.*s", (int)(end - line - 1), line + 1);

	for (const struct pgl_run_key *key = pgl_run_keys; key->name; key++) {
		if (!strcmp(key->section, name))
			return;
		pgl_nearest_offer(&nearest, name, key->section);
	}
	if (nearest.word)
		complain(file, file->line, "unknown section [%s]; did you mean [%s]?", name,
			 nearest.word);
	else
		complain(file, file->line, "unknown section [%s]", name);
}

/* Lines for inih ---------------------------------------------------------------------------- */

/* In place of fgets(): the next line, or a piece of it. */
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

/* Values ----------------------------------------------------------------------------------- */

/* Sets the current value, which is complete. */
static void finish_value(struct file *file)
{
	struct pgl_error why;

	if (file->key && !file->failed &&
	    pgl_run_settings_set(file->settings, file->key, file->value.text, file->folder, &why))
		complain(file, file->value_line, "%s", why.text);
	file->key = NULL;
	pgl_strbuf_reset(&file->value);
}

/* Adds VALUE as it is in the file. */
static void add_value(struct file *file, const char *value)
{
	bool is_piece = *value == JOINT;

	if (!is_piece && file->value.length)
		pgl_strbuf_add_char(&file->value, '\n');
	for (; *value; value++)
		if (*value != JOINT)
			pgl_strbuf_add_char(&file->value, *value == SEMICOLON ? ';' : *value);
}

static const struct pgl_run_key *find_key(const char *section, const char *name)
{
	for (const struct pgl_run_key *key = pgl_run_keys; key->name; key++)
		if (!strcmp(key->section, section) && !strcmp(key->name, name))
			return key;
	return NULL;
}

static void complain_of_key(struct file *file, const char *section, const char *name)
{
	struct pgl_nearest nearest = {.word = NULL};

	for (const struct pgl_run_key *key = pgl_run_keys; key->name; key++)
		if (!strcmp(key->section, section))
			pgl_nearest_offer(&nearest, name, key->name);
	if (!*section)
		complain(file, file->line, "'%s' is in no section, such as [program]", name);
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
		size_t *first = &file->first_line[file->key - pgl_run_keys];

		if (*first && file->key->kind != PGL_KEY_LIST && file->key->kind != PGL_KEY_WORDS)
			complain(file, file->line, "'%s' is in line %zu already", name, *first);
		*first = *first ? *first : file->line;
	}
	add_value(file, value);
	return 1;
}

/* The whole --------------------------------------------------------------------------------- */

/* Fails unless the file is text. */
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

	while (pgl_run_keys[n_keys].name)
		n_keys++;
	file->first_line = pgl_xcalloc(n_keys + 1, sizeof *file->first_line);
	file->next = file->text.text;
	/* Skip a byte order mark. */
	if (!strncmp(file->next, "\357\273\277", 3))
		file->next += 3;
	bad = ini_parse_stream(next_line, file, take, file);
	finish_value(file);
	if (bad < 0)
		complain(file, 1, "out of memory");
	else if (bad > 0)
		complain(file, (size_t)bad <= file->n_lines ? file->lines[bad - 1] : file->line,
			 "neither a [section] nor key = value");
}

int pgl_run_settings_read(struct pgl_run_settings *settings, const char *path,
			  struct pgl_error *error)
{
	struct file file = {.settings = settings, .path = path, .error = error};
	const char *slash = strrchr(path, '/');

	*settings = (struct pgl_run_settings){.owned = NULL};
	pgl_strbuf_init(&file.text);
	pgl_strbuf_init(&file.value);
	file.folder =
		slash ? pgl_xasprintf("%.*s", (int)(slash - path + (slash == path)), path) : NULL;
	if (pgl_read_file(&file.text, path)) {
		pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
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
