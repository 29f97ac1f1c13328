/* Names and words. See names.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/names.h"

#include <inttypes.h>
#include <string.h>

void pgl_add_location(struct pgl_strbuf *text, const struct pgl_record *record,
		      struct pgl_location location)
{
	if (location.file == PGL_NONE)
		return;
	pgl_strbuf_add(text, record->unit.files[location.file]);
	pgl_strbuf_add_char(text, ':');
	pgl_strbuf_add_unsigned(text, location.line);
	pgl_strbuf_add_char(text, ':');
	pgl_strbuf_add_unsigned(text, location.column);
}

const char *pgl_site_callee_name(const struct pgl_record *record, const struct pgl_site *site)
{
	return site->callee == PGL_NONE ? NULL : record->functions[site->callee].name;
}

const char *pgl_site_source_function(const struct pgl_record *record, uint32_t id)
{
	const struct pgl_site *site = &record->sites[id];

	if (site->parent == PGL_NONE)
		return record->functions[site->root].name;
	const char *name = pgl_site_callee_name(record, &record->sites[site->parent]);

	return name ? name : PGL_INDIRECT;
}

const char *pgl_decision_phase(const struct pgl_decision *decision)
{
	if (!decision->inlined && decision->phase == PGL_PHASE_UNKNOWN)
		return NULL;
	return pgl_words(PGL_WORDS_PHASE)[decision->phase];
}

bool pgl_count_is_hot(const struct pgl_record *record, struct pgl_count count)
{
	struct pgl_integer threshold = record->unit.profile.hot_threshold;

	return threshold.known && count.known && threshold.value >= 0 &&
	       count.value >= (uint64_t)threshold.value;
}

const char *pgl_function_source(const struct pgl_record *record,
				const struct pgl_function *function)
{
	return function->unit == PGL_NONE ? record->unit.source
					  : record->unit.units[function->unit].source;
}

static void add_argument(struct pgl_strbuf *text, const struct pgl_argument *argument)
{
	if (argument->by_reference)
		pgl_strbuf_add_char(text, '*');
	if (argument->index == PGL_NONE)
		pgl_strbuf_add(text, "returned value");
	else if (argument->name)
		pgl_strbuf_add(text, argument->name);
	else
		pgl_strbuf_addf(text, "argument %" PRIu32, argument->index);
	if (argument->offset.known)
		pgl_strbuf_addf(text, "+%" PRId64, argument->offset.value);
	switch (argument->became) {
	case PGL_ARGUMENT_REMOVED: pgl_strbuf_add(text, " removed"); break;
	case PGL_ARGUMENT_PART:
		pgl_strbuf_addf(text, " as %s", argument->value ? argument->value : "a value");
		break;
	case PGL_ARGUMENT_CONSTANT:
	case PGL_ARGUMENT_N:
		pgl_strbuf_addf(text, "=%s", argument->value ? argument->value : "?");
		break;
	}
}

/* Appends WORD, after a blank if TEXT is not empty. */
static void add_word(struct pgl_strbuf *text, const char *word)
{
	if (word)
		pgl_strbuf_addf(text, "%s%s", text->length ? " " : "", word);
}

/* The preposition between the way a value is used and the value. */
static const char *value_preposition(const char *how)
{
	const char *const *words = pgl_words(PGL_WORDS_HOW);

	if (how && (!strcmp(how, words[PGL_HOW_DIVISION]) || !strcmp(how, words[PGL_HOW_MODULO])))
		return "by";
	return how && !strcmp(how, words[PGL_HOW_SUBTRACTION]) ? "at most" : "of";
}

void pgl_add_event_detail(struct pgl_strbuf *text, const struct pgl_event *event)
{
	struct pgl_strbuf detail = PGL_STRBUF_INIT;

	for (const char *how = event->how; how && *how; how++)
		pgl_strbuf_add_char(&detail, *how == '_' ? ' ' : *how);
	if (event->value && pgl_event_is(event, PGL_EVENT_VALUE))
		add_word(&detail, value_preposition(event->how));
	add_word(&detail, event->value);
	add_word(&detail, event->section);
	for (uint32_t i = 0; i < event->n_arguments; i++) {
		if (detail.length)
			pgl_strbuf_add(&detail, i ? ", " : " ");
		add_argument(&detail, &event->arguments[i]);
	}
	if (event->pass) {
		add_word(&detail, "in");
		add_word(&detail, event->pass);
	}
	pgl_strbuf_add_n(text, detail.text, detail.length);
	pgl_strbuf_release(&detail);
}

const char *pgl_event_outcome(const struct pgl_record *record, const struct pgl_event *event)
{
	if (event->site == PGL_NONE)
		return NULL;
	const struct pgl_site *site = &record->sites[event->site];

	if (pgl_site_inlined(site))
		return "inlined";
	return site->flags & PGL_BIT(PGL_SITE_FLAG_GONE) ? "dropped" : "call";
}

struct pgl_location pgl_event_location(const struct pgl_record *record,
				       const struct pgl_event *event)
{
	if (event->location.file != PGL_NONE || event->function == PGL_NONE)
		return event->location;
	const struct pgl_function *function = &record->functions[event->function];

	/* A clone has its origin's location. */
	return function->location.file != PGL_NONE ? function->location
						   : record->functions[function->origin].location;
}

struct pgl_count pgl_event_count(const struct pgl_record *record, const struct pgl_event *event)
{
	static const struct pgl_count unknown;

	if (event->count.known || event->function == PGL_NONE)
		return event->count;
	/* The event is about the clone, not about the function it was made from. */
	if (event->target != PGL_NONE)
		return unknown;
	return record->functions[event->function].count;
}
