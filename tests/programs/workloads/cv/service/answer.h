/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the service answers a request, apart from HTTP: reads a stored CV, returns its indented JSON,
 * and counts what people learnt.  Each thread has a worker of its own.
 */
#ifndef CV_ANSWER_H
#define CV_ANSWER_H

#include <stddef.h>

#include "../emit.h"
#include "../extract.h"
#include "../sink.h"

/* A sink that keeps the bytes.  The sink comes first, because callbacks know only the sink. */
struct cv_buffer {
	struct cv_sink sink;
	char *data;
	size_t used;
	size_t room;
};

struct cv_worker {
	struct cv_worker *next;
	struct cv_arena arena;
	struct cv_extract extract;
	struct cv_buffer buffer;
	struct cv_emitter emitter;
};

/* 0, or -1 when out of memory. */
struct cv_worker *cv_worker_new(void);
void cv_worker_free(struct cv_worker *worker);

/*
 * Answer one request.  0: the JSON is in worker->buffer until the next call; 1: the document is
 * malformed, the buffer says why; -1: out of memory.
 */
int cv_answer(struct cv_worker *worker, struct cv_text document);

#endif
