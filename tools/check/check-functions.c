/* The rules on functions: on the numbers of each, and on its profile.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/diff-filter.h"
#include "check/rule-kinds.h"

struct pgl_real pgl_body_size(const struct pgl_check *check,
			      const struct pgl_function_change *function, enum pgl_side side)
{
	(void)check;
	return function->size[side];
}

struct pgl_real pgl_body_bytes(const struct pgl_check *check,
			       const struct pgl_function_change *function, enum pgl_side side)
{
	struct pgl_real hot = pgl_check_real(function->bytes[side].hot);

	(void)check;
	hot.value += hot.known ? (double)function->bytes[side].cold.value : 0;
	return hot;
}

struct pgl_real pgl_body_frame(const struct pgl_check *check,
			       const struct pgl_function_change *function, enum pgl_side side)
{
	return check->bodies[side].frame[function->body];
}

struct pgl_real pgl_body_entries(const struct pgl_check *check,
				 const struct pgl_function_change *function, enum pgl_side side)
{
	(void)check;
	return function->calls[side];
}

struct pgl_real pgl_body_clones(const struct pgl_check *check,
				const struct pgl_function_change *function, enum pgl_side side)
{
	return (struct pgl_real){check->bodies[side].n_clones[function->body], true};
}

/* --- numbers --- */

/* True if FUNCTION can have the number in SIDE: clones may exist without the function itself. */
static bool has_number(const struct pgl_check *check, const struct pgl_rule *rule,
		       const struct pgl_function_change *function, int side)
{
	const struct pgl_identity *identity = check->diff->weights->match->identity;

	return rule->kind->number == pgl_body_clones
		       ? identity->example[side][function->body] != PGL_NONE && function->is_inside
		       : check->bodies[side].stands[function->body];
}

static void look_at(const struct pgl_check *check, const struct pgl_rule *rule,
		    const struct pgl_function_change *function, struct pgl_check_result *result,
		    size_t *n_unknown)
{
	bool is_growth = rule->kind->limit == PGL_LIMIT_GROWTH;
	struct pgl_real value[PGL_SIDES];
	struct pgl_finding *finding;

	for (int side = 0; side < PGL_SIDES; side++) {
		value[side] = (struct pgl_real){.known = false};
		if (has_number(check, rule, function, side))
			value[side] = rule->kind->number(check, function, (enum pgl_side)side);
		else if (side == PGL_NEW || is_growth)
			return;
	}
	result->n_seen++;
	if (!value[PGL_NEW].known || (is_growth && !value[PGL_OLD].known)) {
		++*n_unknown;
		return;
	}
	if (pgl_check_is_within(rule, value[PGL_OLD].value, value[PGL_NEW].value))
		return;
	finding = pgl_check_found(result, PGL_SUBJECT_FUNCTION);
	finding->number = function->body;
	for (int side = 0; side < PGL_SIDES; side++) {
		finding->value[side] = value[side];
		finding->is_estimated[side] = rule->kind->number == pgl_body_entries &&
					      function->calls_is_estimated[side];
	}
}

void pgl_check_functions(const struct pgl_check *check, const struct pgl_rule *rule,
			 struct pgl_check_result *result)
{
	struct pgl_change_filter filter;
	size_t n_unknown = 0;

	pgl_change_filter_init(&filter, check->diff, &rule->query);
	for (size_t i = 0; i < check->diff->n_functions; i++) {
		const struct pgl_function_change *function = &check->diff->functions[i];

		if (pgl_change_filter_body(&filter, function->body))
			look_at(check, rule, function, result, &n_unknown);
	}
	pgl_change_filter_release(&filter);
	if (!result->n_seen)
		pgl_check_unknown(result,
				  "no function that the rule names has an out-of-line body in %s",
				  rule->kind->limit == PGL_LIMIT_GROWTH ? "both builds" : "NEW");
	if (n_unknown)
		pgl_check_unknown(result, "the %s of %zu function%s is not known%s",
				  rule->kind->what, n_unknown, n_unknown == 1 ? "" : "s",
				  rule->kind->number == pgl_body_bytes
					  ? ": there is no object beside the record"
					  : "");
}

/* --- profiles --- */

/* True if the unit of FUNCTION, by the number in FOREST, has a profile. */
static bool is_profiled(const struct pgl_forest *forest, uint32_t function)
{
	const struct pgl_record *record = forest->build->records[forest->function_unit[function]];
	uint32_t unit = pgl_forest_function(forest, function)->unit;

	return unit != PGL_NONE && unit < record->unit.n_units
		       ? record->unit.units[unit].profile.found
		       : record->unit.profile.found;
}

void pgl_check_profiles(const struct pgl_check *check, const struct pgl_rule *rule,
			struct pgl_check_result *result)
{
	const struct pgl_identity *identity = check->diff->weights->match->identity;
	struct pgl_change_filter filter;
	size_t n_unknown = 0;

	pgl_change_filter_init(&filter, check->diff, &rule->query);
	for (size_t i = 0; i < check->diff->n_functions; i++) {
		uint32_t body = check->diff->functions[i].body;
		uint32_t old = identity->example[PGL_OLD][body];
		uint32_t new = identity->example[PGL_NEW][body];
		const struct pgl_function *function;

		if (new == PGL_NONE || !pgl_change_filter_body(&filter, body))
			continue;
		function = pgl_forest_function(identity->forest[PGL_NEW], new);
		if (!function->has_body || pgl_identity_is_part(identity, body))
			continue;
		/* A function that early inlining removed before GCC reads the profile has none. */
		if (function->profiled == PGL_PROFILED_NONE && !function->before.size.known)
			continue;
		result->n_seen++;
		if (!is_profiled(identity->forest[PGL_NEW], new))
			n_unknown++;
		else if (rule->kind->breaks(
				 old == PGL_NONE
					 ? PGL_PROFILED_NONE
					 : pgl_forest_function(identity->forest[PGL_OLD], old)
						   ->profiled,
				 function->profiled))
			pgl_check_found(result, PGL_SUBJECT_FUNCTION)->number = body;
	}
	pgl_change_filter_release(&filter);
	if (!result->n_seen)
		pgl_check_unknown(
			result,
			"no function that the rule names exists when NEW reads its profile");
	if (n_unknown)
		pgl_check_unknown(result, "%zu function%s of NEW %s compiled without a profile",
				  n_unknown, n_unknown == 1 ? "" : "s",
				  n_unknown == 1 ? "was" : "were");
}

bool pgl_is_unread(enum pgl_profiled old, enum pgl_profiled new)
{
	(void)old;
	return new != PGL_PROFILED_READ;
}

bool pgl_is_mismatched(enum pgl_profiled old, enum pgl_profiled new)
{
	(void)old;
	return new == PGL_PROFILED_MISMATCHED;
}

bool pgl_is_newly_mismatched(enum pgl_profiled old, enum pgl_profiled new)
{
	return new == PGL_PROFILED_MISMATCHED &&old != PGL_PROFILED_MISMATCHED;
}
