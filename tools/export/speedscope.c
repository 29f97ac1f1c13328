/* speedscope's file format: a sampled profile per build, of the same frames.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "export/export.h"
#include "base/json-write.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

/* The stacks are kept until the frames in them are known. */
struct state {
	uint64_t *frames;
	struct pgl_stack *item;
	size_t n, room, n_frames, frames_room;
};

static void begin(struct pgl_export *export)
{
	export->state = pgl_xcalloc(1, sizeof(struct state));
}

static void keep_stack(struct pgl_export *export, const struct pgl_stacks *stacks,
		       const struct pgl_stack *stack)
{
	struct state *state = export->state;

	PGL_GROW(state->item, state->n, state->room);
	state->item[state->n] = *stack;
	state->item[state->n++].first = state->n_frames;
	for (size_t i = 0; i < stack->n; i++) {
		PGL_GROW(state->frames, state->n_frames, state->frames_room);
		state->frames[state->n_frames++] = stacks->frames[stack->first + i];
	}
}

/* The number of FRAME in the file: bodies in their order, then the unknown. */
static uint64_t place_of(const struct pgl_export *export, uint64_t frame)
{
	uint32_t n_bodies = export->diff->weights->match->identity->n_bodies;
	uint32_t body = pgl_frame_body(frame);

	return body == PGL_NONE ? 2 * (uint64_t)n_bodies : frame;
}

static void add_frame(struct pgl_json *json, const struct pgl_export *export, uint64_t frame)
{
	const struct pgl_diff *diff = export->diff;
	uint32_t body = pgl_frame_body(frame);
	struct pgl_strbuf name = PGL_STRBUF_INIT;

	if (frame == 2 * (uint64_t)diff->weights->match->identity->n_bodies)
		body = PGL_NONE;
	pgl_strbuf_addf(&name, "%s%s", pgl_export_name(diff, body),
			pgl_frame_is_inlined(frame) ? " (inlined)" : "");
	pgl_json_object(json, NULL);
	pgl_json_text(json, "name", name.text);
	if (body != PGL_NONE) {
		struct pgl_location location = {.file = PGL_NONE};
		const struct pgl_record *record = pgl_export_place(diff, body, &location);

		if (location.file != PGL_NONE) {
			pgl_json_text(json, "file", record->unit.files[location.file]);
			pgl_json_unsigned(json, "line", location.line);
			pgl_json_unsigned(json, "col", location.column);
		}
	}
	pgl_json_end_object(json);
	pgl_strbuf_release(&name);
}

/* Gives the frames that are in a stack their numbers, in NUMBERS, and writes them. */
static void add_frames(struct pgl_json *json, const struct pgl_export *export, uint32_t *numbers)
{
	const struct state *state = export->state;
	uint64_t n_bodies = export->diff->weights->match->identity->n_bodies;
	uint32_t n = 0;

	for (size_t i = 0; i < state->n_frames; i++)
		numbers[place_of(export, state->frames[i])] = 1;
	pgl_json_object(json, "shared");
	pgl_json_array(json, "frames");
	for (uint64_t frame = 0; frame <= 2 * n_bodies; frame++) {
		if (!numbers[frame])
			continue;
		numbers[frame] = n++;
		add_frame(json, export, frame);
	}
	pgl_json_end_array(json);
	pgl_json_end_object(json);
}

static void add_profile(struct pgl_json *json, const struct pgl_export *export, int side,
			const uint32_t *numbers)
{
	const struct state *state = export->state;
	const struct pgl_build *build = export->diff->weights->match->identity->forest[side]->build;
	struct pgl_strbuf name = PGL_STRBUF_INIT;
	double sum = 0;

	pgl_strbuf_addf(&name, "%s%s",
			!export->is_pair  ? ""
			: side == PGL_OLD ? "OLD "
					  : "NEW ",
			build->name);
	pgl_json_object(json, NULL);
	pgl_json_text(json, "type", "sampled");
	pgl_json_text(json, "name", name.text);
	pgl_json_text(json, "unit", "none");
	pgl_json_unsigned(json, "startValue", 0);
	pgl_json_array(json, "samples");
	for (size_t i = 0; i < state->n; i++) {
		if (!(state->item[i].value[side] > 0))
			continue;
		pgl_json_array(json, NULL);
		for (size_t f = 0; f < state->item[i].n; f++)
			pgl_json_unsigned(
				json, NULL,
				numbers[place_of(export, state->frames[state->item[i].first + f])]);
		pgl_json_end_array(json);
	}
	pgl_json_end_array(json);
	pgl_json_array(json, "weights");
	for (size_t i = 0; i < state->n; i++) {
		if (!(state->item[i].value[side] > 0))
			continue;
		pgl_json_real(json, NULL, state->item[i].value[side]);
		sum += state->item[i].value[side];
	}
	pgl_json_end_array(json);
	pgl_json_real(json, "endValue", sum);
	pgl_json_end_object(json);
	pgl_strbuf_release(&name);
}

static int end(struct pgl_export *export, struct pgl_error *error)
{
	struct state *state = export->state;
	size_t n_bodies = export->diff->weights->match->identity->n_bodies;
	uint32_t *numbers = pgl_xcalloc(2 * n_bodies + 1, sizeof *numbers);
	struct pgl_json json;

	(void)error;
	pgl_json_init(&json, export->out, 3);
	pgl_json_object(&json, NULL);
	pgl_json_text(&json, "$schema", "https://www.speedscope.app/file-format-schema.json");
	pgl_json_text(&json, "exporter", "pgolens " PGOLENS_VERSION);
	pgl_json_text(&json, "name", "calls executed in training");
	pgl_json_unsigned(&json, "activeProfileIndex", export->is_pair ? 1 : 0);
	add_frames(&json, export, numbers);
	pgl_json_array(&json, "profiles");
	for (int side = export->is_pair ? PGL_OLD : PGL_NEW; side < PGL_SIDES; side++)
		add_profile(&json, export, side, numbers);
	pgl_json_end_array(&json);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
	free(numbers);
	free(state->frames);
	free(state->item);
	free(state);
	return 0;
}

const struct pgl_export_format pgl_export_speedscope = {
	.needs_profile = true, .begin = begin, .stack = keep_stack, .end = end};
