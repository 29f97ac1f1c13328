/* A finding in words. See check-words.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/check-words.h"

#include <math.h>

#include "records/names.h"
#include "render/diff-tables.h"
#include "check/rule-kinds.h"
#include "base/table.h"

static const struct pgl_identity *identity_of(const struct pgl_check *check)
{
	return check->diff->weights->match->identity;
}

/* The source of a common unit. */
static const char *unit_source(const struct pgl_identity *identity, uint32_t unit)
{
	int side = identity->unit_back[PGL_NEW][unit] == PGL_NONE ? PGL_OLD : PGL_NEW;

	return identity->forest[side]->build->records[identity->unit_back[side][unit]]->unit.source;
}

static struct pgl_check_place place_in(const struct pgl_record *record,
				       struct pgl_location location)
{
	if (location.file == PGL_NONE)
		return (struct pgl_check_place){.file = NULL};
	return (struct pgl_check_place){.file = record->unit.files[location.file],
					.line = location.line,
					.column = location.column};
}

struct pgl_check_place pgl_check_place(const struct pgl_check *check,
				       const struct pgl_finding *finding)
{
	const struct pgl_identity *identity = identity_of(check);
	struct pgl_check_place place = {.file = NULL};
	/* The source as it is now, if it is there. */
	int side = PGL_NEW;

	switch (finding->subject) {
	case PGL_SUBJECT_CALL: {
		side = finding->change.site[PGL_NEW] == PGL_NONE ? PGL_OLD : PGL_NEW;
		uint32_t site = finding->change.site[side];
		const struct pgl_forest *forest = identity->forest[side];

		place = place_in(pgl_forest_record(forest, site),
				 pgl_forest_site(forest, site)->location);
		if (!place.file)
			place.file = pgl_forest_record(forest, site)->unit.source;
		break;
	}
	case PGL_SUBJECT_FUNCTION: {
		side = identity->example[PGL_NEW][finding->number] == PGL_NONE ? PGL_OLD : PGL_NEW;
		uint32_t function = identity->example[side][finding->number];
		const struct pgl_forest *forest = identity->forest[side];
		const struct pgl_record *record =
			forest->build->records[forest->function_unit[function]];

		place = place_in(record, pgl_forest_function(forest, function)->location);
		if (!place.file)
			place.file = record->unit.source;
		break;
	}
	case PGL_SUBJECT_UNIT: place.file = unit_source(identity, finding->number); break;
	case PGL_SUBJECT_REMARK: place.file = finding->remark->source; break;
	case PGL_SUBJECT_BUILD: break;
	}
	return place;
}

void pgl_check_add_place(struct pgl_strbuf *text, const struct pgl_check *check,
			 const struct pgl_finding *finding)
{
	struct pgl_check_place place = pgl_check_place(check, finding);

	if (!place.file)
		return;
	pgl_strbuf_add(text, place.file);
	if (place.line)
		pgl_strbuf_addf(text, ":%u", place.line);
	if (place.line && place.column)
		pgl_strbuf_addf(text, ":%u", place.column);
}

void pgl_check_add_subject(struct pgl_strbuf *text, const struct pgl_check *check,
			   const struct pgl_finding *finding)
{
	const struct pgl_function *callee;

	switch (finding->subject) {
	case PGL_SUBJECT_CALL:
		callee = pgl_change_callee(check->diff, &finding->change);
		pgl_strbuf_addf(text, "%s -> %s",
				pgl_change_caller(check->diff, &finding->change)->name,
				callee ? callee->name : PGL_INDIRECT);
		break;
	case PGL_SUBJECT_FUNCTION:
		pgl_strbuf_add(text, pgl_diff_function(check->diff, finding->number)->name);
		break;
	case PGL_SUBJECT_UNIT:
		pgl_strbuf_add(text, unit_source(identity_of(check), finding->number));
		break;
	case PGL_SUBJECT_BUILD: pgl_strbuf_add(text, "the program"); break;
	case PGL_SUBJECT_REMARK: pgl_strbuf_add(text, finding->remark->what); break;
	}
}

/* --- numbers --- */

static void add_value(struct pgl_strbuf *text, enum pgl_rule_unit unit, struct pgl_real value,
		      bool is_estimated)
{
	if (unit == PGL_RULE_UNIT_SHARE)
		pgl_strbuf_addf(text, "%s%.2f %%", is_estimated ? "~" : "", value.value);
	else
		pgl_add_executions(text, value, is_estimated);
	if (unit == PGL_RULE_UNIT_BYTES)
		pgl_strbuf_add(text, " bytes");
}

