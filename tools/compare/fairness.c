/* Checks from whole builds down to functions. See fairness.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/fairness.h"

#include <stdlib.h>
#include <string.h>

#include "formats/gcc-options.h"
#include "base/intern.h"
#include "base/order.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "records/linked.h"

struct checker {
	struct pgl_fairness *fairness;
	const struct pgl_identity *identity;
	struct pgl_intern seen; /* remarks, by what and detail */
};

enum { MOST_NAMES = 5 }; /* in one sentence */

static const char *const side_words[PGL_SIDES] = {"OLD", "NEW"};

static const char *or_none(const char *text)
{
	return text ? text : "none";
}

static struct pgl_remark *remark(struct checker *checker, bool is_unfair, const char *what,
				 struct pgl_strbuf *detail, const char *source)
{
	struct pgl_fairness *fairness = checker->fairness;
	struct pgl_strbuf key = PGL_STRBUF_INIT;
	uint32_t id;

	pgl_strbuf_addf(&key, "%s\n%s", what, detail->text);
	id = pgl_intern_add(&checker->seen, key.text, key.length);
	pgl_strbuf_release(&key);
	if (id == fairness->n) {
		PGL_GROW(fairness->item, fairness->n, fairness->room);
		fairness->item[fairness->n++] = (struct pgl_remark){
			.is_unfair = is_unfair,
			.what = what,
			.detail = pgl_strbuf_detach(detail),
			.source = source,
		};
	}
	fairness->item[id].n_units++;
	pgl_strbuf_release(detail);
	return &fairness->item[id];
}

static struct pgl_remark *remark_plain(struct checker *checker, bool is_unfair, const char *what,
				       const char *text, const char *source)
{
	struct pgl_strbuf detail = PGL_STRBUF_INIT;

	pgl_strbuf_add(&detail, text);
	return remark(checker, is_unfair, what, &detail, source);
}

/* Adds NAME to a list of names in TEXT, of which N are there already. */
static void add_name(struct pgl_strbuf *text, const char *name, size_t n)
{
	if (n == MOST_NAMES)
		pgl_strbuf_add(text, ", ...");
	if (n < MOST_NAMES)
		pgl_strbuf_addf(text, "%s%s", n ? ", " : "", name ? name : "?");
}

/* --- words on a command line --- */

/* Numbers the words of TEXT that are not about the profile and sets their BIT in MARKS. */
static void take_words(const char *text, struct pgl_intern *words, unsigned char *marks,
		       size_t n_marks, unsigned char bit)
{
	while (text && *text) {
		size_t length = strcspn(text, " \t\n");

		if (length && !pgl_given_is_about_profile(text, length)) {
			uint32_t id = pgl_intern_add(words, text, length);

			if (id < n_marks)
				marks[id] |= bit;
		}
		text += length;
		text += strspn(text, " \t\n");
	}
}

/* Adds "only SIDE has WORD WORD" if SIDE alone has some words. */
static bool add_only(struct pgl_strbuf *text, const struct pgl_intern *words,
		     const unsigned char *marks, int side)
{
	bool is_first = true;

	for (uint32_t id = 0; id < words->n; id++) {
		size_t start = id ? words->ends[id - 1] : 0;

		if (marks[id] != 1 << side)
			continue;
		if (is_first)
			pgl_strbuf_addf(text, "%sonly %s has", text->length ? "; " : "",
					side_words[side]);
		pgl_strbuf_add_char(text, ' ');
		pgl_strbuf_add_n(text, (const char *)words->bytes + start, words->ends[id] - start);
		is_first = false;
	}
	return !is_first;
}

/* Reports the words that differ on the command lines; false: none do. */
static bool check_given(struct checker *checker, const struct pgl_unit *old,
			const struct pgl_unit *new)
{
	size_t n = (old->given ? strlen(old->given) : 0) + (new->given ? strlen(new->given) : 0);
	unsigned char *marks = pgl_xcalloc(n + 1, 1);
	struct pgl_intern words = {0};
	struct pgl_strbuf detail = PGL_STRBUF_INIT;
	bool differ = false;

	take_words(old->given, &words, marks, n + 1, 1 << PGL_OLD);
	take_words(new->given, &words, marks, n + 1, 1 << PGL_NEW);
	for (int side = 0; side < PGL_SIDES; side++)
		differ |= add_only(&detail, &words, marks, side);
	if (differ)
		remark(checker, true, "flags", &detail, old->source);
	pgl_strbuf_release(&detail);
	pgl_intern_release(&words);
	free(marks);
	return differ;
}

