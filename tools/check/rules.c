/* See rules.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/rules.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/words.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "check/rule-kinds.h"

const char *pgl_rule_key_word(enum pgl_rule_key key)
{
	static const char *const words[PGL_RULE_KEY_N] = {
		"caller",   "callee", "function", "file",     "reason", "except",
		"executed", "name",   "hot",	  "if-known", "warn",
	};

	return words[key];
}

void pgl_rules_release(struct pgl_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		free(rules->item[i].query.functions.item);
		free(rules->item[i].query.callees.item);
		free(rules->item[i].query.files.item);
		free(rules->item[i].query.reasons.item);
		free(rules->item[i].except.item);
	}
	for (size_t i = 0; i < rules->n_texts; i++)
		free(rules->texts[i]);
	free(rules->item);
	free(rules->texts);
	*rules = (struct pgl_rules){.item = NULL};
}

/* --- words of a line --- */

struct line {
	struct pgl_rules *rules; /* keeps the texts */
	const char *path;
	size_t line;
	const char *start, *at, *end; /* of the line; AT: what is not looked at yet */
	struct pgl_error *error;
};

/* Sets the error of LINE: the position AT and what is wrong there. Always -1. */
__attribute__((format(printf, 3, 4))) static int wrong(const struct line *line, const char *at,
						       const char *format, ...)
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
	/* The message may quote the file. */
	pgl_strbuf_defuse(&message, 0);
	pgl_error_set(line->error, "%s:%zu:%zu: %s", line->path, line->line, column, message.text);
	pgl_strbuf_release(&message);
	return -1;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void skip_blanks(struct line *line)
{
	while (line->at < line->end && is_blank(*line->at))
		line->at++;
}

static void next_word(struct line *line)
{
	skip_blanks(line);
	if (line->at < line->end && *line->at == '#')
		line->at = line->end;
}

static const char *keep(struct line *line, char *text)
{
	struct pgl_rules *rules = line->rules;

	PGL_GROW(rules->texts, rules->n_texts, rules->texts_room);
	return rules->texts[rules->n_texts++] = text;
}

/* --- texts --- */

static int add_bare(struct line *line, struct pgl_strbuf *text)
{
	while (line->at < line->end && !is_blank(*line->at)) {
		if (*line->at == '"')
			return wrong(line, line->at,
				     "'\"' within a word; put the whole word in quotes");
		pgl_strbuf_add_char(text, *line->at++);
	}
	return 0;
}

static int add_quoted(struct line *line, struct pgl_strbuf *text)
{
	const char *open = line->at++;

	while (line->at < line->end && *line->at != '"') {
		if (*line->at == '\\' && ++line->at < line->end && *line->at != '"' &&
		    *line->at != '\\')
			return wrong(line, line->at - 1, "'\\' may only stand before '\"' or '\\'");
		if (line->at < line->end)
			pgl_strbuf_add_char(text, *line->at++);
	}
	if (line->at == line->end)
		return wrong(line, open, "the quoted text does not end");
	line->at++;
	if (line->at < line->end && !is_blank(*line->at))
		return wrong(line, line->at, "expected a blank after the quoted text");
	return 0;
}

static const char *take_text(struct line *line)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	const char *from = line->at;
	int failed =
		from < line->end && *from == '"' ? add_quoted(line, &text) : add_bare(line, &text);

	if (!failed && !text.length)
		failed = wrong(line, from, "expected a text");
	if (!failed)
		return keep(line, pgl_strbuf_detach(&text));
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
static int take_digits(struct line *line, double *ret)
{
	const char *from = line->at;
	char digits[64];
	size_t length = strspn(from, "0123456789.");
	char *stop;

	if (length > (size_t)(line->end - from))
		length = (size_t)(line->end - from);
	if (!length || length >= sizeof digits)
		return wrong(line, from, "expected a number");
	memcpy(digits, from, length);
	digits[length] = '\0';
	*ret = strtod(digits, &stop);
	if (*stop || *digits == '.')
		return wrong(line, from, "'%s' is not a number", digits);
	line->at += length;
	return 0;
}

static int take_number(struct line *line, enum pgl_rule_unit counted, double *ret,
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
	while (word + length < line->end && !is_blank(word[length]))
		length++;
	unit = find_unit(word, length);
	if (unit && unit->is_of_bytes != (counted == PGL_RULE_UNIT_BYTES))
		return wrong(line, word, "'%s' is not a unit of %s", unit->word,
			     counted == PGL_RULE_UNIT_BYTES ? "bytes" : "counts");
	if (unit)
		*ret *= unit->factor;
	else if (length == 1 && *word == '%')
		*ret_percent = word;
	else if (length && word == behind)
		return wrong(line, word, "'%.*s' is not a unit", (int)length, word);
	else
		return 0; /* the next word is not a unit */
	line->at = word + length;
	return 0;
}

