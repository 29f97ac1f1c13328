/* The values of columns: what the lines in export/columns/ say, and how a value is written. See columns.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/columns.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "compare/call-list.h"
#include "explain/inequality.h"
#include "export/export.h"
#include "records/names.h"

/* --- values of C's types --- */

static const struct pgl_value UNKNOWN = {.kind = PGL_VALUE_NONE};

static struct pgl_value of_value(struct pgl_value value)
{
	return value;
}

static struct pgl_value of_text(const char *text)
{
	return (struct pgl_value){.kind = text ? PGL_VALUE_TEXT : PGL_VALUE_NONE, .text = text};
}

static struct pgl_value of_signed(int64_t integer)
{
	return (struct pgl_value){.kind = PGL_VALUE_INTEGER, .integer = integer};
}

static struct pgl_value of_unsigned(uint64_t integer)
{
	return integer <= INT64_MAX ? of_signed((int64_t)integer) : UNKNOWN;
}

static struct pgl_value of_bool(bool is)
{
	return of_signed(is);
}

static struct pgl_value of_integer(struct pgl_integer integer)
{
	return integer.known ? of_signed(integer.value) : UNKNOWN;
}

static struct pgl_value of_real(struct pgl_real real)
{
	if (!real.known || isnan(real.value))
		return UNKNOWN;
	return (struct pgl_value){.kind = PGL_VALUE_REAL, .real = real.value};
}

#define VALUE(...)                                                                                 \
	_Generic((__VA_ARGS__), struct pgl_value                                                   \
		 : of_value, struct pgl_integer                                                    \
		 : of_integer, struct pgl_real                                                     \
		 : of_real, const char *                                                           \
		 : of_text, char *                                                                 \
		 : of_text, bool                                                                   \
		 : of_bool, uint32_t                                                               \
		 : of_unsigned, uint64_t                                                           \
		 : of_unsigned)(__VA_ARGS__)

/* --- what the lines of the tables call --- */

/* A function's or site's number; PGL_NONE: there is none. */
static struct pgl_value number_of(uint32_t number)
{
	return number == PGL_NONE ? UNKNOWN : of_signed(number);
}

static struct pgl_value of_flags(enum pgl_list list, uint32_t flags)
{
	struct pgl_value value = of_signed(flags);

	value.words = pgl_words(list);
	return value;
}

/* VALUE; where it is not known, people read WORD. */
static struct pgl_value or_else(const char *text, const char *word)
{
	struct pgl_value value = of_text(text);

	value.shown = text ? NULL : word;
	return value;
}

/* People read nothing for zero. */
static struct pgl_value or_nothing(struct pgl_integer integer)
{
	struct pgl_value value = of_integer(integer);

	value.shown = integer.value ? NULL : "";
	return value;
}

static struct pgl_value coloured(const char *text, enum pgl_colour colour)
{
	struct pgl_value value = of_text(text);

	value.colour = colour;
	return value;
}

static struct pgl_value estimated(struct pgl_real real, bool is_estimated)
{
	struct pgl_value value = of_real(real);

	value.is_estimated = is_estimated;
	return value;
}

/* The bounds that NAME (calls, called) of pgl_side_weights has in the build of ROW for site or body AT; NULL: none. */
#define SPAN(name, at)                                                                             \
	((at) == PGL_NONE ? NULL : &row->diff->weights->side[row->side].range.name[at])

/* The lower or upper bound of CALLS. */
static struct pgl_value bound_of(struct pgl_real calls, const struct pgl_span *span, bool is_upper)
{
	if (!calls.known || !span)
		return of_real(calls);
	return isinf(span->high) && is_upper
		       ? UNKNOWN
		       : of_real(pgl_real_of(is_upper ? span->high : span->low));
}

static struct pgl_value line_of(struct pgl_location location, uint32_t number)
{
	return location.file == PGL_NONE ? UNKNOWN : of_signed(number);
}

