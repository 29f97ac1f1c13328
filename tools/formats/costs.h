/* The cost profile of one run of a program, written by another tool and read into one model: costs by function and
   line, and calls. Knows no records; costs/join.h joins the two.

   The first lines of the file decide which reader reads it, never its name:

   callgrind	costs by line, calls with inclusive costs. Names the function that executed; not whose
		source an inlined line is (PGL_NONE): that is for the join to find out
   cachegrind	costs by line
   perf		what `perf script` prints, with or without call chains: samples, weighted by their period.
		Frames "(inlined)" name the inlined function

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FORMATS_COSTS_H
#define PGL_FORMATS_COSTS_H

#include "record/record.h"

enum pgl_costs_format { PGL_COSTS_CALLGRIND, PGL_COSTS_CACHEGRIND, PGL_COSTS_PERF, PGL_COSTS_N };

/* "callgrind", "cachegrind", "perf script". */
const char *pgl_costs_format_word(enum pgl_costs_format format);

/* A function as the measurement names it. */
struct pgl_costs_function {
	uint32_t name;	 /* a string; with clone suffixes, as it stood there */
	uint32_t file;	 /* a string: the source file it was said to be of; or PGL_NONE */
	uint32_t object; /* a string: the program or library its code is in; or PGL_NONE */
};

/* A cost. Rows of the same text, body, file and line are one. */
struct pgl_costs_row {
	uint32_t text; /* the function in whose machine code it was spent; PGL_NONE: not known */
	uint32_t
		body; /* the function whose source it was spent on: another than TEXT if it was inlined
			* there; PGL_NONE: the measurement does not say */
	uint32_t file; /* a string; PGL_NONE: not known */
	uint32_t line; /* 0: not known */
	uint64_t cost; /* in the metric's unit */
};

/* Calls from one text of another. */
struct pgl_costs_call {
	uint32_t caller, callee;      /* functions */
	struct pgl_integer count;     /* not known from samples */
	struct pgl_integer inclusive; /* cost of these calls, with all they called in turn */
};

struct pgl_costs {
	const char *path; /* as it was given; owned, as all below */
	enum pgl_costs_format format;
	struct {
		const char *name; /* "Ir", "cycles:u", "time", "lines" */
		const char *unit; /* "instructions", "events", "cycles", "ns", "samples" */
		bool is_sampled;  /* costs are estimated from samples of the run */
		uint64_t n_samples;
	} metric;
	const char *command; /* that was measured, or NULL */
	uint64_t total;	     /* the sum of all rows, exactly; at most INT64_MAX */
	const char *const *strings;
	uint32_t n_strings;
	struct pgl_costs_function *functions;
	uint32_t n_functions;
	struct pgl_costs_row *rows; /* by text, body, file, line: numbers in order of appearance */
	size_t n_rows;
	struct pgl_costs_call *calls; /* by caller, callee */
	size_t n_calls;
	bool has_calls; /* the measurement counted calls: those not listed are none */
	void *owned;	/* private */
};

/* A frame of a sample, as perf names it. The texts live until the taker returns. */
struct pgl_costs_frame {
	const char *name;
	const char *object;	  /* the program or library, or NULL */
	uint64_t address, offset; /* of the instruction; from the symbol's start */
	bool has_offset;
	bool is_inlined; /* into the next frame that is not */
};

/* Receives a sample's frames, the innermost first. */
typedef void pgl_costs_sample(void *context, const struct pgl_costs_frame *frames, size_t n);

/* What to take where a file has a choice; NULL: by default. */
struct pgl_costs_options {
	const char *event;	  /* "Ir"; by default Ir, else the file's first event */
	pgl_costs_sample *sample; /* perf: called for each sample of the event */
	void *context;
};

/* Reads the measurement at PATH. 0; or -1 with ERROR set to one sentence that names the file, where there
   is one the line, and the cause, and nothing kept: it cannot be read, is of no known kind, is cut off,
   wrong in itself, or has sums beyond 64 bits. Memory is bounded by the size of the file; a line may
   have 1 MB. Files compressed with gzip or zstd are told to be unpacked first. */
int pgl_costs_read(struct pgl_costs *measured, const char *path,
		   const struct pgl_costs_options *wanted, struct pgl_error *error);
void pgl_costs_release(struct pgl_costs *measured);

/* The name of FUNCTION of MEASURED; PGL_NONE: NULL. */
const char *pgl_costs_name(const struct pgl_costs *measured, uint32_t function);

#endif
