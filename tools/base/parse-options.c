/* A command line from one table.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/parse-options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "base/xalloc.h"

static const struct pgl_switch help_switch = {
	.kind = PGL_SWITCH_FLAG, .letter = 'h', .name = "help", .help = "print this help"};
static const struct pgl_switch version_switch = {
	.kind = PGL_SWITCH_FLAG, .name = "version", .help = "print the version"};

struct parser {
	const struct pgl_usage *usage;
	void *values;
	char **argv;
	int argc, next; /* NEXT: the first word not looked at */
	struct pgl_error *error;
};

/* Looking up -------------------------------------------------------------------------------- */

static const struct pgl_switch *find_letter(const struct pgl_usage *usage, char letter)
{
	for (const struct pgl_switch *s = usage->switches; !s->end; s++)
		if (s->letter && s->letter == letter)
			return s;
	return letter == help_switch.letter ? &help_switch : NULL;
}

static bool is_named(const struct pgl_switch *s, const char *name, size_t length)
{
	return s->name && strlen(s->name) == length && !memcmp(s->name, name, length);
}

static const struct pgl_switch *find_name(const struct pgl_usage *usage, const char *name,
					  size_t length)
{
	for (const struct pgl_switch *s = usage->switches; !s->end; s++)
		if (is_named(s, name, length))
			return s;
	if (is_named(&help_switch, name, length))
		return &help_switch;
	return is_named(&version_switch, name, length) ? &version_switch : NULL;
}

/* Sets the error. */
__attribute__((format(printf, 2, 3))) static enum pgl_parsed wrong(struct parser *parser,
								   const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(parser->error->text, sizeof parser->error->text, format, arguments);
	va_end(arguments);
	return PGL_PARSED_WRONG;
}

static enum pgl_parsed unknown_name(struct parser *parser, const char *name, size_t length)
{
	struct pgl_nearest nearest = {.word = NULL};
	char *typed = pgl_xasprintf("%.*s", (int)length, name);
	enum pgl_parsed parsed;

	for (const struct pgl_switch *s = parser->usage->switches; !s->end; s++)
		if (s->name)
			pgl_nearest_offer(&nearest, typed, s->name);
	parsed = nearest.word ? wrong(parser, "unknown option '--%s'; did you mean '--%s'?", typed,
				      nearest.word)
			      : wrong(parser, "unknown option '--%s'", typed);
	free(typed);
	return parsed;
}

/* Values ------------------------------------------------------------------------------------ */

/* How messages call an option: "'--name'", or "'-n'" if that is all it has. */
#define NAME_FORMAT "'%s%.*s'"
#define NAME(s) (s)->name ? "--" : "-", (s)->name ? 100 : 1, (s)->name ? (s)->name : &(s)->letter

static enum pgl_parsed set_number(struct parser *parser, const struct pgl_switch *s,
				  const char *text)
{
	char *end;

	errno = 0;
	/* strtoull takes "-1" and " 1". */
	unsigned long long value = strtoull(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || errno)
		return wrong(parser, "option " NAME_FORMAT " needs a number, not '%s'", NAME(s),
			     text);
	*(uint64_t *)((char *)parser->values + s->offset) = value;
	return PGL_PARSED;
}

static enum pgl_parsed set_choice(struct parser *parser, const struct pgl_switch *s,
				  const char *text)
{
	struct pgl_strbuf words = PGL_STRBUF_INIT;

	for (int i = 0; s->words[i]; i++)
		if (!strcmp(s->words[i], text)) {
			*(int *)((char *)parser->values + s->offset) = i;
			return PGL_PARSED;
		}
	for (int i = 0; s->words[i]; i++)
		pgl_strbuf_addf(&words, "%s %s", i ? "," : "", s->words[i]);
	wrong(parser, "option " NAME_FORMAT " cannot be '%s'; it is one of:%s", NAME(s), text,
	      words.text);
	pgl_strbuf_release(&words);
	return PGL_PARSED_WRONG;
}

static enum pgl_parsed set_value(struct parser *parser, const struct pgl_switch *s,
				 const char *text)
{
	void *value = (char *)parser->values + s->offset;

	switch (s->kind) {
	case PGL_SWITCH_TEXT: *(const char **)value = text; return PGL_PARSED;
	case PGL_SWITCH_LIST: {
		struct pgl_texts *texts = value;

		PGL_GROW(texts->item, texts->n, texts->room);
		texts->item[texts->n++] = text;
		return PGL_PARSED;
	}
	case PGL_SWITCH_NUMBER: return set_number(parser, s, text);
	case PGL_SWITCH_CHOICE: return set_choice(parser, s, text);
	case PGL_SWITCH_PAIR:
		((const char **)value)[0] = text;
		((const char **)value)[1] = parser->argv[parser->next++];
		return PGL_PARSED;
	case PGL_SWITCH_FLAG:
	case PGL_SWITCH_HEADING: break;
	}
	return PGL_PARSED;
}

/* S was given; TEXT is the value that came with it, or NULL: the next word is. */
static enum pgl_parsed take(struct parser *parser, const struct pgl_switch *s, const char *text)
{
	if (s == &help_switch)
		return PGL_PARSED_HELP;
	if (s == &version_switch)
		return PGL_PARSED_VERSION;
	if (s->kind == PGL_SWITCH_FLAG) {
		if (text)
			return wrong(parser, "option '--%s' takes no value", s->name);
		*(bool *)((char *)parser->values + s->offset) = true;
		return PGL_PARSED;
	}
	if (!text && parser->next < parser->argc)
		text = parser->argv[parser->next++];
	if (text && (s->kind != PGL_SWITCH_PAIR || parser->next < parser->argc))
		return set_value(parser, s, text);
	return wrong(parser, "option " NAME_FORMAT " needs %s: %s", NAME(s),
		     s->kind == PGL_SWITCH_PAIR ? "two values" : "a value", s->argument);
}