/* Adds the names of the options whose values differ in two sorted lists; returns how many. */
static size_t add_differing(struct pgl_strbuf *text, const struct pgl_options *a,
			    const struct pgl_options *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n || j < b->n) {
		int order = i == a->n	? 1
			    : j == b->n ? -1
					: strcmp(a->item[i].name, b->item[j].name);

		if ((order || !pgl_same_text(a->item[i].value, b->item[j].value)) &&
		    !pgl_given_is_about_profile(
			    order <= 0 ? a->item[i].name : b->item[j].name,
			    strlen(order <= 0 ? a->item[i].name : b->item[j].name)))
			pgl_strbuf_addf(text, "%s%s", n++ ? " " : "",
					order <= 0 ? a->item[i].name : b->item[j].name);
		i += order <= 0;
		j += order >= 0;
	}
	return n;
}

static void check_options(struct checker *checker, const struct pgl_unit *old,
			  const struct pgl_unit *new)
{
	struct pgl_strbuf names = PGL_STRBUF_INIT, detail = PGL_STRBUF_INIT;
	bool uses_profile = old->profile.use != new->profile.use;

	if (!check_given(checker, old, new) &&
	    add_differing(&names, &old->options, &new->options)) {
		pgl_strbuf_addf(&detail, "%s: %s",
				uses_profile ? "-fprofile-use also switched these flags"
					     : "differ although the command lines do not",
				names.text);
		remark(checker, !uses_profile, uses_profile ? "implied flags" : "flags", &detail,
		       old->source);
	}
	pgl_strbuf_release(&names);
	pgl_strbuf_release(&detail);
}

/* --- sources and compilers --- */

static void check_compiler(struct checker *checker, const struct pgl_unit *old,
			   const struct pgl_unit *new)
{
	struct pgl_strbuf detail = PGL_STRBUF_INIT;

	if (pgl_same_text(old->compiler.name, new->compiler.name) &&
	    pgl_same_text(old->compiler.version, new->compiler.version) &&
	    pgl_same_text(old->compiler.target, new->compiler.target))
		return;
	pgl_strbuf_addf(&detail, "OLD was compiled by %s %s for %s, NEW by %s %s for %s",
			or_none(old->compiler.name), or_none(old->compiler.version),
			or_none(old->compiler.target), or_none(new->compiler.name),
			or_none(new->compiler.version), or_none(new->compiler.target));
	remark(checker, true, "compiler", &detail, old->source);
}

static const struct pgl_record *record_of(const struct checker *checker, int side,
					  const struct pgl_scope *scope)
{
	return checker->identity->forest[side]->build->records[scope->record];
}

/* The functions of two units that have a body in both and whose bodies differ. */
static void check_bodies(struct checker *checker, const struct pgl_scope *in_old,
			 const struct pgl_scope *in_new)
{
	const struct pgl_record *old = record_of(checker, PGL_OLD, in_old);
	const struct pgl_record *new = record_of(checker, PGL_NEW, in_new);
	struct pgl_strbuf names = PGL_STRBUF_INIT, detail = PGL_STRBUF_INIT;
	struct pgl_intern assemblers = {0};
	const char **prints = pgl_xcalloc((size_t)old->n_functions + 1, sizeof *prints);
	size_t n = 0;

	for (uint32_t f = 0; f < old->n_functions; f++) {
		const struct pgl_function *function = &old->functions[f];
		const char *name = function->assembler ? function->assembler : "";

		if (function->unit != in_old->linked)
			continue;
		prints[pgl_intern_add(&assemblers, name, strlen(name))] = function->fingerprint;
	}
	for (uint32_t f = 0; f < new->n_functions; f++) {
		const struct pgl_function *function = &new->functions[f];
		const char *name = function->assembler ? function->assembler : "";

		if (function->unit != in_new->linked)
			continue;
		uint32_t id = pgl_intern_add(&assemblers, name, strlen(name));

		if (id >= old->n_functions || !prints[id] || !function->fingerprint ||
		    !strcmp(prints[id], function->fingerprint))
			continue;
		add_name(&names, function->name, n++);
	}
	if (n)
		pgl_strbuf_addf(&detail, "%zu function%s another body before any inlining: %s", n,
				n == 1 ? " has" : "s have", names.text);
	else
		pgl_strbuf_add(&detail, "other functions have a body before any inlining");
	remark(checker, true, "sources", &detail, in_old->unit->source)->is_of_text = true;
	pgl_strbuf_release(&names);
	pgl_intern_release(&assemblers);
	free(prints);
}

