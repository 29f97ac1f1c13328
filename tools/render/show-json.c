/* `pgolens show` as JSON: {"units": [...], "sites": [...], "functions": [...],
   "events": [...]}, an item a line.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/show-text.h"

#include "records/names.h"
#include "render/record-json.h"

#include "base/banned.h"

/* The number GCC's dumps tell a function apart by; a record gives it to those with a body. */
static void add_order(struct pgl_json *json, const char *key, const struct pgl_function *function)
{
	pgl_json_id(json, key, function && function->has_body ? function->order : PGL_NONE);
}

/* The names of function ID, under three keys: its own, the assembler's, the dumps' number. */
static void add_function_names(struct pgl_json *json, const char *const keys[3],
			       const struct pgl_record *record, uint32_t id)
{
	const struct pgl_function *function = id == PGL_NONE ? NULL : &record->functions[id];

	pgl_json_text(json, keys[0], function ? function->name : NULL);
	pgl_json_text(json, keys[1], function ? function->assembler : NULL);
	add_order(json, keys[2], function);
}

/* The verdict that stood, key by key: for one who asks only how it ended. */
static void add_verdict(struct pgl_json *json, const struct pgl_decision *verdict)
{
	static const struct pgl_decision none;
	const struct pgl_decision *d = verdict ? verdict : &none;

	pgl_json_text(json, "inliner", verdict ? pgl_words(PGL_WORDS_INLINER)[d->inliner] : NULL);
	pgl_json_text(json, "phase", pgl_decision_phase(d));
	pgl_json_text(json, "reason", d->inlined ? NULL : d->reason);
	pgl_json_id(json, "sequence", d->sequence ? d->sequence : PGL_NONE);
	pgl_json_integer(json, "growth", d->growth);
	pgl_json_real_or_null(json, "time_saved", d->time_saved);
	pgl_json_real_or_null(json, "badness", d->badness);
	pgl_json_text(json, "hints", d->hints);
	pgl_json_limit(json, d);
}

static void add_site(struct pgl_json *json, const struct pgl_show *show, uint32_t unit, uint32_t id)
{
	static const char *const caller_keys[] = {"caller", "caller_assembler", "caller_order"},
				 *const callee_keys[] = {"callee", "callee_assembler",
							 "callee_order"},
				 *const root_keys[] = {"root", "root_assembler", "root_order"};
	const struct pgl_record *record = show->build->records[unit];
	const struct pgl_site *site = &record->sites[id];

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "unit", unit);
	pgl_json_unsigned(json, "id", id);
	pgl_json_id(json, "parent", site->parent);
	pgl_json_bool(json, "inlined", pgl_site_inlined(site));
	pgl_json_bool(json, "copy", site->flags & PGL_BIT(PGL_SITE_FLAG_COPY));
	pgl_json_id(json, "copy_of", site->copy_of);
	add_function_names(json, caller_keys, record, site->caller);
	add_function_names(json, callee_keys, record, site->callee);
	add_function_names(json, root_keys, record, site->root);
	pgl_json_text(json, "was",
		      site->was == PGL_NONE ? NULL : record->functions[site->was].name);
	pgl_json_location(json, "location", record, site->location);
	pgl_json_stack(json, "stack", record, id);
	pgl_json_site_key(json, "key", record, id);
	pgl_json_count(json, "count", site->count);
	pgl_json_word(json, "quality", PGL_WORDS_QUALITY, site->count.quality);
	pgl_json_real_or_null(json, "frequency", site->frequency);
	pgl_json_flags(json, "flags", PGL_WORDS_SITE_FLAG, site->flags);
	add_verdict(json, pgl_site_verdict(site));
	pgl_json_array(json, "decisions");
	for (uint32_t i = 0; i < site->n_decisions; i++)
		pgl_json_decision(json, NULL, &site->decisions[i]);
	pgl_json_end_array(json);
	pgl_json_extra(json, site->extra);
	pgl_json_end_object(json);
}

/* A WORD of LIST if the function has a body; without one nothing is known. */
static void add_body_word(struct pgl_json *json, const char *key,
			  const struct pgl_function *function, enum pgl_list list, unsigned word)
{
	pgl_json_text(json, key, function->has_body ? pgl_words(list)[word] : NULL);
}

static void add_bytes(struct pgl_json *json, const struct pgl_show *show, uint32_t unit,
		      uint32_t function)
{
	struct pgl_bytes bytes = {{0, false}, {0, false}};

	if (function != PGL_NONE)
		bytes = pgl_code_bytes_of(show->bytes, unit, function);
	pgl_json_integer(json, "bytes_hot", bytes.hot);
	pgl_json_integer(json, "bytes_cold", bytes.cold);
}

