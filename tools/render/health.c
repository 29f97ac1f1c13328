/* See health.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/health.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "render/diff-tables.h"
#include "base/strbuf.h"
#include "base/table.h"
#include "base/xalloc.h"

static const char *const side_words[PGL_SIDES] = {"OLD", "NEW"};

/* What the sentences are added to. */
struct teller {
	struct pgl_health_lines *lines;
	const struct pgl_health *health;
	size_t n_examples;
	bool is_short;
	struct pgl_folders folders;
	struct pgl_strbuf text, command;
};

void pgl_add_build(struct pgl_strbuf *text, const struct pgl_weights *weights, int side,
		   bool is_short)
{
	if (is_short)
		pgl_strbuf_addf(text, "$%s", side_words[side]);
	else
		pgl_add_shell_word(text, weights->match->identity->forest[side]->build->name);
}

/* The same of the build whose profile it is. */
static void add_build(struct teller *teller)
{
	pgl_add_build(&teller->command, teller->health->weights, teller->health->side,
		      teller->is_short);
}

static void add_both_builds(struct teller *teller)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		if (side)
			pgl_strbuf_add_char(&teller->command, ' ');
		pgl_add_build(&teller->command, teller->health->weights, side, teller->is_short);
	}
}

/* Makes a line of what the teller has. */
static void tell(struct teller *teller, const char *fault, bool is_fault,
		 enum pgl_evidence evidence)
{
	struct pgl_health_lines *lines = teller->lines;

	PGL_GROW(lines->item, lines->n, lines->room);
	lines->item[lines->n++] = (struct pgl_health_line){
		.fault = fault,
		.is_fault = is_fault,
		.evidence = evidence,
		.text = pgl_strbuf_detach(&teller->text),
		.command = teller->command.length ? pgl_strbuf_detach(&teller->command) : NULL,
	};
}

static const struct pgl_forest *forest_of(const struct pgl_health *health)
{
	return health->weights->match->identity->forest[health->side];
}

static void add_events_command(struct teller *teller, const char *what)
{
	pgl_strbuf_addf(&teller->command, "pgolens show --events --event=%s ", what);
	add_build(teller);
}

/* Adds SITE's location. */
static void add_place(const struct teller *teller, struct pgl_strbuf *text, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(teller->health);
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	pgl_add_location(&place, pgl_forest_record(forest, site),
			 pgl_forest_site(forest, site)->location);
	pgl_strbuf_add(text, place.length ? pgl_below_folder(&teller->folders, place.text)
					  : "a place that is not known");
	pgl_strbuf_release(&place);
}

/* The callee of SITE by place: "pgolens why OLD NEW FILE:LINE". */
static void add_why(struct teller *teller, uint32_t site)
{
	const struct pgl_forest *forest = forest_of(teller->health);
	struct pgl_location where = pgl_forest_site(forest, site)->location;
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	if (where.file == PGL_NONE)
		return;
	pgl_add_location(&place, pgl_forest_record(forest, site), where);
	pgl_strbuf_add(&teller->command, "pgolens why ");
	add_both_builds(teller);
	pgl_strbuf_add_char(&teller->command, ' ');
	const char *slash = strrchr(place.text, '/');

	pgl_add_shell_word(&teller->command, slash ? slash + 1 : place.text);
	pgl_strbuf_release(&place);
}

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* --- units --- */

static void add_mismatched(struct teller *teller, const struct pgl_faulty_unit *unit)
{
	pgl_strbuf_addf(&teller->text, "%u of its %u function%s ha%s no counts that fit",
			unit->n_mismatched, unit->n_functions, plural(unit->n_functions),
			unit->n_mismatched == 1 ? "s" : "ve");
	if (unit->example != PGL_NONE)
		pgl_strbuf_addf(&teller->text, " (%s%s)",
				pgl_forest_function(forest_of(teller->health), unit->example)->name,
				unit->n_mismatched > 1 ? ", ..." : "");
}

/* What the file of the profile has, if that was recorded. */
static void add_file(struct teller *teller, const struct pgl_unit *unit)
{
	if (unit->profile.n_in_file.known && unit->profile.n_strangers.known)
		pgl_strbuf_addf(&teller->text,
				"; the file has %" PRId64 " function%s; %" PRId64
				" %s not in the unit",
				unit->profile.n_in_file.value,
				plural((uint64_t)unit->profile.n_in_file.value),
				unit->profile.n_strangers.value,
				unit->profile.n_strangers.value == 1 ? "is" : "are");
}

