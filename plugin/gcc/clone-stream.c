/* See clone-stream.h. A line looks like this, in GCC 11 to 16:

   Callgraph clone;ASSEMBLER;NUMBER;FILE;LINE;COLUMN;ASSEMBLER;NUMBER;FILE;LINE;COLUMN;inlining to

   The first half names the function that is inlined.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/clone-stream.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

struct clone_stream {
	pgl_inlining_taker *take;
	FILE *tee;
	char *line; /* an unfinished line */
	size_t length, room;
};

static void take_line(const struct clone_stream *stream, const char *line)
{
	static const char start[] = "Callgraph clone;", end[] = ";inlining to";
	size_t length = strlen(line);
	const char *number;

	if (length < sizeof start + sizeof end || strncmp(line, start, sizeof start - 1) ||
	    strcmp(line + length - (sizeof end - 1), end))
		return;
	number = strchr(line + sizeof start - 1, ';');
	if (number)
		stream->take((int)strtol(number + 1, NULL, 10));
}

static bool append(struct clone_stream *stream, const char *text, size_t length)
{
	if (stream->length + length + 1 > stream->room) {
		size_t room = 2 * (stream->length + length + 1);
		char *line = realloc(stream->line, room);

		if (!line)
			return false;
		stream->line = line;
		stream->room = room;
	}
	memcpy(stream->line + stream->length, text, length);
	stream->length += length;
	stream->line[stream->length] = '\0';
	return true;
}

static ssize_t stream_write(void *cookie, const char *text, size_t size)
{
	struct clone_stream *stream = cookie;
	const char *at = text, *end = text + size;

	if (stream->tee)
		fwrite(text, 1, size, stream->tee);
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((newline ? newline : end) - at);

		if (!append(stream, at, length))
			break;
		if (!newline)
			break;
		take_line(stream, stream->line);
		stream->length = 0;
		at = newline + 1;
	}
	return (ssize_t)size;
}

static int stream_close(void *cookie)
{
	struct clone_stream *stream = cookie;

	free(stream->line);
	free(stream);
	return 0;
}

FILE *pgl_clone_stream_open(pgl_inlining_taker *take, FILE *tee)
{
	const cookie_io_functions_t functions = {.write = stream_write, .close = stream_close};
	struct clone_stream *stream = calloc(1, sizeof *stream);
	FILE *file;

	if (!stream)
		return NULL;
	stream->take = take;
	stream->tee = tee;
	file = fopencookie(stream, "w", functions);
	if (!file) {
		free(stream);
		return NULL;
	}
	/* Unbuffered: TAKE needs the call graph as it is when GCC prints. */
	setvbuf(file, NULL, _IONBF, 0);
	return file;
}