static void add_function(struct pgl_json *json, const struct pgl_show *show, uint32_t unit,
			 uint32_t id)
{
	const struct pgl_record *record = show->build->records[unit];
	const struct pgl_function *function = &record->functions[id];

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "unit", unit);
	pgl_json_unsigned(json, "id", id);
	if (function->unit != PGL_NONE)
		pgl_json_text(json, "source", pgl_function_source(record, function));
	pgl_json_text(json, "name", function->name);
	pgl_json_text(json, "assembler", function->assembler);
	add_order(json, "order", function);
	pgl_json_unsigned(json, "origin", function->origin);
	pgl_json_text(json, "origin_name", record->functions[function->origin].name);
	pgl_json_word(json, "clone", PGL_WORDS_CLONE, function->clone);
	pgl_json_location(json, "location", record, function->location);
	pgl_json_bool(json, "has_body", function->has_body);
	pgl_json_flags(json, "flags", PGL_WORDS_FUNCTION_FLAG, function->flags);
	pgl_json_count(json, "count", function->count);
	add_body_word(json, "quality", function, PGL_WORDS_QUALITY, function->count.quality);
	add_body_word(json, "hotness", function, PGL_WORDS_HOTNESS, function->hotness);
	add_body_word(json, "profiled", function, PGL_WORDS_PROFILED, function->profiled);
	pgl_json_real_or_null(json, "size_before", function->before.size);
	pgl_json_real_or_null(json, "size_after", function->after.size);
	pgl_json_real_or_null(json, "time_before", function->before.time);
	pgl_json_real_or_null(json, "time_after", function->after.time);
	pgl_json_integer(json, "frame", function->frame);
	add_bytes(json, show, unit, id);
	pgl_json_word(json, "offline", PGL_WORDS_OFFLINE, function->offline);
	pgl_json_text(json, "fingerprint", function->fingerprint);
	pgl_json_options(json, "options", &function->options);
	pgl_json_extra(json, function->extra);
	pgl_json_end_object(json);
}

static void add_event(struct pgl_json *json, const struct pgl_show *show, uint32_t unit,
		      uint32_t id)
{
	static const char *const function_keys[] = {"function", "function_assembler",
						    "function_order"},
				 *const target_keys[] = {"target", "target_assembler",
							 "target_order"};
	const struct pgl_record *record = show->build->records[unit];
	const struct pgl_event *event = &record->events[id];
	struct pgl_count count = pgl_event_count(record, event);

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "unit", unit);
	pgl_json_unsigned(json, "id", id);
	pgl_json_text(json, "what", event->what);
	add_function_names(json, function_keys, record, event->function);
	add_function_names(json, target_keys, record, event->target);
	pgl_json_id(json, "site", event->site);
	pgl_json_text(json, "outcome", pgl_event_outcome(record, event));
	pgl_json_location(json, "location", record, pgl_event_location(record, event));
	pgl_json_count(json, "count", count);
	pgl_json_text(json, "quality",
		      count.known ? pgl_words(PGL_WORDS_QUALITY)[count.quality] : NULL);
	pgl_json_event_keys(json, event);
	add_bytes(json, show, unit, event->function);
	pgl_json_extra(json, event->extra);
	pgl_json_end_object(json);
}

static void add_branch(struct pgl_json *json, const struct pgl_show *show, uint32_t unit,
		       uint32_t id)
{
	static const char *const function_keys[] = {"function", "function_assembler",
						    "function_order"};
	const struct pgl_record *record = show->build->records[unit];
	const struct pgl_branch *branch = &record->branches[id];

	pgl_json_object(json, NULL);
	pgl_json_unsigned(json, "unit", unit);
	pgl_json_unsigned(json, "id", id);
	add_function_names(json, function_keys, record, branch->function);
	pgl_json_location(json, "location", record, branch->location);
	pgl_json_count(json, "count", branch->count);
	pgl_json_word(json, "quality", PGL_WORDS_QUALITY, branch->count.quality);
	pgl_json_real_or_null(json, "frequency", branch->frequency);
	pgl_json_real_or_null(json, "share", branch->share);
	pgl_json_location(json, "true", record, branch->if_true);
	pgl_json_location(json, "false", record, branch->if_false);
	pgl_json_extra(json, branch->extra);
	pgl_json_end_object(json);
}

typedef void add_item(struct pgl_json *json, const struct pgl_show *show, uint32_t unit,
		      uint32_t id);

static void add_selection(struct pgl_json *json, const char *key, const struct pgl_show *show,
			  const struct pgl_selection *selection, add_item *add)
{
	pgl_json_array(json, key);
	for (size_t i = 0; i < selection->n; i++) {
		const struct pgl_reference *item = &selection->item[i];

		add(json, show, item->unit, item->id);
	}
	pgl_json_end_array(json);
}

void pgl_show_json(const struct pgl_show *show, const struct pgl_style *style, FILE *out)
{
	struct pgl_json json;

	(void)style;
	pgl_json_init(&json, out, 2);
	pgl_json_object(&json, NULL);
	pgl_json_array(&json, "units");
	for (size_t i = 0; i < show->build->n; i++)
		pgl_json_unit(&json, NULL, show->build->records[i], show->build->paths[i]);
	pgl_json_end_array(&json);
	add_selection(&json, "sites", show, &show->sites, add_site);
	add_selection(&json, "functions", show, &show->functions, add_function);
	add_selection(&json, "events", show, &show->events, add_event);
	if (show->branches.n_passed)
		add_selection(&json, "branches", show, &show->branches, add_branch);
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}