static const char *file_of(const struct pgl_row *row, struct pgl_location location)
{
	return location.file == PGL_NONE ? NULL : row->record->unit.files[location.file];
}

/* What ROW's text holds by now; NULL: nothing. */
static const char *made_text(const struct pgl_row *row)
{
	return row->text->length ? row->text->text : NULL;
}

static const char *location_text(const struct pgl_row *row, struct pgl_location location)
{
	pgl_add_location(row->text, row->record, location);
	return made_text(row);
}

static const char *limit_text(const struct pgl_row *row)
{
	return row->decision && pgl_add_limit(row->text, row->decision) ? made_text(row) : NULL;
}

/* A count that people see in red if it is hot. */
static struct pgl_value count_of(const struct pgl_row *row, struct pgl_count count)
{
	struct pgl_value value = count.known ? of_unsigned(count.value) : UNKNOWN;

	if (pgl_count_is_hot(row->record, count))
		value.colour = PGL_COLOUR_RED;
	return value;
}

/* TEXT; tables for people leave it out unless BOTHERS. */
static struct pgl_value in_text(const char *text, bool bothers)
{
	struct pgl_value value = of_text(text);

	value.shown = bothers ? NULL : "";
	return value;
}

/* A word of a record; people read spaces for "_". */
static struct pgl_value spaced(const struct pgl_row *row, const char *word)
{
	struct pgl_value value = of_text(word);

	for (const char *c = word; *c; c++)
		pgl_strbuf_add_char(row->text, *c == '_' ? ' ' : *c);
	value.shown = row->text->text;
	return value;
}

static const struct pgl_function *function_at(const struct pgl_row *row, uint32_t id)
{
	return id == PGL_NONE ? NULL : &row->record->functions[id];
}

static const char *function_name(const struct pgl_function *function)
{
	return function ? function->name : NULL;
}

static const char *function_symbol(const struct pgl_function *function)
{
	return function ? function->assembler : NULL;
}

/* Records give a number of GCC's dumps to those with a body. */
static struct pgl_value order_of(const struct pgl_function *function)
{
	return function && function->has_body ? of_signed(function->order) : UNKNOWN;
}

static const struct pgl_identity *identity_of(const struct pgl_row *row)
{
	return row->diff->weights->match->identity;
}

static struct pgl_bytes bytes_of(const struct pgl_row *row, uint32_t function)
{
	if (!row->bytes || function == PGL_NONE)
		return (struct pgl_bytes){{0, false}, {0, false}};
	return pgl_code_bytes_of(row->bytes, row->unit, function);
}

/* --- of calls --- */

static struct pgl_value change_word(enum pgl_kind kind)
{
	static const enum pgl_colour colours[PGL_KIND_N] = {
		[PGL_KIND_NEWLY_INLINED] = PGL_COLOUR_GREEN,
		[PGL_KIND_UN_INLINED] = PGL_COLOUR_RED,
		[PGL_KIND_APPEARED] = PGL_COLOUR_CYAN,
		[PGL_KIND_VANISHED] = PGL_COLOUR_CYAN,
	};

	return coloured(pgl_kind_word(kind), colours[kind]);
}

static uint32_t n_copies(const struct pgl_row *row)
{
	const struct pgl_forest *forest = identity_of(row)->forest[row->side];
	uint32_t site = row->change->site[row->side];

	return site == PGL_NONE ? 0 : forest->first_copy[site + 1] - forest->first_copy[site];
}

static struct pgl_value site_word(const struct pgl_row *row)
{
	const struct pgl_decision *decision = row->decision;

	if (pgl_site_is_without_code(row->record, row->site))
		return coloured("no code", PGL_COLOUR_DIM);
	if (!decision)
		return UNKNOWN;
	return decision->inlined ? coloured("inlined", PGL_COLOUR_GREEN)
				 : coloured("rejected", PGL_COLOUR_YELLOW);
}

