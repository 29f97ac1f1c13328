/* The writer: one object a line, as text (json-text.h), handed on before the next.

   What a reader can know from elsewhere is left out (docs/reference/record-format.md names each default), to
   keep a site below 200 bytes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/json-write.h"

#include <stdlib.h>
#include <string.h>

#include "record/json-write-fields.h"

static json *new_line(struct pgl_writer *writer, const char *kind)
{
	json *line = pgl_new_object(writer);

	pgl_put_text(writer, line, "kind", kind);
	return line;
}

/* Passes LINE to the sink and frees it. */
static int finish_line(struct pgl_writer *writer, json *line)
{
	int status = -1;

	pgl_json_end(&writer->pool, line);
	pgl_json_put_raw(&writer->pool, line, "\n", 1);
	if (writer->pool.no_memory)
		pgl_error_set(writer->error, "out of memory");
	else
		status = writer->sink(writer->context, line->text, line->length) ? -1 : 0;
	pgl_json_free(&writer->pool, line);
	return status;
}

static json *unit_profile(struct pgl_writer *writer, const struct pgl_unit *unit)
{
	json *profile = pgl_new_object(writer);

	pgl_put_word(writer, profile, "use", PGL_WORDS_PROFILE, unit->profile.use);
	if (unit->profile.use != PGL_PROFILE_USE && unit->profile.use != PGL_PROFILE_AUTO)
		return profile;
	pgl_put_boolean(writer, profile, "found", unit->profile.found);
	if (unit->profile.found) {
		pgl_put_number(writer, profile, "runs", unit->profile.runs);
		pgl_put_number(writer, profile, "sum_max", unit->profile.sum_max);
		pgl_put_integer(writer, profile, "hot_threshold", unit->profile.hot_threshold);
		pgl_put_number(writer, profile, "read", unit->profile.n_read);
		pgl_put_number(writer, profile, "never_run", unit->profile.n_never_run);
		pgl_put_number(writer, profile, "mismatched", unit->profile.n_mismatched);
		pgl_put_integer(writer, profile, "in_file", unit->profile.n_in_file);
		pgl_put_integer(writer, profile, "strangers", unit->profile.n_strangers);
		pgl_put_integer(writer, profile, "moved", unit->profile.n_moved);
	}
	return profile;
}

static json *unit_replay(struct pgl_writer *writer, const struct pgl_unit *unit)
{
	json *replay = pgl_new_object(writer);

	pgl_put_text(writer, replay, "source", unit->replay.source);
	pgl_put_text(writer, replay, "fingerprint", unit->replay.fingerprint);
	pgl_put_number(writer, replay, "done", unit->replay.n_done);
	pgl_put_number(writer, replay, "already", unit->replay.n_already);
	pgl_put_number(writer, replay, "not_done", unit->replay.n_not_done);
	return replay;
}

/* The keys that a record's own unit and a linked unit share. */
static void add_unit(struct pgl_writer *writer, json *line, const struct pgl_unit *unit)
{
	json *compiler = pgl_new_object(writer);

	pgl_put_text(writer, compiler, "name", unit->compiler.name);
	pgl_put_text(writer, compiler, "version", unit->compiler.version);
	pgl_put_text(writer, compiler, "target", unit->compiler.target);
	pgl_put_value(writer, line, "compiler", compiler);
	pgl_put_text(writer, line, "source", unit->source);
	pgl_put_word(writer, line, "stage", PGL_WORDS_STAGE, unit->stage);
	if (unit->lto != PGL_LTO_NONE)
		pgl_put_word(writer, line, "lto", PGL_WORDS_LTO, unit->lto);
	pgl_put_text(writer, line, "summary", unit->summary);
	pgl_put_text(writer, line, "label", unit->label);
	pgl_put_text(writer, line, "fingerprint", unit->fingerprint);
	pgl_put_text(writer, line, "fingerprint_ir", unit->fingerprint_ir);
	pgl_put_text(writer, line, "given", unit->given);
	pgl_put_options(writer, line, &unit->options);
	pgl_put_value(writer, line, "profile", unit_profile(writer, unit));
}

/* For a unit that left no summary, only the name is known. */
static json *new_linked_unit(struct pgl_writer *writer, const struct pgl_unit *unit)
{
	json *made = pgl_new_object(writer);

	if (unit->summary)
		add_unit(writer, made, unit);
	else
		pgl_put_text(writer, made, "source", unit->source);
	pgl_put_extra(writer, made, unit->extra);
	return made;
}