/* --- rules --- */

#define ALWAYS                                                                                     \
	(PGL_BIT(PGL_RULE_KEY_NAME) | PGL_BIT(PGL_RULE_KEY_IF_KNOWN) | PGL_BIT(PGL_RULE_KEY_WARN))

static int take_limit(struct line *line, struct pgl_rule *rule, bool *has_limit)
{
	const struct pgl_rule_kind *kind = rule->kind;
	const char *from = line->at, *percent;
	bool at_least = *from == '>';

	if (line->end - from < 2 || from[1] != '=')
		return wrong(line, from, "a limit begins with '<=' or '>='");
	if (kind->limit == PGL_LIMIT_NONE)
		return wrong(line, from, "'%s' takes no limit", kind->name);
	if (*has_limit)
		return wrong(line, from, "the rule has a limit already");
	if (at_least != (kind->limit == PGL_LIMIT_AT_LEAST))
		return wrong(line, from, "the limit of '%s' begins with '%s'", kind->name,
			     at_least ? "<=" : ">=");
	line->at += 2;
	skip_blanks(line);
	if (line->at < line->end && *line->at == '+' && kind->limit == PGL_LIMIT_GROWTH)
		line->at++;
	from = line->at;
	if (take_number(line, kind->unit, &rule->limit, &percent))
		return -1;
	rule->limit_is_percent = percent != NULL;
	if (rule->limit_is_percent && kind->limit == PGL_LIMIT_LEVEL)
		return wrong(line, percent, "'%s' takes a number, not a percentage", kind->name);
	if (!rule->limit_is_percent && kind->limit == PGL_LIMIT_AT_LEAST)
		return wrong(line, from, "expected a percentage ('%%')");
	if (kind->limit == PGL_LIMIT_AT_LEAST && rule->limit > 100)
		return wrong(line, from, "a percentage is at most 100 here");
	*has_limit = true;
	return 0;
}

static int unknown_key(struct line *line, const struct pgl_rule *rule, const char *from,
		       size_t length)
{
	struct pgl_nearest nearest = {.word = NULL};
	char typed[64];

	snprintf(typed, sizeof typed, "%.*s", (int)length, from);
	for (int key = 0; key < PGL_RULE_KEY_N; key++) {
		if (!strcmp(pgl_rule_key_word((enum pgl_rule_key)key), typed))
			return wrong(line, from, "'%s' takes no '%s'", rule->kind->name, typed);
		if ((rule->kind->keys | ALWAYS) & PGL_BIT(key))
			pgl_nearest_offer(&nearest, typed,
					  pgl_rule_key_word((enum pgl_rule_key)key));
	}
	return wrong(line, from, "unknown word '%s'%s%s%s", typed,
		     nearest.word ? "; did you mean '" : "", nearest.word ? nearest.word : "",
		     nearest.word ? "'?" : "");
}

static void add_glob(struct pgl_texts *texts, const char *glob)
{
	PGL_GROW(texts->item, texts->n, texts->room);
	texts->item[texts->n++] = glob;
}

static int set_text(struct line *line, struct pgl_rule *rule, enum pgl_rule_key key)
{
	const char *from = line->at, *text, *percent;
	double number;

	if (key == PGL_RULE_KEY_EXECUTED) {
		if (take_number(line, PGL_RULE_UNIT_COUNT, &number, &percent))
			return -1;
		if (percent || number < 1 || number > 1e18 || number != floor(number))
			return wrong(line, from, "expected a whole number from 1 on");
		rule->executed = (uint64_t)number;
		return 0;
	}
	text = take_text(line);
	if (!text)
		return -1;
	switch (key) {
	case PGL_RULE_KEY_CALLER:
	case PGL_RULE_KEY_FUNCTION: add_glob(&rule->query.functions, text); break;
	case PGL_RULE_KEY_CALLEE: add_glob(&rule->query.callees, text); break;
	case PGL_RULE_KEY_FILE: add_glob(&rule->query.files, text); break;
	case PGL_RULE_KEY_REASON: add_glob(&rule->query.reasons, text); break;
	case PGL_RULE_KEY_EXCEPT: add_glob(&rule->except, text); break;
	default: rule->name = text; break;
	}
	return 0;
}

