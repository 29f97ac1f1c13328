/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two sinks.
 */
#include "sink.h"

static void add_to_sum(struct cv_sink *sink, const char *data, size_t size)
{
	uint64_t sum = sink->sum;

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ (unsigned char)data[i]) * UINT64_C(1099511628211);
	sink->sum = sum;
	sink->size += size;
}

static int write_checksum(struct cv_sink *sink, const char *data, size_t size)
{
	add_to_sum(sink, data, size);
	return 0;
}

static int write_file(struct cv_sink *sink, const char *data, size_t size)
{
	add_to_sum(sink, data, size);
	return fwrite(data, 1, size, sink->file) == size ? 0 : -1;
}

void cv_sink_init_checksum(struct cv_sink *sink)
{
	*sink = (struct cv_sink){ .write = write_checksum, .sum = UINT64_C(14695981039346656037) };
}

void cv_sink_init_file(struct cv_sink *sink, FILE *file)
{
	cv_sink_init_checksum(sink);
	sink->write = write_file;
	sink->file = file;
}