static void tell_unit(struct teller *teller, const struct pgl_faulty_unit *unit)
{
	struct pgl_strbuf *text = &teller->text;
	const char *source = pgl_below_folder(&teller->folders, unit->unit->source);

	switch (unit->fault) {
	case PGL_FAULT_MISSING:
		pgl_strbuf_addf(text,
				"%s: no profile was found for it: not one count of its calls is "
				"known",
				source);
		break;
	case PGL_FAULT_OTHER:
		pgl_strbuf_addf(text, "%s: its profile is of another source: ", source);
		add_mismatched(teller, unit);
		add_file(teller, unit->unit);
		break;
	case PGL_FAULT_STALE:
		pgl_strbuf_addf(
			text,
			"%s: its profile is stale, of another version of this source: ", source);
		add_mismatched(teller, unit);
		add_file(teller, unit->unit);
		break;
	case PGL_FAULT_PLACE:
		pgl_strbuf_addf(text,
				"%s: its static functions have no counts, the others have: it was "
				"trained under another path of source or object: ",
				source);
		add_mismatched(teller, unit);
		break;
	case PGL_FAULT_LINES:
		pgl_strbuf_addf(text,
				"%s: all counts fit, but %" PRId64
				" function%s stood at another line or in another file when it was "
				"trained: the profile is of another version of this source",
				source, unit->unit->profile.n_moved.value,
				plural((uint64_t)unit->unit->profile.n_moved.value));
		break;
	case PGL_FAULT_RUNS:
	default:
		pgl_strbuf_addf(text,
				"%s: its profile is of %u training run%s, others are of more: they "
				"were not trained together",
				source, unit->unit->profile.runs, plural(unit->unit->profile.runs));
	}
	if (unit->n_mismatched)
		add_events_command(teller, "mismatch");
	else {
		pgl_strbuf_add(&teller->command, "pgolens stat ");
		add_build(teller);
	}
	tell(teller, pgl_unit_fault_word(unit->fault), true, PGL_RECORDED);
}

static void tell_units(struct teller *teller)
{
	const struct pgl_health *health = teller->health;

	for (size_t i = 0; i < health->n_faulty;) {
		size_t n = 0, begin = i;
		enum pgl_unit_fault fault = health->units[i].fault;

		for (; i < health->n_faulty && health->units[i].fault == fault; i++)
			if (!teller->n_examples || n < teller->n_examples) {
				tell_unit(teller, &health->units[i]);
				n++;
			}
		if (i - begin == n)
			continue;
		pgl_strbuf_addf(&teller->text, "and %zu unit%s more like that", i - begin - n,
				plural(i - begin - n));
		tell(teller, pgl_unit_fault_word(fault), true, PGL_RECORDED);
	}
}

/* --- counts --- */

static void tell_contradiction(struct teller *teller, const struct pgl_contradiction *one)
{
	const struct pgl_forest *forest = forest_of(teller->health);
	const struct pgl_function *function = pgl_forest_function(forest, one->function);
	struct pgl_strbuf *text = &teller->text;

	pgl_strbuf_addf(text, "%s was entered ", function->name);
	pgl_add_unsigned(text, one->entered);
	pgl_strbuf_addf(text, " times, its %u call%s ran ", one->n_calls, plural(one->n_calls));
	pgl_add_unsigned(text, one->called);
	pgl_strbuf_add(text, one->entered < one->called
				     ? ", and each would have entered it: counters lost increments"
				     : ", and nothing else enters it: counters lost increments");
	if (teller->health->thread != PGL_NONE) {
		pgl_strbuf_add(text, ", as threads (started at ");
		add_place(teller, text, teller->health->thread);
		pgl_strbuf_add(text, ") make them do; train with -fprofile-update=atomic");
	} else {
		pgl_strbuf_add(text, " (threads, or a process that forked; no call here starts a "
				     "thread); try -fprofile-update=atomic in training");
	}
	pgl_strbuf_add(&teller->command, "pgolens show --no-copies --callee ");
	pgl_add_shell_word(&teller->command, function->name);
	pgl_strbuf_add_char(&teller->command, ' ');
	add_build(teller);
	tell(teller, "threads", true, PGL_RECORDED);
}

static void tell_contradictions(struct teller *teller)
{
	const struct pgl_health *health = teller->health;
	size_t n = health->n_contradictions;

	if (teller->n_examples && n > teller->n_examples)
		n = teller->n_examples;
	for (size_t i = 0; i < n; i++)
		tell_contradiction(teller, &health->contradictions[i]);
	if (n == health->n_contradictions)
		return;
	pgl_strbuf_addf(&teller->text, "and %zu more of %u functions whose counts can be compared",
			health->n_contradictions - n, health->n_compared);
	tell(teller, "threads", true, PGL_RECORDED);
}

/* --- calls of other units' functions --- */

static void tell_elsewhere(struct teller *teller, const struct pgl_elsewhere *one)
{
	const struct pgl_forest *forest = forest_of(teller->health);
	const struct pgl_function *function = pgl_forest_function(forest, one->function);
	const struct pgl_record *record = pgl_forest_record(forest, one->site);
	struct pgl_strbuf *text = &teller->text;

	pgl_strbuf_addf(text, "hot call of %s in %s, ", function->name,
			pgl_site_source_function(record, pgl_forest_site(forest, one->site)->id));
	pgl_add_signed(text, (int64_t)rint(one->executions));
	pgl_strbuf_addf(
		text, " times in training, cannot be inlined: the body is in %s",
		pgl_below_folder(
			&teller->folders,
			pgl_function_source(
				forest->build->records[forest->function_unit[one->function]],
				function)));
	if (function->before.size.known)
		pgl_strbuf_addf(text, " (size %.0f)", function->before.size.value);
	pgl_strbuf_add(text, "; -flto, or its body in a header, would let it");
	add_why(teller, one->site);
	tell(teller, "elsewhere", false, PGL_RECORDED);
}