static struct pgl_value copy_word(const struct pgl_site *site)
{
	return coloured(site->flags & PGL_BIT(PGL_SITE_FLAG_COPY) ? "copy" : NULL, PGL_COLOUR_DIM);
}

/* --- of functions --- */

static const struct pgl_function *function_of(const struct pgl_row *row)
{
	return &row->record->functions[row->id];
}

static struct pgl_value function_source(const struct pgl_row *row)
{
	return in_text(pgl_function_source(row->record, function_of(row)),
		       row->is_of_several || row->record->unit.n_units);
}

static const char *clone_text(const struct pgl_row *row)
{
	const struct pgl_function *function = function_of(row);

	if (function->clone != PGL_CLONE_NONE)
		pgl_strbuf_addf(row->text, "%s of %s", pgl_words(PGL_WORDS_CLONE)[function->clone],
				row->record->functions[function->origin].name);
	return made_text(row);
}

static struct pgl_value hotness_word(const struct pgl_function *function)
{
	return coloured(function->has_body ? pgl_words(PGL_WORDS_HOTNESS)[function->hotness] : NULL,
			function->hotness == PGL_HOTNESS_HOT ? PGL_COLOUR_RED : PGL_COLOUR_PLAIN);
}

static struct pgl_value profiled_word(const struct pgl_function *function)
{
	struct pgl_value value = coloured(
		function->has_body ? pgl_words(PGL_WORDS_PROFILED)[function->profiled] : NULL,
		function->profiled == PGL_PROFILED_MISMATCHED ? PGL_COLOUR_YELLOW
							      : PGL_COLOUR_PLAIN);

	value.shown = function->profiled == PGL_PROFILED_NONE ? "" : NULL;
	return value;
}

/* What stands for the body in ROW's build; NULL: it is not there. */
static const struct pgl_function *example(const struct pgl_row *row)
{
	uint32_t function = identity_of(row)->example[row->side][row->id];

	return function == PGL_NONE
		       ? NULL
		       : pgl_forest_function(identity_of(row)->forest[row->side], function);
}

static const char *bytes_text(const struct pgl_row *row)
{
	pgl_add_bytes(row->text, &row->function->bytes[row->side]);
	return made_text(row);
}

static const char *own_name(const struct pgl_row *row)
{
	const struct pgl_function *function =
		pgl_forest_function(identity_of(row)->forest[row->side], row->id);
	uint32_t body = identity_of(row)->body[row->side][row->id];

	return !strcmp(function->name, pgl_diff_function(row->diff, body)->name) ? NULL
										 : function->name;
}

/* --- of events and branches --- */

static const struct pgl_event *event_of(const struct pgl_row *row)
{
	return &row->record->events[row->id];
}

/* The bytes of the function that the event made; the text shows only these. */
static struct pgl_bytes event_bytes(const struct pgl_row *row)
{
	return bytes_of(row, event_of(row)->function);
}

static struct pgl_value if_about_bytes(const struct pgl_row *row, struct pgl_value value)
{
	if (!pgl_event_is(event_of(row), PGL_EVENT_PARTITION) &&
	    !pgl_event_is(event_of(row), PGL_EVENT_SECTION))
		value.shown = "";
	return value;
}

static const char *event_detail(const struct pgl_row *row)
{
	pgl_add_event_detail(row->text, event_of(row));
	return made_text(row);
}

static const struct pgl_branch *branch_of(const struct pgl_row *row)
{
	return &row->record->branches[row->id];
}

/* "62.5 % to :12:3": mostly it is in the file of the condition. */
static const char *way_text(const struct pgl_row *row, double share, struct pgl_location where)
{
	const struct pgl_branch *branch = branch_of(row);

	if (branch->share.known)
		pgl_strbuf_addf(row->text, "%5.1f %%", 100 * share);
	if (where.file == PGL_NONE)
		return made_text(row);
	if (where.file == branch->location.file) {
		pgl_strbuf_addf(row->text, " to :%u:%u", where.line, where.column);
	} else {
		pgl_strbuf_add(row->text, " to ");
		pgl_add_location(row->text, row->record, where);
	}
	return made_text(row);
}

