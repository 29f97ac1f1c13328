/* Reads what `perf script` prints: samples, each a line that says when and of which event it is, and below it
   the frames of its call chain, the innermost first; or, without chains, the one frame on the same line:

	program  1234 26819.116839:     500000 cpu-clock:
		            11ba mix (inlined)
		            11ba outer+0x2a (/home/me/program)

   An inlined frame stands above that of the function it was inlined into. With `-F +srcline` a line below
   each frame names its place. A sample counts as its period, or as 1 where there are no periods.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats/costs-internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

/* perf's own limit is 127 (kernel.perf_event_max_stack), or what a stack of 64 KB holds. */
enum { MOST_FRAMES = 65536 };

struct frame {
	uint32_t name, object, file, line;
	bool is_inlined, has_offset;
	uint64_t address, offset;
};

struct reader {
	struct pgl_costs_reader *file;
	struct frame *frames; /* of the sample being read */
	size_t n_frames, room;
	bool is_open, is_wanted; /* a sample is being read; it is of the event wanted */
	uint64_t cost;
	uint64_t n_samples, first_line;
	bool has_periods, has_inlined;
	uint32_t unknown; /* the string "[unknown]" */
};

/* What the first line of a sample says. */
struct head {
	const char *event, *rest; /* behind it: nothing, or a frame */
	size_t event_length;
	uint64_t period;
	bool has_period;
};

/* The line "COMMAND PID TIME: [PERIOD] EVENT: ...", where COMMAND may have blanks in it. */
static bool read_head(const char *line, struct head *head)
{
	for (const char *at = line; pgl_costs_skip(&at); at += strcspn(at, " \t")) {
		const char *time = at;
		uint64_t number;

		if (at == line || !pgl_costs_unsigned(&time, &number) || *time++ != '.' ||
		    !pgl_costs_unsigned(&time, &number) || *time++ != ':')
			continue;
		if (!pgl_costs_skip(&time))
			return false;
		*head = (struct head){.event = time};
		if (pgl_costs_unsigned(&time, &head->period) && (*time == ' ' || *time == '\t')) {
			head->has_period = true;
			pgl_costs_skip(&time);
			head->event = time;
		}
		head->event_length = strcspn(head->event, " \t");
		head->rest = head->event + head->event_length;
		return head->event_length > 1 && head->event[head->event_length - 1] == ':';
	}
	return false;
}

bool pgl_costs_is_perf(const char *line)
{
	struct head head;

	return read_head(line, &head);
}

/* Frames ------------------------------------------------------------------------------------ */

/* Takes " (...)" off the end of TEXT: what stands in it, or NULL. Its own parentheses pair. */
static char *take_group(char *text)
{
	size_t length = strlen(text), depth = 0;

	while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		text[--length] = 0;
	if (!length || text[length - 1] != ')')
		return NULL;
	for (size_t i = length; i-- > 0;) {
		depth += text[i] == ')';
		depth -= text[i] == '(';
		if (depth)
			continue;
		if (i && text[i - 1] != ' ')
			return NULL;
		text[length - 1] = 0;
		text[i ? i - 1 : 0] = 0;
		return text + i + 1;
	}
	return NULL;
}

/* Cuts "+0x1f" off the end of NAME. False: there is none. */
static bool take_offset(char *name, uint64_t *ret)
{
	char *plus = strrchr(name, '+');

	if (!plus || strncmp(plus, "+0x", 3) || !plus[3] ||
	    plus[3 + strspn(plus + 3, "0123456789abcdef")])
		return false;
	*ret = strtoull(plus + 3, NULL, 16);
	*plus = 0;
	return true;
}

/* Is TEXT "ADDRESS SYMBOL..."? RET: the symbol. */
static bool is_frame(char *text, char **ret, uint64_t *address)
{
	text += strspn(text, " \t");
	size_t digits = strspn(text, "0123456789abcdef");

	if (!digits || (text[digits] != ' ' && text[digits] != '\t'))
		return false;
	*ret = text + digits + 1;
	*address = strtoull(text, NULL, 16);
	return true;
}