static int write_unit(struct pgl_writer *writer)
{
	const struct pgl_unit *unit = &writer->record->unit;
	json *line = new_line(writer, "unit"), *files = pgl_new_array(writer);

	pgl_put_text(writer, line, "format", PGL_FORMAT_NAME);
	pgl_put_number(writer, line, "version", PGL_FORMAT_VERSION);
	pgl_put_text(writer, line, "generator", unit->generator);
	add_unit(writer, line, unit);
	if (unit->n_units) {
		json *units = pgl_new_array(writer);

		for (uint32_t i = 0; i < unit->n_units; i++)
			pgl_append_value(writer, units, new_linked_unit(writer, &unit->units[i]));
		pgl_put_value(writer, line, "units", units);
	}
	if (unit->saw_code)
		pgl_put_boolean(writer, line, "saw_code", true);
	if (unit->replay.is_on)
		pgl_put_value(writer, line, "replay", unit_replay(writer, unit));
	pgl_put_integer(writer, line, "size_before", unit->size_before);
	pgl_put_integer(writer, line, "size_after", unit->size_after);
	for (uint32_t i = 0; i < unit->n_files; i++)
		pgl_append_value(writer, files, pgl_new_string(writer, unit->files[i]));
	pgl_put_value(writer, line, "files", files);
	pgl_put_extra(writer, line, unit->extra);
	return finish_line(writer, line);
}

static int write_function(struct pgl_writer *writer, const struct pgl_function *function)
{
	json *line = new_line(writer, "function");

	pgl_put_number(writer, line, "id", function->id);
	pgl_put_text(writer, line, "name", function->name);
	if (function->assembler != function->name)
		pgl_put_text(writer, line, "assembler", function->assembler);
	if (function->origin != function->id)
		pgl_put_id(writer, line, "origin", function->origin);
	pgl_put_id(writer, line, "unit", function->unit);
	if (function->clone != PGL_CLONE_NONE)
		pgl_put_word(writer, line, "clone", PGL_WORDS_CLONE, function->clone);
	if (function->has_body) {
		pgl_put_number(writer, line, "order", function->order);
		pgl_put_location(writer, line, "loc", function->location);
	}
	pgl_put_flags(writer, line, PGL_WORDS_FUNCTION_FLAG, function->flags);
	if (function->has_body) {
		pgl_put_text(writer, line, "body", function->fingerprint);
		if (function->offline != PGL_OFFLINE_KEPT || !function->fingerprint)
			pgl_put_word(writer, line, "offline", PGL_WORDS_OFFLINE, function->offline);
		pgl_put_count(writer, line, function->count);
		if (function->count.quality != pgl_usual_quality(&writer->record->unit, function))
			pgl_put_word(writer, line, "quality", PGL_WORDS_QUALITY,
				     function->count.quality);
		if (function->hotness !=
		    (function->before.size.known ? PGL_HOTNESS_NORMAL : PGL_HOTNESS_UNKNOWN))
			pgl_put_word(writer, line, "hotness", PGL_WORDS_HOTNESS, function->hotness);
		if (function->profiled != pgl_usual_profiled(&writer->record->unit, function))
			pgl_put_word(writer, line, "profiled", PGL_WORDS_PROFILED,
				     function->profiled);
		pgl_put_pair(writer, line, "size", function->before.size, function->after.size);
		pgl_put_pair(writer, line, "time", function->before.time, function->after.time);
		pgl_put_integer(writer, line, "frame", function->frame);
		pgl_put_integer(writer, line, "entered", function->entered);
		pgl_put_options(writer, line, &function->options);
	}
	pgl_put_extra(writer, line, function->extra);
	return finish_line(writer, line);
}

static void add_limit(struct pgl_writer *writer, json *made, const struct pgl_decision *decision)
{
	const char *usual = pgl_usual_limit(decision->reason);

	if (!decision->limit)
		return;
	if (!usual || strcmp(decision->limit, usual) || !decision->limit_value.known)
		pgl_put_text(writer, made, "limit", decision->limit);
	if (decision->limit_of != PGL_LIMIT_OF_CALLEE)
		pgl_put_word(writer, made, "limit_of", PGL_WORDS_LIMIT_OF, decision->limit_of);
	if (!pgl_same_integer(decision->limit_param, decision->limit_value))
		pgl_put_integer(writer, made, "limit_param", decision->limit_param);
	pgl_put_integer(writer, made, "limit_value", decision->limit_value);
	if (!pgl_same_integer(decision->limit_actual, decision->growth))
		pgl_put_integer(writer, made, "limit_actual", decision->limit_actual);
	if (decision->compared != pgl_usual_quantity(decision))
		pgl_put_word(writer, made, "compared", PGL_WORDS_QUANTITY, decision->compared);
}