static const struct pgl_forest *forest_of(const struct pgl_row *row)
{
	return identity_of(row)->forest[row->side];
}

/* --- the tables --- */

static const struct pgl_decision no_decision;

/* Short words for the lines of the tables. */
#define J PGL_IN_JSON
#define R PGL_IN_REPORT
#define X PGL_IN_TABLES
#define ALL (J | R | X)
#define PAIR PGL_OF_PAIRS
#define ABSENT PGL_OF_ABSENT
#define T 0 /* in text only */
#define D (row->decision ? row->decision : &no_decision)
#define V (&row->change->outcome[row->side])
#define UNIT_none ""
#define UNIT_executions "executions"
#define UNIT_bytes "bytes"
#define UNIT_cycles "cycles"
#define UNIT_size "size, in GCC's instructions"

#define TABLE call
#define LINES "export/columns/call.def"
#define ABOUT "a call, of one build or of two"
#include "export/columns/make.h"

#define TABLE call_side
#define LINES "export/columns/call-side.def"
#define ABOUT "a call in one of two builds"
#include "export/columns/make.h"

#define SHOWN(n) n
#define HAS_INLINED
#define DECIDED ALL
#define TABLE decision
#define LINES "export/columns/decision.def"
#define ABOUT "a decision on a call"
#include "export/columns/make.h"
#undef HAS_INLINED
#undef DECIDED

#define DECIDED J
#define TABLE site
#define LINES "export/columns/site.def"
#define ABOUT "a site: a call as one build's record has it"
#include "export/columns/make.h"

#define TABLE function
#define LINES "export/columns/function.def"
#define ABOUT "a function as one build's record has it"
#include "export/columns/make.h"

#define TABLE body
#define LINES "export/columns/body.def"
#define ABOUT "a function of two builds"
#include "export/columns/make.h"

#define TABLE body_side
#define LINES "export/columns/body-side.def"
#define ABOUT "a function in one of two builds"
#include "export/columns/make.h"

#define TABLE event
#define LINES "export/columns/event.def"
#define ABOUT "an event: something else that GCC did"
#include "export/columns/make.h"

#define TABLE event_change
#define LINES "export/columns/event-change.def"
#define ABOUT "an event that differs between two builds"
#include "export/columns/make.h"

#define TABLE branch
#define LINES "export/columns/branch.def"
#define ABOUT "a condition that GCC branches on"
#include "export/columns/make.h"

#define TABLE unit
#define LINES "export/columns/unit.def"
#define ABOUT "a unit of a build"
#include "export/columns/make.h"

#define TABLE forest_function
#define LINES "export/columns/forest-function.def"
#define ABOUT "a function of one build, in the report's inline forest"
#include "export/columns/make.h"

#define TABLE forest_site
#define LINES "export/columns/forest-site.def"
#define ABOUT "a site of one build, in the report's inline forest"
#include "export/columns/make.h"

#define TABLE cost
#define LINES "export/columns/cost.def"
#define ABOUT "what a function cost a measured run, in the report"
#include "export/columns/make.h"

const struct pgl_columns *const pgl_all_columns[] = {
	&pgl_call_columns,	  &pgl_call_side_columns, &pgl_decision_columns,
	&pgl_site_columns,	  &pgl_function_columns,  &pgl_body_columns,
	&pgl_body_side_columns,	  &pgl_event_columns,	  &pgl_event_change_columns,
	&pgl_branch_columns,	  &pgl_unit_columns,	  &pgl_forest_function_columns,
	&pgl_forest_site_columns, &pgl_cost_columns,	  NULL};

/* --- rows --- */

