/* Escapes JSON for HTML. See script-json.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/script-json.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

struct filter {
	FILE *out;
	/* The first bytes of what may become U+2028, held back; they stand at the end of a write. */
	char held[2];
	size_t n_held;
};

static const char *escape(unsigned char c)
{
	switch (c) {
	case '<': return "\\u003c";
	case '>': return "\\u003e";
	case '&': return "\\u0026";
	default: return NULL;
	}
}

static void let_go(struct filter *filter)
{
	fwrite_unlocked(filter->held, 1, filter->n_held, filter->out);
	filter->n_held = 0;
}

/* Is C the next byte of U+2028 or U+2029, that is e2 80 a8 or e2 80 a9? Then it is dealt with. */
static int is_of_line_end(struct filter *filter, unsigned char c)
{
	if (filter->n_held == 2 && (c == 0xa8 || c == 0xa9)) {
		filter->n_held = 0;
		fputs_unlocked(c == 0xa8 ? "\\u2028" : "\\u2029", filter->out);
		return 1;
	}
	if (filter->n_held != 1 || c != 0x80) {
		let_go(filter);
		if (c != 0xe2)
			return 0;
	}
	filter->held[filter->n_held++] = (char)c;
	return 1;
}

static ssize_t put(void *cookie, const char *bytes, size_t size)
{
	struct filter *filter = cookie;
	size_t start = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];
		const char *text = escape(c);

		if (!text && c < 0x80 && !filter->n_held)
			continue;
		fwrite_unlocked(bytes + start, 1, i - start, filter->out);
		start = i + 1;
		if (is_of_line_end(filter, c))
			continue;
		if (text)
			fputs_unlocked(text, filter->out);
		else
			start = i;
	}
	fwrite_unlocked(bytes + start, 1, size - start, filter->out);
	return ferror_unlocked(filter->out) ? 0 : (ssize_t)size;
}

static int finish(void *cookie)
{
	struct filter *filter = cookie;

	let_go(filter);
	free(filter);
	return 0;
}

FILE *pgl_script_json_open(FILE *out)
{
	struct filter *filter = calloc(1, sizeof *filter);
	FILE *stream;

	if (!filter)
		return NULL;
	filter->out = out;
	stream = fopencookie(filter, "w", (cookie_io_functions_t){.write = put, .close = finish});
	if (!stream)
		free(filter);
	else
		setvbuf(stream, NULL, _IOFBF, 1 << 16);
	return stream;
}
