/* A text that grows.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

char pgl_strbuf_empty[1];

void pgl_strbuf_init(struct pgl_strbuf *buffer)
{
	*buffer = (struct pgl_strbuf)PGL_STRBUF_INIT;
}

void pgl_strbuf_release(struct pgl_strbuf *buffer)
{
	if (buffer->room)
		free(buffer->text);
	pgl_strbuf_init(buffer);
}

void pgl_strbuf_truncate(struct pgl_strbuf *buffer, size_t length)
{
	if (length < buffer->length) {
		buffer->length = length;
		buffer->text[length] = '\0';
	}
}

void pgl_strbuf_reset(struct pgl_strbuf *buffer)
{
	pgl_strbuf_truncate(buffer, 0);
}

char *pgl_strbuf_detach(struct pgl_strbuf *buffer)
{
	char *text = buffer->room ? buffer->text : pgl_xstrdup("");

	pgl_strbuf_init(buffer);
	return text;
}

/* Room for MORE bytes and the NUL; returns where they go. */
static char *reserve(struct pgl_strbuf *buffer, size_t more)
{
	size_t need = buffer->length + more + 1;

	if (need > buffer->room) {
		size_t room = buffer->room ? 2 * buffer->room : 64;
		char *old = buffer->room ? buffer->text : NULL;

		if (room < need)
			room = need;
		buffer->text = pgl_xreallocarray(old, room, 1);
		buffer->room = room;
	}
	return buffer->text + buffer->length;
}

void pgl_strbuf_add_n(struct pgl_strbuf *buffer, const char *text, size_t length)
{
	char *end = reserve(buffer, length);

	if (length)
		memcpy(end, text, length);
	buffer->length += length;
	buffer->text[buffer->length] = '\0';
}

void pgl_strbuf_add(struct pgl_strbuf *buffer, const char *text)
{
	pgl_strbuf_add_n(buffer, text, strlen(text));
}

void pgl_strbuf_add_char(struct pgl_strbuf *buffer, char c)
{
	pgl_strbuf_add_n(buffer, &c, 1);
}

void pgl_strbuf_defuse(struct pgl_strbuf *buffer, size_t start)
{
	for (size_t i = start; i < buffer->length; i++)
		if ((unsigned char)buffer->text[i] < 0x20 || buffer->text[i] == 0x7f)
			buffer->text[i] = '?';
}

void pgl_strbuf_add_unsigned(struct pgl_strbuf *buffer, uint64_t value)
{
	char digits[20];
	size_t start = sizeof digits;

	do
		digits[--start] = (char)('0' + value % 10);
	while (value /= 10);
	pgl_strbuf_add_n(buffer, digits + start, sizeof digits - start);
}

void pgl_strbuf_fill(struct pgl_strbuf *buffer, char c, size_t n)
{
	memset(reserve(buffer, n), c, n);
	buffer->length += n;
	buffer->text[buffer->length] = '\0';
}

void pgl_strbuf_vaddf(struct pgl_strbuf *buffer, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);

	if (length > 0) {
		vsnprintf(reserve(buffer, (size_t)length), (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

void pgl_strbuf_addf(struct pgl_strbuf *buffer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(buffer, format, arguments);
	va_end(arguments);
}

const char *pgl_strbuf_last_lines(const struct pgl_strbuf *buffer, unsigned n)
{
	const char *start = buffer->text + buffer->length;
	unsigned n_lines = 0;

	for (; start > buffer->text; start--)
		if (start[-1] == '\n' && start[0] && ++n_lines == n)
			break;
	return start;
}

void pgl_add_shell_word(struct pgl_strbuf *text, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_=+./,:@%^";

	if (*word && !word[strspn(word, plain)]) {
		pgl_strbuf_add(text, word);
		return;
	}
	pgl_strbuf_add_char(text, '\'');
	for (; *word; word++)
		if (*word == '\'')
			pgl_strbuf_add(text, "'\\''");
		else
			pgl_strbuf_add_char(text, *word);
	pgl_strbuf_add_char(text, '\'');
}