struct pgl_row pgl_row_of_build(const struct pgl_build *build, uint32_t unit, uint32_t id,
				struct pgl_strbuf *text)
{
	return (struct pgl_row){.record = build->records[unit],
				.unit = unit,
				.id = id,
				.build = build,
				.is_of_several = build->n > 1,
				.text = text};
}

void pgl_row_set_site(struct pgl_row *row, const struct pgl_site *site)
{
	row->site = site;
	row->decision = pgl_final_decision(site);
}

struct pgl_row pgl_row_of_call(const struct pgl_diff *diff, const struct pgl_change *change,
			       bool is_changed, struct pgl_strbuf *text)
{
	struct pgl_row row = {
		.diff = diff, .change = change, .is_changed = is_changed, .text = text};

	pgl_row_set_side(&row, (int)pgl_change_side(diff, change));
	return row;
}

void pgl_row_set_side(struct pgl_row *row, int side)
{
	row->side = side;
	if (!row->change)
		return;
	const struct pgl_forest *forest = identity_of(row)->forest[side];
	uint32_t site = row->change->site[side];

	row->record = site == PGL_NONE ? NULL : pgl_forest_record(forest, site);
	row->site = site == PGL_NONE ? NULL : pgl_forest_site(forest, site);
	row->decision = site == PGL_NONE || !row->change->outcome[side].is_there
				? NULL
				: row->change->outcome[side].decision;
}

struct pgl_row pgl_row_of_body(const struct pgl_diff *diff,
			       const struct pgl_function_change *function, struct pgl_strbuf *text)
{
	struct pgl_row row = {.diff = diff,
			      .function = function,
			      .id = function->body,
			      .location = {.file = PGL_NONE},
			      .text = text};

	row.record = pgl_export_place(diff, function->body, &row.location);
	return row;
}

bool pgl_column_is_in_tables(const struct pgl_column *column, bool is_pair)
{
	return column->in & PGL_IN_TABLES && (is_pair || !(column->in & PGL_OF_PAIRS));
}

struct pgl_value pgl_column_value(const struct pgl_column *column, const struct pgl_row *row)
{
	if (row->text)
		pgl_strbuf_reset(row->text);
	if (row->change && !row->site && !(column->in & PGL_OF_ABSENT))
		return UNKNOWN;
	return column->get(row);
}

/* --- text --- */

void pgl_add_executions(struct pgl_strbuf *text, struct pgl_real number, bool is_estimated)
{
	if (!number.known)
		return;
	if (is_estimated)
		pgl_strbuf_add_char(text, '~');
	if (number.value != 0 && fabs(number.value) < 10)
		pgl_add_real(text, number.value);
	else
		pgl_add_signed(text, (int64_t)fmax(-9e18, fmin(9e18, rint(number.value))));
}

void pgl_add_bytes(struct pgl_strbuf *text, const struct pgl_bytes *bytes)
{
	if (!bytes->hot.known)
		return;
	pgl_add_signed(text, bytes->hot.value);
	if (!bytes->cold.value)
		return;
	pgl_strbuf_add_char(text, '+');
	pgl_add_signed(text, bytes->cold.value);
}

static void add_words(struct pgl_strbuf *text, const struct pgl_value *value)
{
	for (unsigned i = 0, n = 0; value->words[i]; i++)
		if (value->integer & PGL_BIT(i))
			pgl_strbuf_addf(text, "%s%s", n++ ? " " : "", value->words[i]);
}

void pgl_value_add_text(struct pgl_strbuf *text, const struct pgl_column *column,
			const struct pgl_value *value)
{
	if (value->shown) {
		pgl_strbuf_add(text, value->shown);
		return;
	}
	switch (value->kind) {
	case PGL_VALUE_NONE: break;
	case PGL_VALUE_TEXT: pgl_strbuf_add(text, value->text); break;
	case PGL_VALUE_INTEGER:
		if (value->words)
			add_words(text, value);
		else
			pgl_add_signed(text, value->integer);
		break;
	case PGL_VALUE_REAL:
		if (column->type == PGL_COLUMN_EXECUTIONS)
			pgl_add_executions(text, (struct pgl_real){value->real, true},
					   value->is_estimated);
		else if (column->type == PGL_COLUMN_SHARE)
			pgl_strbuf_addf(text, "%.1f %%", 100 * value->real);
		else
			pgl_add_real(text, value->real);
		break;
	}
}

