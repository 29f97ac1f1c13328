/* What the readers of cost profiles share: lines of an untrusted file, and the growing model.

   A function that can fail returns 0, or -1 with the error set; the reader then gives up.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FORMATS_COSTS_INTERNAL_H
#define PGL_FORMATS_COSTS_INTERNAL_H

#include <stdio.h>

#include "formats/costs.h"
#include "base/intern.h"

struct pgl_costs_reader {
	FILE *file;
	const char *path;
	/* The line read last, without its end and ended by NUL; it may be changed. */
	char *line;
	size_t length, room;
	uint64_t number; /* its number, from 1 */
	bool is_kept;	 /* to be returned again */
	struct pgl_error *error;
	/* The model so far. */
	struct pgl_intern strings; /* each with its NUL */
	struct pgl_intern functions, rows, edges;
	uint64_t *costs; /* by row */
	struct pgl_costs_call *calls;
	uint64_t *seen; /* by call: in which sample last */
	size_t room_costs, room_calls, room_seen;
	uint64_t total;
	struct pgl_costs *measured; /* what is not kept here */
	const char *event;	    /* the one wanted, or NULL */
	pgl_costs_sample *sample;   /* or NULL */
	void *sample_context;
};

/* Reads the next line. Returns 1, 0 at the end, or -1: unreadable, too long, or with a NUL in it. */
int pgl_costs_line(struct pgl_costs_reader *file);
/* Returns the same line again next time. */
void pgl_costs_keep(struct pgl_costs_reader *file);
/* Sets the error, with the file's name and the line's number before it. Always -1. */
__attribute__((format(printf, 2, 3))) int pgl_costs_fail(struct pgl_costs_reader *file,
							 const char *format, ...);

/* A text's number. */
uint32_t pgl_costs_string(struct pgl_costs_reader *file, const char *text, size_t length);
/* A function's; FILE_NAME and OBJECT: strings, or PGL_NONE. */
uint32_t pgl_costs_function(struct pgl_costs_reader *file, uint32_t name, uint32_t file_name,
			    uint32_t object);
/* Adds to a row and to the total. */
int pgl_costs_add(struct pgl_costs_reader *file, const struct pgl_costs_row *row);
/* Adds to the calls from one function to another. SAMPLE: if not 0, a sample that counts once for
   them. */
int pgl_costs_add_call(struct pgl_costs_reader *file, const struct pgl_costs_call *call,
		       uint64_t sample);

/* Numbers: each moves *AT behind what it read. False: there is none, or it is too large. */
bool pgl_costs_unsigned(const char **at, uint64_t *ret);
/* Decimal, or hexadecimal after 0x. */
bool pgl_costs_number(const char **at, uint64_t *ret);
/* Moves *AT over blanks. True if anything is left. */
bool pgl_costs_skip(const char **at);

/* The readers: each takes all lines; the first is kept. */
int pgl_costs_read_callgrind(struct pgl_costs_reader *file);
int pgl_costs_read_perf(struct pgl_costs_reader *file);
/* True if LINE begins a sample of `perf script`. */
bool pgl_costs_is_perf(const char *line);

#endif
