/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Unmarshal, extract, marshal: the parts come from the program cv.
 */
#include "answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../write.h"

static int write_buffer(struct cv_sink *sink, const char *data, size_t size)
{
	struct cv_buffer *buffer = (struct cv_buffer *)sink;
	size_t room = buffer->room ? buffer->room : 4096;
	char *larger;

	while (room < buffer->used + size)
		room *= 2;
	if (room != buffer->room) {
		larger = realloc(buffer->data, room);
		if (!larger)
			return -1;
		buffer->data = larger;
		buffer->room = room;
	}
	memcpy(buffer->data + buffer->used, data, size);
	buffer->used += size;
	return 0;
}

struct cv_worker *cv_worker_new(void)
{
	struct cv_worker *worker = calloc(1, sizeof *worker);

	if (!worker)
		return NULL;
	cv_arena_init(&worker->arena);
	cv_extract_init(&worker->extract);
	worker->buffer.sink.write = write_buffer;
	return worker;
}

void cv_worker_free(struct cv_worker *worker)
{
	cv_arena_release(&worker->arena);
	cv_extract_release(&worker->extract);
	free(worker->buffer.data);
	free(worker);
}

static int reject(struct cv_worker *worker, const struct cv_error *error)
{
	char text[200];
	int length = snprintf(text, sizeof text, "%zu:%zu: %s\n", error->line, error->column,
			      error->text);

	worker->buffer.used = 0;
	return write_buffer(&worker->buffer.sink, text, (size_t)length) ? -1 : 1;
}

int cv_answer(struct cv_worker *worker, struct cv_text document)
{
	struct cv_lexer lexer;
	struct cv_error error;
	struct cv cv;

	cv_error_clear(&error);
	cv_arena_reset(&worker->arena);
	worker->buffer.used = 0;
	cv_emit_init(&worker->emitter, &worker->buffer.sink);
	cv_lexer_init(&lexer, document.data, document.size, &worker->arena, &error);
	if (cv_read(&lexer, &cv))
		return error.line ? reject(worker, &error) : -1;
	if (cv_extract_add(&worker->extract, &cv) || cv_write(&worker->emitter, &cv))
		return -1;
	return 0;
}