static int add_frame(struct reader *reader, char *symbol, uint64_t address)
{
	struct pgl_costs_reader *file = reader->file;
	struct frame frame = {.object = PGL_NONE, .file = PGL_NONE, .address = address};
	char *group = take_group(symbol);

	if (group && !strcmp(group, "inlined"))
		frame.is_inlined = true;
	else if (group && strcmp(group, "[unknown]") != 0)
		frame.object = pgl_costs_string(file, group, strlen(group));
	symbol += strspn(symbol, " \t");
	frame.has_offset = take_offset(symbol, &frame.offset);
	if (!*symbol)
		return pgl_costs_fail(file, "the frame has no symbol");
	frame.name = pgl_costs_string(file, symbol, strlen(symbol));
	if (reader->n_frames == MOST_FRAMES)
		return pgl_costs_fail(file, "more than %d frames in a sample", MOST_FRAMES);
	PGL_GROW(reader->frames, reader->n_frames, reader->room);
	reader->frames[reader->n_frames++] = frame;
	return 0;
}

/* "file.c:12", by itself or with "(inlined)" behind it: the location of the last frame. Other texts
   ("libc.so.6[5c6bb]") give no location. */
static int add_place(struct reader *reader, char *text)
{
	struct frame *frame;
	char *group = take_group(text), *colon;
	const char *digits;
	uint64_t line;

	if (!reader->n_frames)
		return pgl_costs_fail(reader->file, "neither a sample nor a frame");
	frame = &reader->frames[reader->n_frames - 1];
	if (group && !strcmp(group, "inlined"))
		frame->is_inlined = true;
	text += strspn(text, " \t");
	colon = strrchr(text, ':');
	if (!colon || colon == text || !strncmp(text, "??:", 3))
		return 0;
	digits = colon + 1;
	if (!pgl_costs_unsigned(&digits, &line) || *digits || line > UINT32_MAX)
		return 0;
	frame->file = pgl_costs_string(reader->file, text, (size_t)(colon - text));
	frame->line = (uint32_t)line;
	return 0;
}

/* Samples ----------------------------------------------------------------------------------- */

static uint32_t function_of(struct reader *reader, const struct frame *frame)
{
	return pgl_costs_function(reader->file, frame->name, PGL_NONE, frame->object);
}

/* Each call in the chain, once. */
static int add_calls(struct reader *reader, size_t text)
{
	uint32_t callee = function_of(reader, &reader->frames[text]);

	for (size_t i = text + 1; i < reader->n_frames; i++) {
		struct pgl_costs_call call = {.callee = callee};

		if (reader->frames[i].is_inlined)
			continue;
		call.caller = function_of(reader, &reader->frames[i]);
		call.inclusive = (struct pgl_integer){(int64_t)reader->cost, true};
		if (pgl_costs_add_call(reader->file, &call, reader->n_samples))
			return -1;
		callee = call.caller;
	}
	return 0;
}

/* An inlined frame has the address of the one it is in. One that has another is a function itself: perf takes a clone's
   (f.constprop.0), which debug information calls f, for inlined. */
static void find_clones(struct reader *reader)
{
	for (size_t i = 0; i < reader->n_frames; i++)
		if (reader->frames[i].is_inlined &&
		    (i + 1 == reader->n_frames ||
		     reader->frames[i].address != reader->frames[i + 1].address))
			reader->frames[i].is_inlined = false;
}

/* Tells who wants to know of the sample. */
static void tell_sample(const struct reader *reader)
{
	const struct pgl_costs_reader *file = reader->file;
	struct pgl_costs_frame *frames;

	if (!file->sample)
		return;
	frames = pgl_xcalloc(reader->n_frames + 1, sizeof *frames);
	for (size_t i = 0; i < reader->n_frames; i++) {
		const struct frame *frame = &reader->frames[i];

		frames[i] = (struct pgl_costs_frame){
			.name = pgl_intern_bytes(&file->strings, frame->name),
			.object = frame->object == PGL_NONE
					  ? NULL
					  : pgl_intern_bytes(&file->strings, frame->object),
			.address = frame->address,
			.offset = frame->offset,
			.has_offset = frame->has_offset,
			.is_inlined = frame->is_inlined};
	}
	file->sample(file->sample_context, frames, reader->n_frames);
	free(frames);
}

