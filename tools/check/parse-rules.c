/* The text of rules. See rules.h for the grammar.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "check/parse-rules.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/rule-words.h"
#include "base/files.h"
#include "base/nearest.h"
#include "base/xalloc.h"

#define ALWAYS                                                                                     \
	(PGL_BIT(PGL_RULE_KEY_NAME) | PGL_BIT(PGL_RULE_KEY_IF_KNOWN) | PGL_BIT(PGL_RULE_KEY_WARN))

static int take_limit(struct pgl_rule_line *line, struct pgl_rule *rule, bool *has_limit)
{
	const struct pgl_rule_kind *kind = rule->kind;
	const char *from = line->at, *percent;
	bool at_least = *from == '>';

	if (line->end - from < 2 || from[1] != '=')
		return pgl_rule_wrong(line, from, "a limit begins with '<=' or '>='");
	if (kind->limit == PGL_LIMIT_NONE)
		return pgl_rule_wrong(line, from, "'%s' has no limit", kind->name);
	if (*has_limit)
		return pgl_rule_wrong(line, from, "a second limit");
	if (at_least != (kind->limit == PGL_LIMIT_AT_LEAST))
		return pgl_rule_wrong(line, from, "the limit of '%s' is written with '%s'",
				      kind->name, at_least ? "<=" : ">=");
	line->at += 2;
	while (line->at < line->end && pgl_rule_is_blank(*line->at))
		line->at++;
	if (line->at < line->end && *line->at == '+' && kind->limit == PGL_LIMIT_GROWTH)
		line->at++;
	from = line->at;
	if (pgl_rule_number(line, kind->measure, &rule->limit, &percent))
		return -1;
	rule->limit_is_percent = percent != NULL;
	if (rule->limit_is_percent && kind->limit == PGL_LIMIT_LEVEL)
		return pgl_rule_wrong(line, percent,
				      "'%s' is compared with a number, not with a share",
				      kind->name);
	if (!rule->limit_is_percent && kind->limit == PGL_LIMIT_AT_LEAST)
		return pgl_rule_wrong(line, from, "a share is wanted, in '%%'");
	if (kind->limit == PGL_LIMIT_AT_LEAST && rule->limit > 100)
		return pgl_rule_wrong(line, from, "a share is at most 100 %%");
	*has_limit = true;
	return 0;
}

/* --- rules --- */

static int unknown_key(struct pgl_rule_line *line, const struct pgl_rule *rule, const char *from,
		       size_t length)
{
	struct pgl_nearest nearest = {.word = NULL};
	char typed[64];

	snprintf(typed, sizeof typed, "%.*s", (int)length, from);
	for (int key = 0; key < PGL_RULE_KEY_N; key++) {
		if (!strcmp(pgl_rule_key_word((enum pgl_rule_key)key), typed))
			return pgl_rule_wrong(line, from, "'%s' takes no '%s'", rule->kind->name,
					      typed);
		if ((rule->kind->keys | ALWAYS) & PGL_BIT(key))
			pgl_nearest_offer(&nearest, typed,
					  pgl_rule_key_word((enum pgl_rule_key)key));
	}
	return pgl_rule_wrong(line, from, "unknown word '%s'%s%s%s", typed,
			      nearest.word ? "; did you mean '" : "",
			      nearest.word ? nearest.word : "", nearest.word ? "'?" : "");
}

static void add_glob(struct pgl_texts *texts, const char *glob)
{
	PGL_GROW(texts->item, texts->n, texts->room);
	texts->item[texts->n++] = glob;
}

static int set_text(struct pgl_rule_line *line, struct pgl_rule *rule, enum pgl_rule_key key)
{
	const char *from = line->at, *text, *percent;
	double number;

	if (key == PGL_RULE_KEY_EXECUTED) {
		if (pgl_rule_number(line, PGL_MEASURE_COUNT, &number, &percent))
			return -1;
		if (percent || number < 1 || number > 1e18 || number != floor(number))
			return pgl_rule_wrong(line, from, "a whole number from 1 on is wanted");
		rule->executed = (uint64_t)number;
		return 0;
	}
	text = pgl_rule_text(line);
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

static int take_word(struct pgl_rule_line *line, struct pgl_rule *rule)
{
	const char *from = line->at, *end = from;
	int key = 0;

	while (end < line->end && !pgl_rule_is_blank(*end) && *end != '=')
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
		return pgl_rule_wrong(
			line, end, has_value ? "'%s' takes no value" : "'%s' wants '=' and a value",
			pgl_rule_key_word((enum pgl_rule_key)key));
	line->at = end + has_value;
	if (has_value)
		return set_text(line, rule, (enum pgl_rule_key)key);
	rule->query.hot |= key == PGL_RULE_KEY_HOT;
	rule->if_known |= key == PGL_RULE_KEY_IF_KNOWN;
	rule->is_warning |= key == PGL_RULE_KEY_WARN;
	return 0;
}

static int unknown_rule(struct pgl_rule_line *line, const char *from, size_t length)
{
	struct pgl_nearest nearest = {.word = NULL};
	char typed[64];

	snprintf(typed, sizeof typed, "%.*s", (int)length, from);
	for (size_t i = 0; pgl_rule_kind_at(i); i++)
		pgl_nearest_offer(&nearest, typed, pgl_rule_kind_at(i)->name);
	if (nearest.word)
		return pgl_rule_wrong(line, from, "unknown rule '%s'; did you mean '%s'?", typed,
				      nearest.word);
	return pgl_rule_wrong(line, from,
			      "unknown rule '%s'; 'pgolens check --list' names them all", typed);
}

static int take_rule(struct pgl_rule_line *line)
{
	struct pgl_rules *rules = line->rules;
	const char *from = line->at, *last;
	struct pgl_rule *rule;
	bool has_limit = false;
	char name[32] = "";

	while (line->at < line->end && !pgl_rule_is_blank(*line->at))
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
	for (pgl_rule_skip_blanks(line); line->at < line->end; pgl_rule_skip_blanks(line)) {
		if (*line->at == '<' || *line->at == '>' ? take_limit(line, rule, &has_limit)
							 : take_word(line, rule))
			return -1;
		last = line->at;
	}
	if (!has_limit && rule->kind->limit)
		return pgl_rule_wrong(line, last, "'%s' wants a limit: '%s N%s'", name,
				      rule->kind->limit == PGL_LIMIT_AT_LEAST ? ">=" : "<=",
				      rule->kind->limit == PGL_LIMIT_LEVEL ? "" : "%");
	while (last > from && pgl_rule_is_blank(last[-1]))
		last--;
	rule->text = pgl_rule_keep(line, pgl_xasprintf("%.*s", (int)(last - from), from));
	return 0;
}

int pgl_rules_parse(struct pgl_rules *rules, const char *path, const char *text, size_t length,
		    struct pgl_error *error)
{
	struct pgl_rule_line line = {.rules = rules, .path = path, .error = error, .end = text - 1};
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
			return pgl_rule_wrong(&line, nul, "a NUL byte: this is no text");
		pgl_rule_skip_blanks(&line);
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
	/* What asks for nothing always holds: more likely it is the wrong file. */
	if (!failed && rules->n == before)
		failed = pgl_error_set(error, "%s: there is no rule in it", path);
	pgl_strbuf_release(&text);
	return failed;
}
