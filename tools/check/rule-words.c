/* See rule-words.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/rule-words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

int pgl_rule_wrong(const struct pgl_rule_line *line, const char *at, const char *format, ...)
{
	struct pgl_strbuf message = PGL_STRBUF_INIT;
	uint32_t character;
	size_t column = 1;
	va_list arguments;

	for (const char *c = line->start; c < at; column++) {
		size_t length = pgl_utf8_next(c, (size_t)(at - c), &character);

		c += length ? length : 1;
	}
	va_start(arguments, format);
	pgl_strbuf_vaddf(&message, format, arguments);
	va_end(arguments);
	/* It may quote what stands there. */
	pgl_strbuf_defuse(&message, 0);
	pgl_error_set(line->error, "%s:%zu:%zu: %s", line->path, line->line, column, message.text);
	pgl_strbuf_release(&message);
	return -1;
}

bool pgl_rule_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void skip_blanks(struct pgl_rule_line *line)
{
	while (line->at < line->end && pgl_rule_is_blank(*line->at))
		line->at++;
}

void pgl_rule_skip_blanks(struct pgl_rule_line *line)
{
	skip_blanks(line);
	if (line->at < line->end && *line->at == '#')
		line->at = line->end;
}

const char *pgl_rule_keep(struct pgl_rule_line *line, char *text)
{
	struct pgl_rules *rules = line->rules;

	PGL_GROW(rules->texts, rules->n_texts, rules->texts_room);
	return rules->texts[rules->n_texts++] = text;
}

/* --- texts --- */

static int add_bare(struct pgl_rule_line *line, struct pgl_strbuf *text)
{
	while (line->at < line->end && !pgl_rule_is_blank(*line->at)) {
		if (*line->at == '"')
			return pgl_rule_wrong(line, line->at,
					      "a '\"' within a word: put all of it in quotes");
		pgl_strbuf_add_char(text, *line->at++);
	}
	return 0;
}

static int add_quoted(struct pgl_rule_line *line, struct pgl_strbuf *text)
{
	const char *open = line->at++;

	while (line->at < line->end && *line->at != '"') {
		if (*line->at == '\\' && ++line->at < line->end && *line->at != '"' &&
		    *line->at != '\\')
			return pgl_rule_wrong(line, line->at - 1,
					      "'\\' stands before '\"' or '\\' only");
		if (line->at < line->end)
			pgl_strbuf_add_char(text, *line->at++);
	}
	if (line->at == line->end)
		return pgl_rule_wrong(line, open, "the quoted text does not end");
	line->at++;
	if (line->at < line->end && !pgl_rule_is_blank(*line->at))
		return pgl_rule_wrong(line, line->at, "a blank is wanted behind the quoted text");
	return 0;
}

const char *pgl_rule_text(struct pgl_rule_line *line)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const char *from = line->at;
	int failed =
		from < line->end && *from == '"' ? add_quoted(line, &text) : add_bare(line, &text);

	if (!failed && !text.length)
		failed = pgl_rule_wrong(line, from, "a text is wanted, and there is none");
	if (!failed)
		return pgl_rule_keep(line, pgl_strbuf_detach(&text));
	pgl_strbuf_release(&text);
	return NULL;
}

/* --- numbers --- */

struct unit {
	const char *word;
	double factor;
	bool is_of_bytes;
};

static const struct unit units[] = {
	{"k", 1e3, false},     {"M", 1e6, false},     {"G", 1e9, false}, {"B", 1, true},
	{"kB", 1e3, true},     {"MB", 1e6, true},     {"GB", 1e9, true}, {"KiB", 0x1p10, true},
	{"MiB", 0x1p20, true}, {"GiB", 0x1p30, true},
};

static const struct unit *find_unit(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].word) == length && !memcmp(units[i].word, word, length))
			return &units[i];
	return NULL;
}

/* The digits from here. */
static int take_digits(struct pgl_rule_line *line, double *ret)
{
	const char *from = line->at;
	char digits[64];
	size_t length = strspn(from, "0123456789.");
	char *stop;

	if (length > (size_t)(line->end - from))
		length = (size_t)(line->end - from);
	if (!length || length >= sizeof digits)
		return pgl_rule_wrong(line, from, "a number is wanted");
	memcpy(digits, from, length);
	digits[length] = '\0';
	*ret = strtod(digits, &stop);
	if (*stop || *digits == '.')
		return pgl_rule_wrong(line, from, "'%s' is no number", digits);
	line->at += length;
	return 0;
}

int pgl_rule_number(struct pgl_rule_line *line, enum pgl_measure measure, double *ret,
		    const char **ret_percent)
{
	const char *behind, *word;
	const struct unit *unit;
	size_t length = 0;

	*ret_percent = NULL;
	if (take_digits(line, ret))
		return -1;
	behind = line->at;
	skip_blanks(line);
	word = line->at;
	while (word + length < line->end && !pgl_rule_is_blank(word[length]))
		length++;
	unit = find_unit(word, length);
	if (unit && unit->is_of_bytes != (measure == PGL_MEASURE_BYTES))
		return pgl_rule_wrong(line, word, "the unit '%s' is not one of %s", unit->word,
				      measure == PGL_MEASURE_BYTES ? "bytes" : "counts");
	if (unit)
		*ret *= unit->factor;
	else if (length == 1 && *word == '%')
		*ret_percent = word;
	else if (length && word == behind)
		return pgl_rule_wrong(line, word, "'%.*s' is no unit", (int)length, word);
	else
		return 0; /* the next word is none */
	line->at = word + length;
	return 0;
}