static void check_sources(struct checker *checker, const struct pgl_scope *old,
			  const struct pgl_scope *new)
{
	const struct pgl_unit *a = old->unit, *b = new->unit;

	if (a->fingerprint && b->fingerprint && strcmp(a->fingerprint, b->fingerprint))
		remark_plain(checker, true, "sources", "the source file's text differs", a->source)
			->is_of_text = true;
	if (a->fingerprint_ir && b->fingerprint_ir && strcmp(a->fingerprint_ir, b->fingerprint_ir))
		check_bodies(checker, old, new);
}

/* --- profiles --- */

static void check_mismatched(struct checker *checker, const struct pgl_scope *scope, int side)
{
	const struct pgl_record *record = record_of(checker, side, scope);
	struct pgl_strbuf names = PGL_STRBUF_INIT, detail = PGL_STRBUF_INIT;
	size_t n = 0;

	if (!scope->unit->profile.n_mismatched)
		return;
	for (uint32_t f = 0; f < record->n_functions; f++)
		if (record->functions[f].profiled == PGL_PROFILED_MISMATCHED &&
		    record->functions[f].unit == scope->linked)
			add_name(&names, record->functions[f].name, n++);
	pgl_strbuf_addf(&detail, "%s's profile does not fit %u function%s%s%s", side_words[side],
			scope->unit->profile.n_mismatched,
			scope->unit->profile.n_mismatched == 1 ? "" : "s", n ? ": " : "",
			names.text);
	remark(checker, true, "mismatched profile", &detail, scope->unit->source);
	pgl_strbuf_release(&names);
}

static void check_profile(struct checker *checker, const struct pgl_scope *scope, int side)
{
	const struct pgl_unit *unit = scope->unit;

	if ((unit->profile.use == PGL_PROFILE_USE || unit->profile.use == PGL_PROFILE_AUTO) &&
	    !unit->profile.found &&
	    pgl_unit_has_code(record_of(checker, side, scope), scope->linked))
		remark_plain(checker, true, "missing profile",
			     side == PGL_OLD ? "OLD was to use a profile and found none"
					     : "NEW was to use a profile and found none",
			     unit->source);
	if (unit->profile.use == PGL_PROFILE_GENERATE)
		remark_plain(checker, true, "instrumented",
			     side == PGL_OLD ? "OLD is an instrumented build"
					     : "NEW is an instrumented build",
			     unit->source);
	check_mismatched(checker, scope, side);
}

static bool has_profile(const struct pgl_build *build)
{
	for (size_t u = 0; u < build->n; u++)
		if (build->records[u]->unit.profile.found)
			return true;
	return false;
}

static bool has_same_paths(const struct pgl_build *old, const struct pgl_build *new)
{
	if (old->n != new->n || !old->paths || !new->paths)
		return false;
	for (size_t u = 0; u < old->n; u++)
		if (strcmp(old->paths[u], new->paths[u]) != 0)
			return false;
	return true;
}

static void check_builds(struct checker *checker)
{
	const struct pgl_build *old = checker->identity->forest[PGL_OLD]->build;
	const struct pgl_build *new = checker->identity->forest[PGL_NEW]->build;
	bool is_old = has_profile(old), is_new = has_profile(new);

	if (has_same_paths(old, new))
		remark_plain(checker, true, "same", "OLD and NEW are the same records", NULL);
	else if (is_old && !is_new)
		remark_plain(checker, true, "swapped",
			     "OLD has the profile and NEW has none: are they swapped?", NULL);
	else if (is_old && is_new)
		remark_plain(checker, false, "two profiles", "both builds use a profile", NULL);
	if (!is_old && !is_new)
		remark_plain(checker, true, "no profile",
			     "neither build has a profile: how often calls run is not known", NULL);
}