static void tell_all_elsewhere(struct teller *teller)
{
	const struct pgl_health *health = teller->health;
	double sum = 0;
	size_t n = health->n_known, most = (teller->n_examples + 1) / 2;

	if (most && n > most)
		n = most;
	for (size_t i = 0; i < n; i++)
		tell_elsewhere(teller, &health->elsewhere[i]);
	if (health->n_known < 2)
		return;
	for (size_t i = 0; i < health->n_known; i++)
		sum += health->elsewhere[i].executions;
	pgl_strbuf_addf(&teller->text, "%zu hot calls in total go to other units, ",
			health->n_known);
	pgl_add_signed(&teller->text, (int64_t)rint(sum));
	pgl_strbuf_add(&teller->text, " times in training");
	if (n < health->n_known) {
		pgl_strbuf_add(&teller->command, "pgolens explain --all ");
		add_both_builds(teller);
	}
	tell(teller, "elsewhere", false, PGL_RECORDED);
}

/* --- another input --- */

static void tell_untrained(struct teller *teller, const struct pgl_untrained *one,
			   const struct pgl_cost_join *join)
{
	const struct pgl_forest *forest = forest_of(teller->health);
	uint32_t f =
		teller->health->weights->match->identity->example[teller->health->side][one->body];
	const struct pgl_costs *measured = join->measured[teller->health->side];

	pgl_strbuf_addf(&teller->text, "%s took ", pgl_forest_function(forest, f)->name);
	pgl_add_unsigned(&teller->text, one->cost);
	pgl_strbuf_addf(&teller->text,
			" %s of the measured run (%.1f %%), and %s: the training ran another input",
			measured->metric.unit, 100 * one->share,
			one->never_ran ? "never ran in training" : "the training made it unlikely");
	pgl_strbuf_add(&teller->command, "pgolens show --functions --function ");
	pgl_add_shell_word(&teller->command, pgl_forest_function(forest, f)->name);
	pgl_strbuf_add_char(&teller->command, ' ');
	add_build(teller);
	tell(teller, "other_input", true, PGL_MEASURED);
}

static void tell_all_untrained(struct teller *teller, const struct pgl_cost_join *join)
{
	const struct pgl_health *health = teller->health;
	size_t n = health->n_untrained;

	if (teller->n_examples && n > teller->n_examples)
		n = teller->n_examples;
	for (size_t i = 0; i < n; i++)
		tell_untrained(teller, &health->untrained[i], join);
	if (n < health->n_untrained) {
		pgl_strbuf_addf(&teller->text, "and %zu function%s more like that",
				health->n_untrained - n, plural(health->n_untrained - n));
		tell(teller, "other_input", true, PGL_MEASURED);
	}
	if (health->is_measured)
		return;
	pgl_strbuf_add(&teller->text, "training may not be representative; check with --measured");
	tell(teller, "not_measured", false, PGL_RECORDED);
}

/* --- the whole --- */

static void tell_sums(struct teller *teller)
{
	const struct pgl_health *health = teller->health;

	pgl_strbuf_addf(&teller->text,
			"%s: found for %u of %u units; %u functions have counts, %u never ran, %u "
			"do not fit",
			side_words[health->side], health->n_found, health->n_units, health->n_read,
			health->n_never_run, health->n_mismatched);
	if (health->n_comdat)
		pgl_strbuf_addf(&teller->text,
				"; of %u inline functions more other units' copies were counted",
				health->n_comdat);
	pgl_strbuf_add(&teller->command, "pgolens stat ");
	add_build(teller);
	tell(teller, "sums", false, PGL_RECORDED);
}

void pgl_health_say(struct pgl_health_lines *lines, const struct pgl_explanation *explanation,
		    size_t n_examples, bool is_short)
{
	const struct pgl_health *health = explanation->health;
	struct teller teller = {.lines = lines,
				.health = health,
				.n_examples = n_examples,
				.is_short = is_short,
				.folders = explanation->diff->folders,
				.text = PGL_STRBUF_INIT,
				.command = PGL_STRBUF_INIT};

	*lines = (struct pgl_health_lines){0};
	if (health->side < 0) {
		pgl_strbuf_add(&teller.text, "neither build was to use a profile");
		tell(&teller, "no_profile", true, PGL_RECORDED);
		return;
	}
	tell_sums(&teller);
	tell_units(&teller);
	tell_contradictions(&teller);
	tell_all_untrained(&teller, explanation->join);
	tell_all_elsewhere(&teller);
	pgl_strbuf_release(&teller.text);
	pgl_strbuf_release(&teller.command);
}

void pgl_health_lines_release(struct pgl_health_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		free(lines->item[i].text);
		free(lines->item[i].command);
	}
	free(lines->item);
	*lines = (struct pgl_health_lines){0};
}
