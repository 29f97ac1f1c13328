/* Reads an attribution as text. See attribution-text.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/attribution-text.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "record/json-read-attribution.h"
#include "base/files.h"
#include "base/utf8.h"

#define LARGEST (64 * 1024 * 1024)
enum { DEEPEST = 100 };

struct scanner {
	const char *at, *end;
	size_t line;
	int depth;
	const char *cause; /* what is wrong at AT, or NULL */
};

/* Notes what is wrong; false. */
static bool wrong(struct scanner *scanner, const char *cause)
{
	if (!scanner->cause)
		scanner->cause = cause;
	return false;
}

static void skip_space(struct scanner *scanner)
{
	for (; scanner->at < scanner->end && strchr(" \t\r\n", *scanner->at) && *scanner->at;
	     scanner->at++)
		scanner->line += *scanner->at == '\n';
}

/* Is C next? Then it is passed. */
static bool take(struct scanner *scanner, char c)
{
	if (scanner->at == scanner->end || *scanner->at != c)
		return false;
	scanner->at++;
	return true;
}

static bool scan_escape(struct scanner *scanner)
{
	if (scanner->at == scanner->end)
		return wrong(scanner, "a text without end");
	if (*scanner->at++ != 'u')
		return strchr("\"\\/bfnrt", scanner->at[-1]) && scanner->at[-1]
			       ? true
			       : wrong(scanner, "an unknown escape in a text");
	for (int i = 0; i < 4; i++, scanner->at++)
		if (scanner->at == scanner->end || !isxdigit((unsigned char)*scanner->at))
			return wrong(scanner, "an unknown escape in a text");
	return true;
}

static bool scan_text(struct scanner *scanner)
{
	if (!take(scanner, '"'))
		return wrong(scanner, "a text is missing");
	while (scanner->at < scanner->end && *scanner->at != '"') {
		unsigned char c = (unsigned char)*scanner->at;
		uint32_t character;
		size_t n = pgl_utf8_next(scanner->at, (size_t)(scanner->end - scanner->at),
					 &character);

		if (c < 0x20)
			return wrong(scanner, "a control character in a text");
		if (c >= 0x80 && !n)
			return wrong(scanner, "a text that is no UTF-8");
		scanner->at += c >= 0x80 ? n : 1;
		if (c == '\\' && !scan_escape(scanner))
			return false;
	}
	return take(scanner, '"') || wrong(scanner, "a text without end");
}

static size_t scan_digits(struct scanner *scanner)
{
	const char *start = scanner->at;

	while (scanner->at < scanner->end && isdigit((unsigned char)*scanner->at))
		scanner->at++;
	return (size_t)(scanner->at - start);
}

static bool scan_number(struct scanner *scanner)
{
	bool is_whole;

	take(scanner, '-');
	is_whole = take(scanner, '0') || scan_digits(scanner);
	if (!is_whole)
		return wrong(scanner, "no value");
	if (take(scanner, '.') && !scan_digits(scanner))
		return wrong(scanner, "a number without end");
	if (take(scanner, 'e') || take(scanner, 'E')) {
		if (!take(scanner, '+'))
			take(scanner, '-');
		if (!scan_digits(scanner))
			return wrong(scanner, "a number without end");
	}
	return true;
}

static bool scan_word(struct scanner *scanner, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(scanner->end - scanner->at) < length || memcmp(scanner->at, word, length))
		return wrong(scanner, "no value");
	scanner->at += length;
	return true;
}

static bool scan_value(struct scanner *scanner);

/* The items of a list, or of an object if HAS_KEYS, up to LAST; its first bracket is passed. */
static bool scan_items(struct scanner *scanner, char last, bool has_keys)
{
	if (++scanner->depth > DEEPEST)
		return wrong(scanner, "nested too deep");
	skip_space(scanner);
	if (!take(scanner, last)) {
		do {
			skip_space(scanner);
			if (has_keys && !scan_text(scanner))
				return false;
			skip_space(scanner);
			if (has_keys && !take(scanner, ':'))
				return wrong(scanner, "a key without a value");
			if (!scan_value(scanner))
				return false;
			skip_space(scanner);
		} while (take(scanner, ','));
		if (!take(scanner, last))
			return wrong(scanner, "a list or object without end");
	}
	scanner->depth--;
	return true;
}

static bool scan_value(struct scanner *scanner)
{
	skip_space(scanner);
	if (scanner->at == scanner->end)
		return wrong(scanner, "unexpected end");
	switch (*scanner->at) {
	case '{': scanner->at++; return scan_items(scanner, '}', true);
	case '[': scanner->at++; return scan_items(scanner, ']', false);
	case '"': return scan_text(scanner);
	case 't': return scan_word(scanner, "true");
	case 'f': return scan_word(scanner, "false");
	case 'n': return scan_word(scanner, "null");
	default: return scan_number(scanner);
	}
}

/* Is TEXT, which is JSON, an attribution of this version? 0, or -1 with ERROR set. */
static int check_meaning(struct pgl_strbuf *text, const char *path, struct pgl_error *error)
{
	struct pgl_attributed attributed;
	FILE *in = fmemopen(text->text, text->length, "r");
	int failed;

	if (!in)
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	failed = pgl_read_attribution(&attributed, in, path, error);
	fclose(in);
	if (!failed)
		pgl_attributed_release(&attributed);
	return failed;
}

static int read_text(struct pgl_strbuf *text, const char *path, struct pgl_error *error)
{
	struct stat status;

	if (stat(path, &status))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	if (S_ISDIR(status.st_mode))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(EISDIR));
	if (S_ISREG(status.st_mode) && status.st_size > LARGEST)
		return pgl_error_set(error, "cannot read '%s': larger than any attribution", path);
	if (pgl_read_file(text, path))
		return pgl_error_set(error, "cannot read '%s': %s", path, strerror(errno));
	return 0;
}

int pgl_attribution_read(struct pgl_strbuf *text, const char *path, struct pgl_error *error)
{
	if (read_text(text, path, error))
		return -1;
	struct scanner scanner = {text->text, text->text + text->length, 1, 0, NULL};

	if (scan_value(&scanner)) {
		skip_space(&scanner);
		if (scanner.at != scanner.end)
			wrong(&scanner, "something after the end");
	}
	if (scanner.cause)
		return pgl_error_set(error, "cannot read '%s': line %zu: no JSON: %s", path,
				     scanner.line, scanner.cause);
	if (check_meaning(text, path, error))
		return -1;
	/* Whatever stands around it would be no part of the value. */
	while (text->length && isspace((unsigned char)text->text[text->length - 1]))
		pgl_strbuf_truncate(text, text->length - 1);
	return 0;
}