/* --- links --- */

static const char link_time[] = "link-time optimization";

struct side_checker {
	struct checker *checker;
	const char *side;
};

static bool is_recorded(const struct pgl_scope *scope)
{
	return scope->linked == PGL_NONE || scope->unit->summary;
}

static bool is_linked(const struct pgl_build *build)
{
	for (size_t u = 0; u < build->n; u++)
		if (build->records[u]->unit.n_units)
			return true;
	return false;
}

static void remark_lack(void *context, enum pgl_lack lack, const struct pgl_unit *unit)
{
	const struct side_checker *side = context;
	struct pgl_strbuf detail = PGL_STRBUF_INIT;

	pgl_strbuf_addf(&detail, "in %s, %s", side->side, pgl_lack_text(lack));
	remark(side->checker, lack != PGL_LACK_LINK_OR_NOT, link_time, &detail, unit->source);
}

static void check_links(struct checker *checker)
{
	bool linked[PGL_SIDES];

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = checker->identity->forest[side]->build;
		struct side_checker context = {checker, side_words[side]};

		pgl_build_lacks(build, remark_lack, &context);
		linked[side] = is_linked(build);
	}
	if (linked[PGL_OLD] != linked[PGL_NEW]) {
		struct pgl_strbuf detail = PGL_STRBUF_INIT;

		pgl_strbuf_addf(&detail, "only %s has been optimized by a link",
				side_words[linked[PGL_NEW]]);
		remark(checker, true, link_time, &detail, NULL);
	}
}

/* --- the whole --- */

/* A link only repeats what its units say about the profile. */
static bool says_profile(const struct pgl_scope *scope)
{
	return !scope->unit->n_units;
}

static void check_scope(struct checker *checker, uint32_t number)
{
	const struct pgl_scope *old = &checker->identity->scope[PGL_OLD][number];
	const struct pgl_scope *new = &checker->identity->scope[PGL_NEW][number];

	if (old->unit && says_profile(old))
		check_profile(checker, old, PGL_OLD);
	if (new->unit && says_profile(new))
		check_profile(checker, new, PGL_NEW);
	if (!new->unit)
		remark_plain(checker, true, "sources", "a unit is in OLD only", old->unit->source);
	else if (!old->unit)
		remark_plain(checker, true, "sources", "a unit is in NEW only", new->unit->source);
	else if (is_recorded(old) && is_recorded(new)) {
		check_compiler(checker, old->unit, new->unit);
		check_sources(checker, old, new);
		check_options(checker, old->unit, new->unit);
	}
}

/* Puts unfair remarks first; otherwise the order stays. */
static void sort_remarks(struct pgl_fairness *fairness)
{
	struct pgl_remark *sorted = pgl_xcalloc(fairness->n + 1, sizeof *sorted);
	size_t n = 0;

	for (int is_note = 0; is_note < 2; is_note++) {
		for (size_t i = 0; i < fairness->n; i++)
			if (fairness->item[i].is_unfair == !is_note)
				sorted[n++] = fairness->item[i];
		if (!is_note)
			fairness->n_unfair = n;
	}
	free(fairness->item);
	fairness->item = sorted;
}

void pgl_fairness_init(struct pgl_fairness *fairness, const struct pgl_identity *identity)
{
	struct checker checker = {.fairness = fairness, .identity = identity};

	*fairness = (struct pgl_fairness){0};
	check_builds(&checker);
	check_links(&checker);
	for (uint32_t scope = 0; scope < identity->n_scopes; scope++)
		check_scope(&checker, scope);
	sort_remarks(fairness);
	pgl_intern_release(&checker.seen);
}

void pgl_fairness_release(struct pgl_fairness *fairness)
{
	for (size_t i = 0; i < fairness->n; i++)
		free(fairness->item[i].detail);
	free(fairness->item);
	*fairness = (struct pgl_fairness){0};
}
