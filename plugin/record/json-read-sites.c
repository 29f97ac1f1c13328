/* The reader of "site" lines and the decisions in them. See json-read-kinds.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-read-kinds.h"

#include <json-c/json.h>
#include <string.h>

#include "record/hash.h"

typedef struct json_object json;

static void read_limit(struct pgl_reader *reader, struct pgl_object *object,
		       struct pgl_decision *decision)
{
	decision->limit = pgl_take_text(reader, object, "limit");
	decision->limit_of =
		pgl_take_word(reader, object, "limit_of", PGL_WORDS_LIMIT_OF, PGL_LIMIT_OF_CALLEE);
	decision->limit_param = pgl_take_integer(reader, object, "limit_param");
	decision->limit_value = pgl_take_integer(reader, object, "limit_value");
	decision->limit_actual = pgl_take_integer(reader, object, "limit_actual");
	if (!decision->limit && decision->limit_value.known)
		decision->limit =
			pgl_record_intern(reader->record, pgl_usual_limit(decision->reason));
	if (!decision->limit)
		return;
	if (!decision->limit_param.known)
		decision->limit_param = decision->limit_value;
	if (!decision->limit_actual.known)
		decision->limit_actual = decision->growth;
	decision->compared = pgl_take_word(reader, object, "compared", PGL_WORDS_QUANTITY,
					   pgl_usual_quantity(decision));
}

static void read_decision(struct pgl_reader *reader, struct pgl_decision *decision, json *value)
{
	struct pgl_object object;
	uint64_t sequence = 0;

	if (!pgl_expect(reader, value, json_type_object, "decisions") ||
	    pgl_open_object(reader, value, &object))
		return;
	pgl_take_number(reader, &object, "sequence", UINT32_MAX, &sequence);
	decision->sequence = (uint32_t)sequence;
	decision->reason = pgl_take_text(reader, &object, "reason");
	decision->inliner = pgl_take_word(reader, &object, "inliner", PGL_WORDS_INLINER,
					  pgl_usual_inliner(decision->reason));
	decision->phase = pgl_take_word(reader, &object, "phase", PGL_WORDS_PHASE,
					pgl_usual_phase(decision->sequence));
	decision->inlined = pgl_take_bool(reader, &object, "inlined") || decision->sequence;
	decision->growth = pgl_take_integer(reader, &object, "growth");
	decision->time_saved = pgl_take_real(reader, &object, "time_saved");
	decision->badness = pgl_take_real(reader, &object, "badness");
	decision->hints = pgl_take_text(reader, &object, "hints");
	read_limit(reader, &object, decision);
	decision->extra = pgl_close_object(reader, &object);
	if (!decision->inlined)
		pgl_require(reader, decision->reason, "reason");
}

/* Gives SITE the N decisions that were read. Most sites have the same few lists, so they share
   them. */
static void settle_decisions(struct pgl_reader *reader, struct pgl_site *site, uint32_t n)
{
	size_t size = n * sizeof *reader->decisions;
	const unsigned char *bytes = (const unsigned char *)reader->decisions;
	uint64_t hash = pgl_hash_fast(PGL_HASH_START, bytes, size);
	struct shared *shared = &reader->shared[(hash >> 32) & (PGL_SHARED_N - 1)];

	if (shared->n != n || memcmp(shared->decisions, bytes, size)) {
		shared->n = 0;
		shared->decisions = pgl_record_alloc(reader->record, size);
		if (!shared->decisions)
			return;
		memcpy(shared->decisions, bytes, size);
		shared->n = n;
	}
	site->decisions = shared->decisions;
	site->n_decisions = n;
}

static void read_decisions(struct pgl_reader *reader, uint32_t site, json *array)
{
	size_t n = json_object_array_length(array);
	struct pgl_decision *decisions = pgl_read_room(reader, reader->decisions, n,
						       &reader->decisions_room, sizeof *decisions);

	if (!decisions || !n)
		return;
	reader->decisions = decisions;
	memset(decisions, 0, n * sizeof *decisions);
	for (size_t i = 0; i < n; i++)
		read_decision(reader, &decisions[i], json_object_array_get_idx(array, i));
	settle_decisions(reader, &reader->record->sites[site], (uint32_t)n);
}

/* Notes the usual caller of SITE's children. */
static int note_usual_caller(struct pgl_reader *reader, const struct pgl_site *site)
{
	uint32_t *callers = pgl_read_room(reader, reader->usual_caller, (size_t)site->id + 1,
					  &reader->usual_caller_room, sizeof *callers);

	if (!callers)
		return -1;
	reader->usual_caller = callers;
	callers[site->id] = pgl_usual_caller_below(
		site, site->parent != PGL_NONE ? callers[site->parent] : site->root);
	return 0;
}

int pgl_read_site(struct pgl_reader *reader, struct pgl_object *line)
{
	struct pgl_record *record = reader->record;
	uint64_t id = UINT64_MAX;

	if (reader->seen_events)
		return pgl_read_fail(reader, "a 'site' line after the first 'event'");
	if (!reader->seen_sites && pgl_check_origins(reader))
		return -1;
	reader->seen_sites = true;
	if (!pgl_take_number(reader, line, "id", UINT32_MAX, &id) || id != record->n_sites)
		return pgl_read_fail(reader, "'id' of this site is not %u", record->n_sites);
	uint32_t n_sites = record->n_sites, n_functions = record->n_functions;
	uint32_t parent = pgl_take_id(reader, line, "parent", n_sites);
	uint32_t root = pgl_take_id(reader, line, "root", n_functions);

	if (parent != PGL_NONE && root == PGL_NONE)
		root = record->sites[parent].root;
	if (root == PGL_NONE)
		return pgl_read_fail(reader, "'root' is missing");
	struct pgl_site *site = pgl_record_add_site(record);

	if (!site)
		return -1;
	site->root = root;
	site->parent = parent;
	site->caller = pgl_take_id(reader, line, "caller", n_functions);
	if (site->caller == PGL_NONE)
		site->caller = parent == PGL_NONE ? root : reader->usual_caller[parent];
	site->callee = pgl_take_id(reader, line, "callee", n_functions);
	site->was = pgl_take_id(reader, line, "was", n_functions);
	/* The original may come in a later root: checked again at the end. */
	site->copy_of = pgl_take_id(reader, line, "copy_of", PGL_NONE);
	site->location = pgl_take_location(reader, line, "loc");
	site->flags = pgl_take_flags(reader, line, PGL_WORDS_SITE_FLAG);
	uint64_t statement = 0;

	pgl_take_number(reader, line, "stmt", UINT32_MAX, &statement);
	site->statement = (uint32_t)statement;
	site->count = pgl_take_count(reader, line, record->functions[root].count.quality);
	if (pgl_is_surely_cold(&record->unit, site))
		site->flags |= PGL_BIT(PGL_SITE_FLAG_COLD);
	site->frequency = pgl_take_real(reader, line, "freq");
	if (site->parent != PGL_NONE && record->sites[site->parent].root != root)
		return pgl_read_fail(reader, "'parent' stands in another root function");
	json *decisions = pgl_take_array(reader, line, "decisions");

	if (decisions)
		read_decisions(reader, site->id, decisions);
	else if (site->flags & PGL_BIT(PGL_SITE_FLAG_COPY))
		pgl_site_add_copied(record, site->id);
	site->extra = pgl_close_object(reader, line);
	return note_usual_caller(reader, site);
}