static int take_word(struct line *line, struct pgl_rule *rule)
{
	const char *from = line->at, *end = from;
	int key = 0;

	while (end < line->end && !is_blank(*end) && *end != '=')
		end++;
	size_t length = (size_t)(end - from);

	while (key < PGL_RULE_KEY_N &&
	       (strlen(pgl_rule_key_word((enum pgl_rule_key)key)) != length ||
		memcmp(pgl_rule_key_word((enum pgl_rule_key)key), from, length) != 0))
		key++;
	if (key == PGL_RULE_KEY_N || !((rule->kind->keys | ALWAYS) & PGL_BIT(key)))
		return unknown_key(line, rule, from, length);
	bool has_value = end < line->end && *end == '=';

	if (has_value != (key < PGL_RULE_KEY_HOT))
		return wrong(line, end,
			     has_value ? "'%s' takes no value" : "'%s' needs '=' and a value",
			     pgl_rule_key_word((enum pgl_rule_key)key));
	line->at = end + has_value;
	if (has_value)
		return set_text(line, rule, (enum pgl_rule_key)key);
	rule->query.hot |= key == PGL_RULE_KEY_HOT;
	rule->if_known |= key == PGL_RULE_KEY_IF_KNOWN;
	rule->is_warning |= key == PGL_RULE_KEY_WARN;
	return 0;
}

static int unknown_rule(struct line *line, const char *from, size_t length)
{
	struct pgl_nearest nearest = {.word = NULL};
	char typed[64];

	snprintf(typed, sizeof typed, "%.*s", (int)length, from);
	for (size_t i = 0; pgl_rule_kind_at(i); i++)
		pgl_nearest_offer(&nearest, typed, pgl_rule_kind_at(i)->name);
	if (nearest.word)
		return wrong(line, from, "unknown rule '%s'; did you mean '%s'?", typed,
			     nearest.word);
	return wrong(line, from, "unknown rule '%s'; 'pgolens check --list' lists the rules",
		     typed);
}

static int take_rule(struct line *line)
{
	struct pgl_rules *rules = line->rules;
	const char *from = line->at, *last;
	struct pgl_rule *rule;
	bool has_limit = false;
	char name[32] = "";

	while (line->at < line->end && !is_blank(*line->at))
		line->at++;
	if ((size_t)(line->at - from) < sizeof name)
		memcpy(name, from, (size_t)(line->at - from));
	if (!pgl_rule_kind(name))
		return unknown_rule(line, from, (size_t)(line->at - from));
	PGL_GROW(rules->item, rules->n, rules->room);
	rule = &rules->item[rules->n++];
	*rule = (struct pgl_rule){.kind = pgl_rule_kind(name),
				  .path = line->path,
				  .line = line->line,
				  .column = (size_t)(from - line->start) + 1};
	last = line->at;
	for (next_word(line); line->at < line->end; next_word(line)) {
		if (*line->at == '<' || *line->at == '>' ? take_limit(line, rule, &has_limit)
							 : take_word(line, rule))
			return -1;
		last = line->at;
	}
	if (!has_limit && rule->kind->limit)
		return wrong(line, last, "'%s' needs a limit: '%s N%s'", name,
			     rule->kind->limit == PGL_LIMIT_AT_LEAST ? ">=" : "<=",
			     rule->kind->limit == PGL_LIMIT_LEVEL ? "" : "%");
	while (last > from && is_blank(last[-1]))
		last--;
	rule->text = keep(line, pgl_xasprintf("%.*s", (int)(last - from), from));
	return 0;
}

int pgl_rules_parse(struct pgl_rules *rules, const char *path, const char *text, size_t length,
		    struct pgl_error *error)
{
	struct line line = {.rules = rules, .path = path, .error = error, .end = text - 1};
	const char *end = text + length;

	while (line.end < end) {
		line.line++;
		line.start = line.at = line.end + 1;
		if (line.start >= end)
			break;
		line.end = memchr(line.start, '\n', (size_t)(end - line.start));
		if (!line.end)
			line.end = end;
		const char *nul = memchr(line.start, '\0', (size_t)(line.end - line.start));

		if (nul)
			return wrong(&line, nul, "a NUL byte: this is not a text file");
		next_word(&line);
		if (line.at < line.end && take_rule(&line))
			return -1;
	}
	return 0;
}

int pgl_rules_read(struct pgl_rules *rules, const char *path, struct pgl_error *error)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	size_t before = rules->n;
	int failed;

	if (pgl_read_file(&text, path)) {
		pgl_strbuf_release(&text);
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	}
	failed = pgl_rules_parse(rules, path, text.text, text.length, error);
	/* A file without rules always passes; more likely it is the wrong file. */
	if (!failed && rules->n == before)
		failed = pgl_error_set(error, "%s: there is no rule in it", path);
	pgl_strbuf_release(&text);
	return failed;
}