/* --- JSON --- */

static void add_word_array(struct pgl_json *json, const char *key, const struct pgl_value *value)
{
	pgl_json_array(json, key);
	for (unsigned i = 0; value->words[i]; i++)
		if (value->integer & PGL_BIT(i))
			pgl_json_text(json, NULL, value->words[i]);
	pgl_json_end_array(json);
}

void pgl_value_json(struct pgl_json *json, const char *key, const struct pgl_column *column,
		    const struct pgl_value *value)
{
	switch (value->kind) {
	case PGL_VALUE_NONE: pgl_json_null(json, key); break;
	case PGL_VALUE_TEXT: pgl_json_text(json, key, value->text); break;
	case PGL_VALUE_REAL: pgl_json_real(json, key, value->real); break;
	case PGL_VALUE_INTEGER:
		if (value->words)
			add_word_array(json, key, value);
		else if (column->type == PGL_COLUMN_BOOL)
			pgl_json_bool(json, key, value->integer);
		else
			pgl_json_signed(json, key, value->integer);
		break;
	}
}

void pgl_columns_json(struct pgl_json *json, const struct pgl_columns *columns,
		      const struct pgl_row *row, unsigned in, const char *suffix)
{
	char key[64];

	for (size_t i = 0; i < columns->n; i++) {
		const struct pgl_column *column = &columns->item[i];

		if (!(column->in & in))
			continue;
		struct pgl_value value = pgl_column_value(column, row);

		snprintf(key, sizeof key, "%s%s", column->json, suffix);
		pgl_value_json(json, key, column, &value);
	}
}

/* --- the tables themselves --- */

void pgl_column_describe(struct pgl_json *json, const struct pgl_column *column)
{
	static const char *const types[] = {"text",    "word", "words", "place", "bool",
					    "integer", "real", "real",	"real"};
	static const struct {
		unsigned in;
		const char *word;
	} formats[] = {{PGL_IN_JSON, "json"}, {PGL_IN_REPORT, "report"}, {PGL_IN_TABLES, "tables"}};

	pgl_json_object(json, NULL);
	pgl_json_text(json, "key", column->key);
	pgl_json_text(json, "json", column->json);
	pgl_json_text(json, "title", column->title);
	pgl_json_text(json, "type", types[column->type]);
	pgl_json_text(json, "unit", column->unit);
	pgl_json_array(json, "in");
	if (column->text)
		pgl_json_text(json, NULL, "text");
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (column->in & formats[i].in)
			pgl_json_text(json, NULL, formats[i].word);
	pgl_json_end_array(json);
	pgl_json_bool(json, "pairs", column->in & PGL_OF_PAIRS);
	pgl_json_text(json, "help", column->help);
	pgl_json_end_object(json);
}

void pgl_columns_describe(FILE *out)
{
	struct pgl_json json;

	pgl_json_init(&json, out, 3);
	pgl_json_object(&json, NULL);
	for (const struct pgl_columns *const *table = pgl_all_columns; *table; table++) {
		pgl_json_object(&json, (*table)->name);
		pgl_json_text(&json, "about", (*table)->about);
		pgl_json_array(&json, "columns");
		for (size_t i = 0; i < (*table)->n; i++)
			pgl_column_describe(&json, &(*table)->item[i]);
		pgl_json_end_array(&json);
		pgl_json_end_object(&json);
	}
	pgl_json_end_object(&json);
	pgl_json_finish(&json);
}
