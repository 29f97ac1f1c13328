/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where output goes: a sink has one operation, called through a pointer for each full buffer.
 */
#ifndef CV_SINK_H
#define CV_SINK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct cv_sink {
	/* 0, or -1 if the bytes cannot be taken */
	int (*write)(struct cv_sink *sink, const char *data, size_t size);
	uint64_t sum;	/* checksum of all bytes */
	uint64_t size;
	FILE *file;	/* of a file sink */
};

/* Only the checksum is kept. */
void cv_sink_init_checksum(struct cv_sink *sink);

/* To a file, which stays the caller's, and the checksum as well. */
void cv_sink_init_file(struct cv_sink *sink, FILE *file);

#endif
