/* See export-columns.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/columns.h"

#include <math.h>

#include "explain/inequality.h"
#include "records/names.h"

#include "base/banned.h"

#define FILL(function)                                                                             \
	static void function(const struct pgl_export *export, const struct pgl_change *change,     \
			     bool is_changed, int side, struct pgl_strbuf *text,                   \
			     struct pgl_export_value *value)
#define UNUSED (void)export, (void)change, (void)is_changed, (void)side, (void)text

static void set_text(struct pgl_export_value *value, const char *text)
{
	if (!text)
		return;
	value->kind = PGL_VALUE_TEXT;
	value->text = text;
}

static void set_integer(struct pgl_export_value *value, struct pgl_integer integer)
{
	if (!integer.known)
		return;
	value->kind = PGL_VALUE_INTEGER;
	value->integer = integer.value;
}

static void set_unsigned(struct pgl_export_value *value, uint64_t number)
{
	set_integer(value, (struct pgl_integer){(int64_t)number, number <= INT64_MAX});
}

static void set_real(struct pgl_export_value *value, struct pgl_real real)
{
	if (!real.known || isnan(real.value))
		return;
	value->kind = PGL_VALUE_REAL;
	value->real = real.value;
}

/* --- of the call --- */

/* The build in which names and places of CHANGE are looked up. */
static const struct pgl_record *record_of(const struct pgl_export *export,
					  const struct pgl_change *change,
					  const struct pgl_site **ret_site)
{
	enum pgl_side side = pgl_change_side(export->diff, change);
	const struct pgl_forest *forest = export->diff->weights->match->identity->forest[side];

	*ret_site = pgl_forest_site(forest, change->site[side]);
	return pgl_forest_record(forest, change->site[side]);
}

FILL(fill_caller)
{
	UNUSED;
	set_text(value, pgl_change_caller(export->diff, change)->name);
}

FILL(fill_callee)
{
	const struct pgl_function *callee = pgl_change_callee(export->diff, change);

	UNUSED;
	set_text(value, callee ? callee->name : NULL);
}

FILL(fill_caller_assembler)
{
	UNUSED;
	set_text(value, pgl_change_caller(export->diff, change)->assembler);
}

FILL(fill_callee_assembler)
{
	const struct pgl_function *callee = pgl_change_callee(export->diff, change);

	UNUSED;
	set_text(value, callee ? callee->assembler : NULL);
}

FILL(fill_root)
{
	const struct pgl_site *site;
	const struct pgl_record *record = record_of(export, change, &site);

	UNUSED;
	set_text(value, record->functions[site->root].name);
}

FILL(fill_file)
{
	const struct pgl_site *site;
	const struct pgl_record *record = record_of(export, change, &site);

	UNUSED;
	if (site->location.file != PGL_NONE)
		set_text(value, record->unit.files[site->location.file]);
}

FILL(fill_line)
{
	const struct pgl_site *site;

	UNUSED;
	record_of(export, change, &site);
	if (site->location.file != PGL_NONE)
		set_unsigned(value, site->location.line);
}

FILL(fill_column)
{
	const struct pgl_site *site;

	UNUSED;
	record_of(export, change, &site);
	if (site->location.file != PGL_NONE)
		set_unsigned(value, site->location.column);
}

FILL(fill_source)
{
	const struct pgl_site *site;
	const struct pgl_record *record = record_of(export, change, &site);

	UNUSED;
	set_text(value, pgl_function_source(record, &record->functions[site->root]));
}

FILL(fill_executions)
{
	UNUSED;
	set_real(value, change->weight);
}

FILL(fill_executions_estimated)
{
	UNUSED;
	if (change->weight.known)
		set_unsigned(value, change->weight_is_estimated);
}

FILL(fill_change)
{
	UNUSED;
	if (is_changed)
		set_text(value, pgl_kind_word(change->kind));
}

FILL(fill_class)
{
	UNUSED;
	if (change->class)
		set_text(value, pgl_class_word(change->class));
}

FILL(fill_paired)
{
	UNUSED;
	set_text(value, pgl_pairing_word(change->pairing));
}

/* --- of the call in one build --- */

