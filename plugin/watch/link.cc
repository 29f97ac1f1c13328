/* Link-time optimization. A compile leaves its record after early inlining in a section of its
   object (a *summary*). The run that decides for the whole program has no statements or blocks,
   hence no locations, and does not know the early inlining: it takes both from the summaries. It
   knows a function by its object and name, and a call by the number with which GCC finds its
   statement.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/link.h"

#include <inttypes.h>

#include "gcc/lto.h"
#include "sites/merge.h"
#include "record/frame.h"
#include "record/hash.h"
#include "record/json-read.h"
#include "record/json-write.h"

namespace
{

struct {
	pgl_merge *merge;
	hash_map<lto_file_decl_data *, uint32_t> *parts;
	hash_map<int_hash<int, -1, -2>, pgl_part_id> *calls; /* by the edge's uid */
	hash_map<int_hash<int, -1, -2>, double> *shares;     /* by the function's number */
} linked;

/* Summaries ---------------------------------------------------------------------------------- */

int write_into(void *file, const char *text, size_t length)
{
	return fwrite(text, 1, length, (FILE *)file) != length;
}

/* Equal records have equal frames. */
const char *name_of_summary(pgl_record *record, const char *frame, size_t length)
{
	char name[20];

	snprintf(name, sizeof name, "%016" PRIx64, pgl_hash(PGL_HASH_START, frame, length));
	return pgl_record_intern(record, name);
}

int keep_record(void *context, pgl_record *record)
{
	pgl_record **kept = (pgl_record **)context;

	pgl_record_free(*kept);
	*kept = record;
	return 0;
}

/* The text of the frame of LENGTH bytes as a stream, or NULL with ERROR set. */
FILE *open_frame(const char *bytes, size_t length, pgl_error *error)
{
	const unsigned char *header = (const unsigned char *)bytes;
	pgl_frame frame;

	if (length < PGL_FRAME_HEADER) {
		pgl_error_set(error, "it is cut off");
		return NULL;
	}
	if (pgl_frame_read_header(header, &frame, error))
		return NULL;
	if (frame.stored > length - PGL_FRAME_HEADER) {
		pgl_error_set(error, "it is cut off");
		return NULL;
	}
	return pgl_frame_open(header, header + PGL_FRAME_HEADER, error);
}

/* The record that the compile of FILE left; NULL, perhaps with a warning: there is none that can be
   read. */
pgl_record *read_summary(lto_file_decl_data *file)
{
	size_t length;
	char *bytes = room_read_summary(file, &length);
	pgl_record *record = NULL;
	pgl_error error = {""};

	if (!bytes)
		return NULL;
	FILE *in = open_frame(bytes, length, &error);

	if (!in || pgl_json_read(in, "summary", keep_record, &record, &error)) {
		char *text = concat(
			"pgolens: '", room_file_name(file),
			"': cannot read what its compile left for the link: ", error.text, NULL);

		room_warn(text);
		free(text);
		pgl_record_free(record);
		record = NULL;
	}
	if (in)
		fclose(in);
	if (record && !record->unit.n_units)
		record->unit.summary = name_of_summary(record, bytes, length);
	free(bytes);
	return record;
}

/* Binding ------------------------------------------------------------------------------------ */

/* The source of FILE, as far as its functions tell. */
const char *source_of(lto_file_decl_data *file)
{
	cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node)
	if (node->lto_file_data == file && room_source_of(node))
		return room_source_of(node);
	return lbasename(room_file_name(file));
}

/* Where NODE's function is described. */
pgl_part_id described(cgraph_node *node)
{
	const pgl_part_id nowhere = {PGL_NONE, PGL_NONE};
	uint32_t *part = node->lto_file_data ? linked.parts->get(node->lto_file_data) : NULL;

	if (!part || !DECL_ASSEMBLER_NAME_SET_P(node->decl))
		return nowhere;
	return pgl_merge_find(linked.merge, *part, assembler_name(node->decl));
}

/* Give NODE the id that its function has in the summaries, or in other objects that call it by
   name. */
void bind_function(cgraph_node *node, pgl_part_id where)
{
	uint32_t id = pgl_merge_function(linked.merge, where);
	const char *name = assembler_name(node->decl);

	if (id == PGL_NONE && name && TREE_PUBLIC(node->decl))
		id = pgl_merge_visible(linked.merge, name);
	bool is_new = id == PGL_NONE;

	if (!is_new)
		watch.extract->bind(node->decl, id);
	if (where.part != PGL_NONE || !node->definition || !name)
		return;
	/* Its unit left no summary, or one without this function. */
	id = watch.extract->function(node->decl);
	if (id == PGL_NONE)
		return;
	if (is_new && TREE_PUBLIC(node->decl))
		pgl_merge_note_visible(linked.merge, name, id);
	if (watch.record->functions[id].unit == PGL_NONE)
		watch.extract->describe(
			node->decl, id,
			pgl_merge_unit(linked.merge, *linked.parts->get(node->lto_file_data)));
}

/* The compile may know better than NODE how often it is entered; and GCC has scaled the counts. */
void bind_counts(cgraph_node *node, pgl_part_id where)
{
	double scale = room_count_scale(node);
	pgl_count known = pgl_merge_described(linked.merge, where)->count;
	pgl_count all = room_count(node->count);

	pgl_merge_scale(linked.merge, where, scale);
	if (known.known && all.known && known.value * scale < 0.999 * all.value)
		linked.shares->put(room_number(node), known.value * scale / all.value);
}

