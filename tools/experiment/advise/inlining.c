/* Finds lines with attributes, from the calls of each function and the calls within it. See advice.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "experiment/advise/advice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "records/names.h"
#include "base/xalloc.h"
#include "compare/outcome.h"

static const struct pgl_identity *identity_of(const struct pgl_advice *advice)
{
	return &advice->compared->identity;
}

/* Functions as callees and callers ------------------------------------------------------------ */

struct role {
	uint32_t *newly, *un; /* plan sites */
	uint32_t n_newly, newly_room, n_un, un_room;
	/* Calls that both builds decide alike: left as calls, and inlined; their executions in NEW. */
	uint32_t n_left, n_inlined;
	double left, inlined;
	const char *never; /* why no attribute could make GCC inline it; or NULL */
};

struct roles {
	struct role *callee, *text; /* by body */
};

/* Is REASON one that no attribute overrules? always_inline would turn it into an error. */
static bool is_final(const char *reason)
{
	static const char *const reasons[] = {"FUNCTION_NOT_INLINABLE",
					      "OVERWRITABLE",
					      "USES_COMDAT_LOCAL",
					      "ATTRIBUTE_MISMATCH",
					      "TARGET_OPTION_MISMATCH",
					      "OPTIMIZATION_MISMATCH",
					      "EH_PERSONALITY",
					      "NON_CALL_EXCEPTIONS",
					      "MISMATCHED_ARGUMENTS",
					      "REDEFINED_EXTERN_INLINE",
					      "SANITIZE_ATTRIBUTE_MISMATCH",
					      "THUNK",
					      "EXTERN_LIVE_ON_TARGET_CONFIG",
					      NULL};

	for (size_t i = 0; reason && reasons[i]; i++)
		if (!strcmp(reason, reasons[i]))
			return true;
	return false;
}

static void note_never(struct role *role, const struct pgl_site *site)
{
	if (site->flags & PGL_BIT(PGL_SITE_FLAG_RECURSIVE))
		role->never = "it calls itself, which GCC refuses with always_inline";
	for (uint32_t i = 0; i < site->n_decisions; i++)
		if (is_final(site->decisions[i].reason))
			role->never = "GCC cannot inline some call of it";
}

static void count_alike(const struct pgl_advice *advice, struct role *role, uint32_t site)
{
	const struct pgl_side_weights *its = &advice->compared->weights.side[PGL_NEW];

	if (pgl_forest_is_inlined(&advice->compared->forest[PGL_NEW], site)) {
		role->n_inlined++;
		role->inlined += pgl_or_zero(its->total[site]);
	} else {
		role->n_left++;
		role->left += pgl_or_zero(its->calls[site]);
	}
}

static void add_number(struct role *role, const struct pgl_plan_site *site, uint32_t number)
{
	if (site->is_newly_inlined) {
		PGL_GROW(role->newly, role->n_newly, role->newly_room);
		role->newly[role->n_newly++] = number;
	} else {
		PGL_GROW(role->un, role->n_un, role->un_room);
		role->un[role->n_un++] = number;
	}
}

static void read_roles(const struct pgl_advice *advice, struct roles *roles)
{
	const struct pgl_forest *forest = &advice->compared->forest[PGL_NEW];
	uint32_t n = identity_of(advice)->n_bodies;

	roles->callee = pgl_xcalloc((size_t)n + 1, sizeof *roles->callee);
	roles->text = pgl_xcalloc((size_t)n + 1, sizeof *roles->text);
	for (uint32_t s = 0; s < forest->n_sites; s++) {
		uint32_t callee = pgl_identity_callee(identity_of(advice), PGL_NEW, s), text;
		uint32_t number = advice->plans->number[PGL_NEW][s];

		if (callee == PGL_NONE || !pgl_forest_is_base(forest, s) ||
		    pgl_forest_is_gone(forest, s))
			continue;
		note_never(&roles->callee[callee], pgl_forest_site(forest, s));
		text = pgl_advice_text_body(advice, s);
		for (int k = 0; k < 2; k++) {
			struct role *role = k ? (text == PGL_NONE ? NULL : &roles->text[text])
					      : &roles->callee[callee];

			if (role && number == PGL_NONE)
				count_alike(advice, role, s);
			else if (role)
				add_number(role, &advice->plans->sites[number], number);
		}
	}
}

static void roles_release(struct roles *roles, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		for (int k = 0; k < 2; k++) {
			struct role *role = k ? &roles->text[i] : &roles->callee[i];

			free(role->newly);
			free(role->un);
		}
	free(roles->callee);
	free(roles->text);
}

/* Lines ------------------------------------------------------------------------------------- */

/* The function for BODY, and its record: NEW's if it has a body there; or NULL. */
static const struct pgl_function *function_of(const struct pgl_advice *advice, uint32_t body,
					      const struct pgl_record **ret_record)
{
	for (int side = PGL_NEW; side >= PGL_OLD; side--) {
		const struct pgl_forest *forest = &advice->compared->forest[side];
		uint32_t function = identity_of(advice)->example[side][body];
		const struct pgl_function *found;

		if (function == PGL_NONE)
			continue;
		*ret_record = forest->build->records[forest->function_unit[function]];
		found = pgl_forest_function(forest, function);
		found = &(*ret_record)->functions[found->origin];
		if (found->has_body || side == PGL_OLD)
			return found;
	}
	return NULL;
}

static void refuse(struct pgl_advice *advice, struct pgl_advice_line *line,
		   const struct pgl_record *record, const struct pgl_function *function,
		   const char *why)
{
	struct pgl_advice_refused *refused;
	struct pgl_strbuf place = PGL_STRBUF_INIT;

	pgl_add_location(&place, record, function->location);
	PGL_GROW(advice->refused, advice->n_refused, advice->refused_room);
	refused = &advice->refused[advice->n_refused++];
	*refused = (struct pgl_advice_refused){
		line->kind,	  function->name, pgl_strbuf_detach(&place),
		pgl_xstrdup(why), line->n_sites,  line->rank};
	pgl_advice_drop_line(advice);
}

