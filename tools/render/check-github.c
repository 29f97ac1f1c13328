/* `pgolens check` as annotations of GitHub's: workflow commands, a line each.

	::error file=F,line=L,col=C,title=T::MESSAGE

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/check-words.h"

#include <string.h>

#include "base/utf8.h"

/* Writes TEXT as the message, or as a property, in which ":" and "," have a meaning too. */
static void put(FILE *out, const char *text, bool is_property)
{
	size_t left = strlen(text);

	while (left) {
		unsigned char c = (unsigned char)*text;
		uint32_t character;
		size_t length = pgl_utf8_next(text, left, &character);

		if (!length)
			fputs(PGL_UTF8_REPLACEMENT, out);
		else if (c == '%' || c == '\r' || c == '\n' ||
			 (is_property && (c == ':' || c == ',')))
			fprintf(out, "%%%02X", c);
		else if (c < ' ' || c == 0x7f)
			fputc('?', out);
		else
			fwrite(text, 1, length, out);
		length += !length;
		text += length;
		left -= length;
	}
}

static void put_command(const struct pgl_check_result *result, struct pgl_check_place place,
			const char *message, FILE *out)
{
	const char *level = pgl_check_level_word(result);

	/* Theirs is called otherwise. */
	fprintf(out, "::%s ", !strcmp(level, "note") ? "notice" : level);
	if (place.file) {
		fputs("file=", out);
		put(out, place.file, true);
		if (place.line)
			fprintf(out, ",line=%u", place.line);
		if (place.line && place.column)
			fprintf(out, ",col=%u", place.column);
		fputc(',', out);
	}
	fputs("title=", out);
	put(out, pgl_check_name(result->rule), true);
	fputs("::", out);
	put(out, message, false);
	fputc('\n', out);
}

static void put_result(const struct pgl_check *check, const struct pgl_check_result *result,
		       FILE *out)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	for (size_t i = 0; i < result->n; i++) {
		const struct pgl_finding *finding = &result->findings[i];

		pgl_strbuf_reset(&text);
		pgl_check_add_subject(&text, check, finding);
		pgl_strbuf_add(&text, ": ");
		pgl_check_add_detail(&text, check, result, finding);
		put_command(result, pgl_check_place(check, finding), text.text, out);
	}
	if (result->state == PGL_CHECK_UNKNOWN) {
		struct pgl_check_place at = {.file = result->rule->path,
					     .line = (uint32_t)result->rule->line};

		pgl_strbuf_addf(&text, "not known: %s", result->unknown.text);
		put_command(result, at, text.text, out);
	}
	pgl_strbuf_release(&text);
}

void pgl_check_as_github(const struct pgl_check_view *view, const struct pgl_style *style,
			 FILE *out)
{
	(void)style;
	for (size_t i = 0; i < view->check->n; i++)
		put_result(view->check, &view->check->results[i], out);
}