static json *new_decision(struct pgl_writer *writer, const struct pgl_decision *decision)
{
	json *made = pgl_new_object(writer);

	if (decision->inliner != pgl_usual_inliner(decision->reason))
		pgl_put_word(writer, made, "inliner", PGL_WORDS_INLINER, decision->inliner);
	if (decision->phase != pgl_usual_phase(decision->sequence))
		pgl_put_word(writer, made, "phase", PGL_WORDS_PHASE, decision->phase);
	if (decision->inlined && !decision->sequence)
		pgl_put_boolean(writer, made, "inlined", true);
	if (decision->sequence)
		pgl_put_number(writer, made, "sequence", decision->sequence);
	pgl_put_text(writer, made, "reason", decision->reason);
	pgl_put_integer(writer, made, "growth", decision->growth);
	pgl_put_estimate(writer, made, "time_saved", decision->time_saved);
	/* The order of the heap depends on its last digit. */
	pgl_put_exact(writer, made, "badness", decision->badness);
	pgl_put_text(writer, made, "hints", decision->hints);
	add_limit(writer, made, decision);
	pgl_put_extra(writer, made, decision->extra);
	return made;
}

/* True if SITE has only the decision that pgl_site_add_copied () adds. */
static bool was_copied(const struct pgl_site *site)
{
	const struct pgl_decision *decision = pgl_final_decision(site);

	return site->flags & PGL_BIT(PGL_SITE_FLAG_COPY) && site->n_decisions == 1 &&
	       decision->inlined && decision->inliner == PGL_INLINER_EINLINE &&
	       decision->phase == PGL_PHASE_UNKNOWN && !decision->sequence && !decision->reason &&
	       !decision->growth.known && !decision->extra;
}

static int write_site(struct pgl_writer *writer, const struct pgl_site *site)
{
	json *line = new_line(writer, "site");
	uint32_t usual = site->parent != PGL_NONE ? writer->callers[site->parent] : site->root;

	writer->callers[site->id] = pgl_usual_caller_below(site, usual);
	pgl_put_number(writer, line, "id", site->id);
	pgl_put_id(writer, line, "parent", site->parent);
	if (site->parent == PGL_NONE)
		pgl_put_number(writer, line, "root", site->root);
	if (site->caller != usual)
		pgl_put_number(writer, line, "caller", site->caller);
	pgl_put_id(writer, line, "callee", site->callee);
	pgl_put_id(writer, line, "was", site->was);
	pgl_put_id(writer, line, "copy_of", site->copy_of);
	if (site->copy_of == PGL_NONE)
		pgl_put_location(writer, line, "loc", site->location);
	pgl_put_flags(writer, line, PGL_WORDS_SITE_FLAG,
		      pgl_is_surely_cold(&writer->record->unit, site)
			      ? site->flags & ~PGL_BIT(PGL_SITE_FLAG_COLD)
			      : site->flags);
	if (site->statement)
		pgl_put_number(writer, line, "stmt", site->statement);
	pgl_put_count(writer, line, site->count);
	if (site->count.quality != writer->record->functions[site->root].count.quality)
		pgl_put_word(writer, line, "quality", PGL_WORDS_QUALITY, site->count.quality);
	if (site->copy_of == PGL_NONE)
		pgl_put_estimate(writer, line, "freq", site->frequency);
	if (site->n_decisions && !was_copied(site)) {
		json *decisions = pgl_new_array(writer);

		for (uint32_t i = 0; i < site->n_decisions; i++)
			pgl_append_value(writer, decisions,
					 new_decision(writer, &site->decisions[i]));
		pgl_put_value(writer, line, "decisions", decisions);
	}
	pgl_put_extra(writer, line, site->extra);
	return finish_line(writer, line);
}

