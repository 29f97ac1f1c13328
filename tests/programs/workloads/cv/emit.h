/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Indented JSON, piece by piece: objects, arrays, members, values.  Commas, new lines and
 * indentation come automatically.  A failure of the sink sticks until the flush.
 */
#ifndef CV_EMIT_H
#define CV_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "number.h"
#include "sink.h"
#include "text.h"

#define CV_EMIT_BUFFER 512

struct cv_emitter {
	struct cv_sink *sink;
	unsigned depth;
	bool is_first;		/* nothing written yet in this object or array */
	bool is_after_key;
	bool has_failed;
	size_t used;
	char buffer[CV_EMIT_BUFFER];
};

void cv_emit_init(struct cv_emitter *emitter, struct cv_sink *sink);

/* End the line and pass everything to the sink.  0, or -1 if the sink failed. */
int cv_emit_flush(struct cv_emitter *emitter);

void cv_emit_open(struct cv_emitter *emitter, char bracket);
void cv_emit_close(struct cv_emitter *emitter, char bracket);
void cv_emit_key(struct cv_emitter *emitter, struct cv_text key);
void cv_emit_text(struct cv_emitter *emitter, struct cv_text text); /* null if data is NULL */
void cv_emit_number(struct cv_emitter *emitter, const struct cv_number *number);
void cv_emit_flag(struct cv_emitter *emitter, bool flag);

#endif