void bind_calls(cgraph_node *node, pgl_part_id where)
{
	for (int indirect = 0; indirect < 2; indirect++)
		for (cgraph_edge *e = indirect ? node->indirect_calls : node->callees; e;
		     e = e->next_callee) {
			pgl_part_id call = pgl_merge_call(linked.merge, where, room_statement(e));

			if (call.part != PGL_NONE)
				linked.calls->put(e->get_uid(), call);
		}
}

void on_call_duplicated(cgraph_edge *from, cgraph_edge *to, void *)
{
	pgl_part_id *known = linked.calls->get(from->get_uid());

	if (known) {
		pgl_part_id call = *known;

		linked.calls->put(to->get_uid(), call);
	}
}

/* The indirect call that E is a guess at. */
cgraph_edge *guessed_at(cgraph_edge *e)
{
	for (cgraph_edge *other = e->caller->indirect_calls; other; other = other->next_callee)
		if (other->speculative && other->call_stmt == e->call_stmt &&
		    other->lto_stmt_uid == e->lto_stmt_uid)
			return other;
	return NULL;
}

} /* namespace */

const char *link_leave_summary(const pgl_record *record)
{
	char *text = NULL, *frame = NULL;
	size_t length, n;
	FILE *out = open_memstream(&text, &length);
	const char *name = NULL;
	pgl_error error;

	if (!out)
		return NULL;
	bool failed = pgl_json_write(record, write_into, out, &error);

	if (!fclose(out) && !failed && !pgl_frame_make(text, length, &frame, &n, &error)) {
		room_write_summary(frame, n);
		name = name_of_summary(watch.record, frame, n);
	}
	free(frame);
	free(text);
	return name;
}

void link_read_summaries(void)
{
	cgraph_node *node;

	linked.merge = pgl_merge_new(watch.record, watch.sites);
	if (!linked.merge) {
		watch.record->out_of_memory = true;
		return;
	}
	linked.parts = new hash_map<lto_file_decl_data *, uint32_t>;
	linked.calls = new hash_map<int_hash<int, -1, -2>, pgl_part_id>;
	linked.shares = new hash_map<int_hash<int, -1, -2>, double>;
	for (lto_file_decl_data **file = room_linked_files(); *file; file++) {
		pgl_record *record = read_summary(*file);
		uint32_t part =
			pgl_merge_add(linked.merge, record, record ? NULL : source_of(*file));

		if (part == PGL_NONE)
			return;
		linked.parts->put(*file, part);
	}
	FOR_EACH_FUNCTION(node)
	if (node->lto_file_data) {
		pgl_part_id where = described(node);

		bind_function(node, where);
		if (where.part == PGL_NONE)
			continue;
		bind_counts(node, where);
		bind_calls(node, where);
	}
	symtab->add_edge_duplication_hook(on_call_duplicated, NULL);
	watch.extract->origin_of_call = link_origin_of_call;
}

void link_take_summaries(void)
{
	cgraph_node *node;

	FOR_EACH_DEFINED_FUNCTION(node)
	if (!node->inlined_to && !node->clone_of && !node->alias) {
		pgl_part_id where = described(node);

		if (where.part != PGL_NONE)
			pgl_merge_keep(linked.merge, where);
	}
	watch.sequence = pgl_merge_take(linked.merge);
}

uint32_t link_origin_of_call(cgraph_edge *e)
{
	pgl_part_id *known = linked.calls->get(e->get_uid());
	cgraph_node *original = e->caller;

	if (!known && e->speculative && e->callee) {
		cgraph_edge *indirect = guessed_at(e);

		known = indirect ? linked.calls->get(indirect->get_uid()) : NULL;
	}
	if (known)
		return pgl_merge_site(linked.merge, *known);
	if (!e->lto_stmt_uid)
		return PGL_NONE;
	while (original->clone_of)
		original = original->clone_of;
	return pgl_merge_site(linked.merge,
			      pgl_merge_call(linked.merge, described(original), e->lto_stmt_uid));
}

uint32_t link_recognize(cgraph_edge *e, bool is_clone)
{
	uint32_t known = link_origin_of_call(e), callee = watch.extract->callee(e);

	if (known == PGL_NONE)
		return PGL_NONE;
	pgl_place place = watch.extract->place(e);

	if (is_clone)
		return pgl_sites_take_over(watch.sites, known, place, callee);
	pgl_site *site = &watch.record->sites[known];

	if (site->root != place.root || pgl_sites_was_met(watch.sites, known))
		return PGL_NONE;
	pgl_sites_meet(watch.sites, known);
	if (site->callee != PGL_NONE && callee != PGL_NONE &&
	    watch.record->functions[site->callee].origin != watch.record->functions[callee].origin)
		site->was = site->callee;
	return known;
}

void link_note_profile(void)
{
	pgl_unit *unit = &watch.record->unit;

	for (uint32_t i = 0; i < unit->n_units; i++) {
		const pgl_unit *linked = &unit->units[i];

		if (linked->profile.use > unit->profile.use)
			unit->profile.use = linked->profile.use;
		if (linked->profile.found && linked->profile.sum_max > unit->profile.sum_max)
			unit->profile.sum_max = linked->profile.sum_max;
	}
}

void link_forget_vanished(void)
{
	for (uint32_t i = 0; i < watch.record->n_sites; i++) {
		pgl_site *site = &watch.record->sites[i];

		if (!watch.record->functions[site->root].before.size.known)
			site->count = {0, false, PGL_QUALITY_UNINITIALIZED};
	}
}

double link_share_of_entries(cgraph_node *node)
{
	double *share = linked.shares->get(room_number(node));

	return share ? *share : 1;
}