/* Words ------------------------------------------------------------------------------------- */

static enum pgl_parsed parse_long(struct parser *parser, const char *word)
{
	const char *value = strchr(word, '=');
	size_t length = value ? (size_t)(value - word) : strlen(word);
	const struct pgl_switch *s = find_name(parser->usage, word, length);

	if (!s)
		return unknown_name(parser, word, length);
	return take(parser, s, value ? value + 1 : NULL);
}

/* "-n5", "-n 5", "-ab". */
static enum pgl_parsed parse_short(struct parser *parser, const char *letters)
{
	enum pgl_parsed parsed = PGL_PARSED;

	for (; *letters && parsed == PGL_PARSED; letters++) {
		const struct pgl_switch *s = find_letter(parser->usage, *letters);

		if (!s)
			return wrong(parser, "unknown option '-%c'", *letters);
		if (s->kind != PGL_SWITCH_FLAG)
			return take(parser, s, letters[1] ? letters + 1 : NULL);
		parsed = take(parser, s, NULL);
	}
	return parsed;
}

enum pgl_parsed pgl_parse(const struct pgl_usage *usage, int argc, char **argv, void *values,
			  size_t *ret_n, struct pgl_error *error)
{
	struct parser parser = {
		.usage = usage, .values = values, .argv = argv, .argc = argc, .error = error};
	bool ended = false;
	size_t n = 0;

	while (parser.next < argc) {
		char *word = argv[parser.next++];
		enum pgl_parsed parsed = PGL_PARSED;

		if (ended || word[0] != '-' || !word[1]) {
			argv[n++] = word;
			ended |= usage->is_wrapper;
		} else if (!strcmp(word, "--"))
			ended = true;
		else
			parsed = word[1] == '-' ? parse_long(&parser, word + 2)
						: parse_short(&parser, word + 1);
		if (parsed != PGL_PARSED)
			return parsed;
	}
	*ret_n = n;
	return PGL_PARSED;
}

void pgl_parse_release(const struct pgl_usage *usage, void *values)
{
	for (const struct pgl_switch *s = usage->switches; !s->end; s++) {
		struct pgl_texts *texts = (void *)((char *)values + s->offset);

		if (s->kind == PGL_SWITCH_LIST) {
			free(texts->item);
			*texts = (struct pgl_texts){.item = NULL};
		}
	}
}

/* Help -------------------------------------------------------------------------------------- */

#define HELP_COLUMN 26

/* TEXT with each of its lines indented by INDENT. */
static void add_lines(struct pgl_strbuf *text, const char *lines, size_t indent)
{
	while (*lines) {
		size_t length = strcspn(lines, "\n");

		if (length)
			pgl_strbuf_fill(text, ' ', indent);
		pgl_strbuf_add_n(text, lines, length);
		pgl_strbuf_add_char(text, '\n');
		lines += length + (lines[length] == '\n');
	}
}

static void add_switch(struct pgl_strbuf *text, const struct pgl_switch *s)
{
	size_t start = text->length;

	if (s->kind == PGL_SWITCH_HEADING) {
		pgl_strbuf_addf(text, "\n%s:\n", s->help);
		return;
	}
	if (s->letter)
		pgl_strbuf_addf(text, "  -%c%s", s->letter, s->name ? ", " : "");
	else
		pgl_strbuf_fill(text, ' ', 6);
	if (s->name)
		pgl_strbuf_addf(text, "--%s", s->name);
	if (s->argument)
		pgl_strbuf_addf(text, "%c%s", s->name ? '=' : ' ', s->argument);
	size_t used = text->length - start, first = strcspn(s->help, "\n");

	if (used + 2 > HELP_COLUMN) {
		pgl_strbuf_add_char(text, '\n');
		used = 0;
	}
	pgl_strbuf_fill(text, ' ', HELP_COLUMN - used);
	pgl_strbuf_add_n(text, s->help, first);
	pgl_strbuf_add_char(text, '\n');
	if (s->help[first])
		add_lines(text, s->help + first + 1, HELP_COLUMN);
}

static void add_section(struct pgl_strbuf *text, const char *title, const char *lines)
{
	if (!lines)
		return;
	pgl_strbuf_addf(text, "\n%s:\n", title);
	add_lines(text, lines, 2);
}

void pgl_usage_help(const struct pgl_usage *usage, struct pgl_strbuf *text)
{
	pgl_strbuf_addf(text, "Usage: pgolens %s %s\n%s\n", usage->name, usage->synopsis,
			usage->summary);
	if (usage->details) {
		pgl_strbuf_add_char(text, '\n');
		add_lines(text, usage->details, 0);
	}
	if (usage->switches->kind != PGL_SWITCH_HEADING || usage->switches->end)
		pgl_strbuf_add(text, "\nOptions:\n");
	for (const struct pgl_switch *s = usage->switches; !s->end; s++)
		add_switch(text, s);
	add_switch(text, &help_switch);
	add_switch(text, &version_switch);
	add_section(text, "Exit status", usage->exit_status);
	add_section(text, "Examples", usage->examples);
}