static const struct pgl_decision *decision_of(const struct pgl_change *change, int side)
{
	const struct pgl_verdict *verdict = &change->verdict[side];

	return change->site[side] != PGL_NONE && verdict->is_there ? verdict->decision : NULL;
}

FILL(fill_verdict)
{
	UNUSED;
	set_text(value, pgl_export_verdict(change, side));
}

FILL(fill_inliner)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision)
		set_text(value, pgl_words(PGL_WORDS_INLINER)[decision->inliner]);
}

FILL(fill_phase)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision)
		set_text(value, pgl_decision_phase(decision));
}

FILL(fill_reason)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision && !decision->inlined)
		set_text(value, decision->reason);
}

FILL(fill_growth)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision)
		set_integer(value, decision->growth);
}

FILL(fill_time_saved)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision)
		set_real(value, decision->time_saved);
}

FILL(fill_badness)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision)
		set_real(value, decision->badness);
}

FILL(fill_limit)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision && !decision->inlined)
		set_text(value, decision->limit);
}

FILL(fill_limit_value)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision && !decision->inlined)
		set_integer(value, decision->limit_value);
}

FILL(fill_limit_actual)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision && !decision->inlined)
		set_integer(value, decision->limit_actual);
}

FILL(fill_limit_text)
{
	const struct pgl_decision *decision = decision_of(change, side);

	UNUSED;
	if (decision && pgl_add_limit(text, decision))
		set_text(value, text->text);
}

FILL(fill_count)
{
	const struct pgl_forest *forest = export->diff->weights->match->identity->forest[side];

	UNUSED;
	if (change->site[side] == PGL_NONE)
		return;
	const struct pgl_count count = pgl_forest_site(forest, change->site[side])->count;

	if (count.known)
		set_unsigned(value, count.value);
}

FILL(fill_calls)
{
	UNUSED;
	set_real(value, change->calls[side]);
}

FILL(fill_calls_estimated)
{
	UNUSED;
	if (change->calls[side].known)
		set_unsigned(value, change->calls_is_estimated[side]);
}

const struct pgl_export_column pgl_export_columns[] = {
	{"caller", "TEXT", false, false, fill_caller},
	{"callee", "TEXT", false, false, fill_callee},
	{"caller_assembler", "TEXT", false, false, fill_caller_assembler},
	{"callee_assembler", "TEXT", false, false, fill_callee_assembler},
	{"root", "TEXT", false, false, fill_root},
	{"source", "TEXT", false, false, fill_source},
	{"file", "TEXT", false, false, fill_file},
	{"line", "INTEGER", false, false, fill_line},
	{"column", "INTEGER", false, false, fill_column},
	{"executions", "REAL", false, false, fill_executions},
	{"executions_estimated", "INTEGER", false, false, fill_executions_estimated},
	{"change", "TEXT", false, true, fill_change},
	{"class", "TEXT", false, true, fill_class},
	{"paired", "TEXT", false, true, fill_paired},
	{"verdict", "TEXT", true, false, fill_verdict},
	{"inliner", "TEXT", true, false, fill_inliner},
	{"phase", "TEXT", true, false, fill_phase},
	{"reason", "TEXT", true, false, fill_reason},
	{"growth", "INTEGER", true, false, fill_growth},
	{"time_saved", "REAL", true, false, fill_time_saved},
	{"badness", "REAL", true, false, fill_badness},
	{"limit_name", "TEXT", true, false, fill_limit},
	{"limit_value", "INTEGER", true, false, fill_limit_value},
	{"limit_actual", "INTEGER", true, false, fill_limit_actual},
	{"limit_text", "TEXT", true, false, fill_limit_text},
	{"count", "INTEGER", true, false, fill_count},
	{"calls", "REAL", true, false, fill_calls},
	{"calls_estimated", "INTEGER", true, false, fill_calls_estimated},
	{NULL, NULL, false, false, NULL},
};

struct pgl_export_value pgl_export_value(const struct pgl_export *export,
					 const struct pgl_export_column *column,
					 const struct pgl_change *change, bool is_changed, int side,
					 struct pgl_strbuf *text)
{
	struct pgl_export_value value = {.kind = PGL_VALUE_NONE};

	column->fill(export, change, is_changed, side, text, &value);
	return value;
}