/* "frame 64 bytes -> 128 bytes (+100.0 %)", ": more than +10 %". */
static void add_numbers(struct pgl_strbuf *text, const struct pgl_rule *rule,
			const struct pgl_finding *finding)
{
	const struct pgl_rule_kind *kind = rule->kind;
	struct pgl_real old = finding->value[PGL_OLD], new = finding->value[PGL_NEW];
	bool is_growth = kind->limit == PGL_LIMIT_GROWTH;

	pgl_strbuf_addf(text, "%s ", kind->what);
	if (is_growth) {
		add_value(text, kind->unit, old, finding->is_estimated[PGL_OLD]);
		pgl_strbuf_add(text, " -> ");
	}
	add_value(text, kind->unit, new, finding->is_estimated[PGL_NEW]);
	if (is_growth && old.value > 0)
		pgl_strbuf_addf(text, " (%+.2f %%)", 100 * (new.value - old.value) / old.value);
	if (kind->limit == PGL_LIMIT_AT_LEAST) {
		pgl_strbuf_addf(text, ", less than %g %%", rule->limit);
		return;
	}
	pgl_strbuf_add(text, ", more than ");
	if (is_growth)
		pgl_strbuf_add_char(text, '+');
	if (rule->limit_is_percent)
		pgl_strbuf_addf(text, "%g %%", rule->limit);
	else
		add_value(text, kind->unit, (struct pgl_real){rule->limit, true}, false);
}

/* --- findings --- */

static void add_call(struct pgl_strbuf *text, const struct pgl_change *change)
{
	const struct pgl_call_outcome *new = &change->outcome[PGL_NEW];

	pgl_strbuf_add(text, "OLD: ");
	pgl_add_outcome(text, change, PGL_OLD);
	pgl_strbuf_add(text, "; NEW: ");
	pgl_add_outcome(text, change, PGL_NEW);
	if (change->site[PGL_NEW] != PGL_NONE && new->share > 0 && new->share < 1)
		pgl_strbuf_addf(text, ", in %s%.1f %% of its executions inlined",
				change->calls_is_estimated[PGL_NEW] ? "~" : "", 100 * new->share);
	pgl_strbuf_add(text, "; ");
	if (change->executions.known) {
		pgl_add_executions(text, change->executions, change->executions_is_estimated);
		pgl_strbuf_add(text, " executions in training");
	} else {
		pgl_strbuf_add(text, "executions not known");
	}
	if (!change->calls[PGL_OLD].known || !change->calls[PGL_NEW].known)
		return;
	pgl_strbuf_add(text, ", calls ");
	pgl_add_executions(text, change->calls[PGL_OLD], change->calls_is_estimated[PGL_OLD]);
	pgl_strbuf_add(text, " -> ");
	pgl_add_executions(text, change->calls[PGL_NEW], change->calls_is_estimated[PGL_NEW]);
}

static void add_profile(struct pgl_strbuf *text, const struct pgl_check *check, uint32_t body)
{
	const struct pgl_identity *identity = identity_of(check);
	uint32_t function = identity->example[PGL_NEW][body];

	switch (pgl_forest_function(identity->forest[PGL_NEW], function)->profiled) {
	case PGL_PROFILED_MISMATCHED:
		pgl_strbuf_add(text, "its profile does not fit, and was dropped");
		break;
	case PGL_PROFILED_NEVER_RUN: pgl_strbuf_add(text, "it never ran in training"); break;
	default: pgl_strbuf_add(text, "the profile says nothing of it"); break;
	}
}

void pgl_check_add_detail(struct pgl_strbuf *text, const struct pgl_check *check,
			  const struct pgl_check_result *result, const struct pgl_finding *finding)
{
	if (finding->subject == PGL_SUBJECT_CALL)
		add_call(text, &finding->change);
	else if (finding->subject == PGL_SUBJECT_REMARK) {
		pgl_strbuf_add(text, finding->remark->detail);
		if (finding->remark->source && finding->remark->n_units > 1)
			pgl_strbuf_addf(text, " (and %zu more units)",
					finding->remark->n_units - 1);
	} else if (result->rule->kind->what)
		add_numbers(text, result->rule, finding);
	else
		add_profile(text, check, finding->number);
}

const char *pgl_check_name(const struct pgl_rule *rule)
{
	return rule->name ? rule->name : rule->text;
}

const char *pgl_check_level_word(const struct pgl_check_result *result)
{
	return pgl_check_counts(result)					      ? "error"
	       : result->state == PGL_CHECK_UNKNOWN && result->rule->if_known ? "note"
									      : "warning";
}