static int end_sample(struct reader *reader)
{
	struct pgl_costs_row row = {
		.text = PGL_NONE, .body = PGL_NONE, .file = PGL_NONE, .cost = reader->cost};
	const struct frame nowhere = {
		.name = reader->unknown, .object = PGL_NONE, .file = PGL_NONE};
	size_t text = 0;

	if (!reader->is_open)
		return 0;
	reader->is_open = false;
	if (!reader->is_wanted)
		return 0;
	reader->n_samples++;
	find_clones(reader);
	tell_sample(reader);
	while (text < reader->n_frames && reader->frames[text].is_inlined)
		text++;
	row.text = function_of(reader, text < reader->n_frames ? &reader->frames[text] : &nowhere);
	if (reader->n_frames) {
		row.file = reader->frames[0].file;
		row.line = reader->frames[0].line;
	}
	if (text) {
		reader->has_inlined = true;
		row.body = pgl_costs_function(reader->file, reader->frames[0].name, PGL_NONE,
					      PGL_NONE);
	}
	if (pgl_costs_add(reader->file, &row))
		return -1;
	return text < reader->n_frames ? add_calls(reader, text) : 0;
}

/* The unit of the event NAME's periods. */
static const char *unit_of(const char *name)
{
	static const char *const words[] = {"cycles", "instructions", "branches", "cache-misses"};

	if (!strncmp(name, "cpu-clock", 9) || !strncmp(name, "task-clock", 10))
		return "ns";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strncmp(name, words[i], strlen(words[i])))
			return words[i];
	return "events";
}

/* The first sample's event is the one that counts, if none is asked for. */
static int choose_event(struct reader *reader, const struct head *head)
{
	struct pgl_costs *measured = reader->file->measured;
	size_t length = head->event_length - 1;

	if (!measured->metric.name) {
		measured->metric.name = reader->file->event
						? pgl_xstrdup(reader->file->event)
						: pgl_xasprintf("%.*s", (int)length, head->event);
	}
	reader->is_wanted = strlen(measured->metric.name) == length &&
			    !memcmp(measured->metric.name, head->event, length);
	if (!reader->is_wanted)
		return 0;
	if (!measured->metric.unit) {
		reader->has_periods = head->has_period;
		measured->metric.unit =
			head->has_period ? unit_of(measured->metric.name) : "samples";
	}
	if (head->has_period != reader->has_periods)
		return pgl_costs_fail(reader->file, "some samples have a period, and others none");
	reader->cost = head->has_period ? head->period : 1;
	if (reader->cost > INT64_MAX)
		return pgl_costs_fail(reader->file, "the period is too large");
	return 0;
}

static int read_line(struct reader *reader)
{
	struct pgl_costs_reader *file = reader->file;
	struct head head;
	uint64_t address;
	char *symbol;

	if (*file->line == '#')
		return 0;
	if (!file->line[strspn(file->line, " \t")])
		return end_sample(reader);
	if (read_head(file->line, &head)) {
		if (end_sample(reader))
			return -1;
		reader->is_open = true;
		reader->n_frames = 0;
		if (choose_event(reader, &head))
			return -1;
		symbol = file->line + (head.rest - file->line);
		return is_frame(symbol, &symbol, &address) ? add_frame(reader, symbol, address) : 0;
	}
	if (!reader->is_open)
		return pgl_costs_fail(file, "neither a sample nor a frame");
	if (is_frame(file->line, &symbol, &address))
		return add_frame(reader, symbol, address);
	return add_place(reader, file->line);
}

/* Where inlined frames are printed, one that has none above it is of its own source. Rows are known by
   what they say, so that those without a body can get their text's. */
static void complete_bodies(struct reader *reader)
{
	uint32_t(*keys)[4] = (void *)reader->file->rows.bytes;

	for (uint32_t i = 0; i < reader->file->rows.n && reader->has_inlined; i++)
		if (keys[i][1] == PGL_NONE)
			keys[i][1] = keys[i][0];
}

int pgl_costs_read_perf(struct pgl_costs_reader *file)
{
	struct reader reader = {.file = file};
	int status;

	reader.unknown = pgl_costs_string(file, "[unknown]", strlen("[unknown]"));
	while ((status = pgl_costs_line(file)) > 0 && !(status = read_line(&reader)))
		;
	if (!status)
		status = end_sample(&reader);
	if (!status && !reader.n_samples && file->event) {
		file->number = 0;
		status = pgl_costs_fail(file, "there is no sample of '%s'", file->event);
	}
	complete_bodies(&reader);
	file->measured->format = PGL_COSTS_PERF;
	file->measured->metric.is_sampled = true;
	file->measured->metric.n_samples = reader.n_samples;
	free(reader.frames);
	return status;
}