/* Joins LINE, the newest, with INTO: a function of a header is another one in each unit, but one source. */
static void join(struct pgl_advice *advice, struct pgl_advice_line *into,
		 struct pgl_advice_line *line)
{
	for (uint32_t i = 0; i < line->n_sites; i++)
		pgl_advice_add_site(advice, into, line->sites[i]);
	into->n_overshot += line->n_overshot;
	into->overshot += line->overshot;
	into->rank += line->rank;
	pgl_advice_drop_line(advice);
}

/* Adds a line of KIND at BODY for the N sites NUMBERS; or refuses it, because of WHY if that is not NULL. */
static bool add_line(struct pgl_advice *advice, enum pgl_advice_kind kind, uint32_t body,
		     const uint32_t *numbers, uint32_t n, uint32_t n_overshot, double overshot,
		     const char *why)
{
	const struct pgl_record *record = NULL;
	const struct pgl_function *function = function_of(advice, body, &record);
	struct pgl_advice_line *line, *same;

	if (!function)
		return false;
	line = pgl_advice_new_line(advice, kind);
	for (uint32_t i = 0; i < n; i++)
		pgl_advice_add_site(advice, line, numbers[i]);
	line->function = function->name;
	line->n_overshot = n_overshot;
	line->overshot = overshot;
	line->rank = line->saved + line->spared - overshot;
	if (!why && pgl_identity_is_part(identity_of(advice), body))
		why = "it is a part that GCC split off, not a function of the source";
	if (!why)
		why = pgl_advice_write(&advice->sources, record, function, kind, &line->edit);
	if (why) {
		refuse(advice, line, record, function, why);
		return false;
	}
	same = pgl_advice_same_edit(advice);
	if (same)
		join(advice, same, line);
	return true;
}

static bool is_unlikely(const struct pgl_advice *advice, uint32_t body)
{
	uint32_t function = identity_of(advice)->example[PGL_NEW][body];

	return function != PGL_NONE &&
	       pgl_forest_function(&advice->compared->forest[PGL_NEW], function)->hotness ==
		       PGL_HOTNESS_UNLIKELY;
}

static double total_of(const struct pgl_advice *advice, const uint32_t *numbers, uint32_t n)
{
	double sum = 0;

	for (uint32_t i = 0; i < n; i++)
		sum += pgl_or_zero(advice->compared->weights.side[PGL_NEW]
					   .total[advice->plans->sites[numbers[i]].site[PGL_NEW]]);
	return sum;
}

/* Does NEW take all of the N calls NUMBERS for cold? */
static bool are_unlikely(const struct pgl_advice *advice, const uint32_t *numbers, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct pgl_plan_site *site = &advice->plans->sites[numbers[i]];
		struct pgl_call_outcome outcome = pgl_call_outcome_of(&advice->compared->weights,
								      PGL_NEW, site->site[PGL_NEW]);
		const char *reason = outcome.decision ? outcome.decision->reason : NULL;

		if (!reason || (strcmp(reason, "UNLIKELY_CALL") != 0 &&
				strcmp(reason, "EARLY_CALL_IS_COLD") != 0))
			return false;
	}
	return true;
}

/* If calls of a callee differ both ways, either line may be better: a run decides. Likewise between noinline and cold, which
   says more than NEW knows of a function that runs, but also moves its calls out of the way. */
static void advise_callee(struct pgl_advice *advice, const struct role *role, uint32_t body)
{
	double newly = total_of(advice, role->newly, role->n_newly);
	double un = total_of(advice, role->un, role->n_un);

	if (role->n_newly)
		add_line(advice, PGL_ADVICE_ALWAYS_INLINE, body, role->newly, role->n_newly,
			 role->n_left + role->n_un, role->left + un, role->never);
	if (role->n_un && !role->n_newly &&
	    (is_unlikely(advice, body) || are_unlikely(advice, role->un, role->n_un)))
		add_line(advice, PGL_ADVICE_COLD, body, role->un, role->n_un, role->n_inlined,
			 role->inlined, NULL);
	if (role->n_un && (role->n_newly || !is_unlikely(advice, body)))
		add_line(advice, PGL_ADVICE_NOINLINE, body, role->un, role->n_un,
			 role->n_inlined + role->n_newly, role->inlined + newly, NULL);
}

/* For a caller: flatten inlines all its calls, cold none. They are advised if they change no more equal calls than differing
   ones, as one line for several callees. */
static void advise_text(struct pgl_advice *advice, const struct role *role, uint32_t body)
{
	if (role->n_newly && role->n_left + role->n_un <= role->n_newly)
		add_line(advice, PGL_ADVICE_FLATTEN, body, role->newly, role->n_newly,
			 role->n_left + role->n_un,
			 role->left + total_of(advice, role->un, role->n_un), NULL);
	if (role->n_un && !role->n_newly && is_unlikely(advice, body))
		add_line(advice, PGL_ADVICE_COLD, body, role->un, role->n_un, role->n_inlined,
			 role->inlined, NULL);
}

void pgl_advice_add_lines(struct pgl_advice *advice)
{
	uint32_t n = identity_of(advice)->n_bodies;
	struct roles roles;

	read_roles(advice, &roles);
	for (uint32_t body = 0; body < n; body++)
		advise_callee(advice, &roles.callee[body], body);
	for (uint32_t body = 0; body < n; body++)
		advise_text(advice, &roles.text[body], body);
	roles_release(&roles, n);
}