static json *new_argument(struct pgl_writer *writer, const struct pgl_argument *argument)
{
	json *made = pgl_new_object(writer);

	pgl_put_id(writer, made, "index", argument->index);
	pgl_put_text(writer, made, "name", argument->name);
	if (argument->became != PGL_ARGUMENT_CONSTANT)
		pgl_put_word(writer, made, "became", PGL_WORDS_ARGUMENT, argument->became);
	pgl_put_integer(writer, made, "offset", argument->offset);
	if (argument->by_reference)
		pgl_put_boolean(writer, made, "by_reference", true);
	pgl_put_text(writer, made, "value", argument->value);
	pgl_put_extra(writer, made, argument->extra);
	return made;
}

static int write_event(struct pgl_writer *writer, const struct pgl_event *event)
{
	json *line = new_line(writer, "event");

	pgl_put_text(writer, line, "what", event->what);
	pgl_put_id(writer, line, "function", event->function);
	pgl_put_id(writer, line, "target", event->target);
	pgl_put_id(writer, line, "site", event->site);
	pgl_put_location(writer, line, "loc", event->location);
	pgl_put_count(writer, line, event->count);
	if (event->count.known)
		pgl_put_word(writer, line, "quality", PGL_WORDS_QUALITY, event->count.quality);
	pgl_put_estimate(writer, line, "share", event->share);
	pgl_put_text(writer, line, "how", event->how);
	pgl_put_text(writer, line, "pass", event->pass);
	pgl_put_text(writer, line, "value", event->value);
	pgl_put_text(writer, line, "reason", event->reason);
	pgl_put_text(writer, line, "section", event->section);
	if (event->n_arguments) {
		json *arguments = pgl_new_array(writer);

		for (uint32_t i = 0; i < event->n_arguments; i++)
			pgl_append_value(writer, arguments,
					 new_argument(writer, &event->arguments[i]));
		pgl_put_value(writer, line, "arguments", arguments);
	}
	pgl_put_extra(writer, line, event->extra);
	return finish_line(writer, line);
}

static int write_branch(struct pgl_writer *writer, const struct pgl_branch *branch)
{
	json *line = new_line(writer, "branch");

	pgl_put_number(writer, line, "function", branch->function);
	pgl_put_location(writer, line, "loc", branch->location);
	pgl_put_count(writer, line, branch->count);
	if (branch->count.quality != writer->record->functions[branch->function].count.quality)
		pgl_put_word(writer, line, "quality", PGL_WORDS_QUALITY, branch->count.quality);
	pgl_put_estimate(writer, line, "freq", branch->frequency);
	pgl_put_estimate(writer, line, "share", branch->share);
	pgl_put_location(writer, line, "true", branch->if_true);
	pgl_put_location(writer, line, "false", branch->if_false);
	pgl_put_extra(writer, line, branch->extra);
	return finish_line(writer, line);
}

static int write_end(struct pgl_writer *writer)
{
	json *line = new_line(writer, "end");

	pgl_put_number(writer, line, "functions", writer->record->n_functions);
	pgl_put_number(writer, line, "sites", writer->record->n_sites);
	pgl_put_number(writer, line, "events", writer->record->n_events);
	if (writer->record->n_branches)
		pgl_put_number(writer, line, "branches", writer->record->n_branches);
	return finish_line(writer, line);
}

int pgl_json_write(const struct pgl_record *record, pgl_sink *sink, void *context,
		   struct pgl_error *error)
{
	struct pgl_writer writer = {
		.record = record, .sink = sink, .context = context, .error = error};
	int status;

	writer.callers = malloc((record->n_sites + (size_t)1) * sizeof *writer.callers);
	if (!writer.callers)
		return pgl_error_set(error, "out of memory");
	status = write_unit(&writer);

	for (uint32_t i = 0; !status && i < record->n_functions; i++)
		status = write_function(&writer, &record->functions[i]);
	for (uint32_t i = 0; !status && i < record->n_sites; i++)
		status = write_site(&writer, &record->sites[i]);
	for (uint32_t i = 0; !status && i < record->n_events; i++)
		status = write_event(&writer, &record->events[i]);
	for (uint32_t i = 0; !status && i < record->n_branches; i++)
		status = write_branch(&writer, &record->branches[i]);
	for (uint32_t i = 0; !status && i < record->n_others; i++)
		status = sink(context, record->others[i], strlen(record->others[i])) ||
					 sink(context, "\n", 1)
				 ? -1
				 : 0;
	status = status ? status : write_end(&writer);
	pgl_json_pool_release(&writer.pool);
	free(writer.callers);
	return status;
}
