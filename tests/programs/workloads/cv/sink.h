/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Output goes to a sink, which has one operation, called through a pointer for each full buffer.
 */
#ifndef CV_SINK_H
#define CV_SINK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct cv_sink {
	/* 0, or -1 if it cannot take the bytes */
	int (*write)(struct cv_sink *sink, const char *data, size_t size);
	uint64_t sum;	/* checksum of all bytes */
	uint64_t size;
	FILE *file;	/* of a file sink */
};

/* Keeps only the checksum. */
void cv_sink_init_checksum(struct cv_sink *sink);

/* Writes to a file, which stays the caller's, and computes the checksum. */
void cv_sink_init_file(struct cv_sink *sink, FILE *file);

#endif
