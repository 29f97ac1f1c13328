/* See join-names.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/join-names.h"

#include <stdlib.h>
#include <string.h>

#include "base/demangle.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "costs/size.h"

/* Kinds of names, kept apart. */
#define WHOLE 'w'
#define SHORT 's' /* without return type and parameters */

/* --- text of names --- */

/* The length of NAME, of LENGTH bytes, without its last mark of a clone: ".part.0", " [clone .cold]". LENGTH if it
   has none. */
static size_t drop_clone(const char *name, size_t length)
{
	if (!length || name[length - 1] != ']')
		return pgl_size_drop_suffix(name, length);
	for (size_t i = length - 1; i-- > 0;)
		if (!strncmp(name + i, " [clone ", 8))
			return i;
	return length;
}

bool pgl_is_cold_name(const char *name)
{
	static const char demangled[] = " [clone .cold]";
	size_t length = strlen(name);
	enum pgl_own own;

	pgl_size_base(name, &own);
	return own == PGL_OWN_COLD || (length >= sizeof demangled &&
				       !strcmp(name + length - strlen(demangled), demangled));
}

size_t pgl_short_name(const char *name, size_t length, const char **ret)
{
	size_t end = length, depth = 0, start = 0;

	while (end && name[end - 1] != ')')
		end--;
	for (; end; end--) {
		depth += name[end - 1] == ')';
		depth -= name[end - 1] == '(';
		if (!depth)
			break;
	}
	if (!end || end == 1)
		return 0;
	end--; /* the "(" */
	depth = 0;
	for (size_t i = 0; i + 9 < end; i++) {
		/* The blanks and brackets after it are part of the name. */
		if (!strncmp(name + i, "operator", 8) && !depth &&
		    (!i || name[i - 1] == ':' || name[i - 1] == ' '))
			break;
		depth += name[i] == '<' || name[i] == '(' || name[i] == '{' || name[i] == '[';
		if (depth && (name[i] == '>' || name[i] == ')' || name[i] == '}' || name[i] == ']'))
			depth--;
		if (!depth && name[i] == ' ')
			start = i + 1;
	}
	*ret = name + start;
	return end - start;
}

size_t pgl_same_tail(const char *a, const char *b)
{
	size_t i = strlen(a), j = strlen(b), n = 0;

	for (;;) {
		size_t a_end, b_end;

#define COMPONENT(path, at, end)                                                                   \
	do {                                                                                       \
		while (at && path[at - 1] == '/')                                                  \
			at--;                                                                      \
		end = at;                                                                          \
		while (at && path[at - 1] != '/')                                                  \
			at--;                                                                      \
	} while (end - at == 1 && path[at] == '.')
		COMPONENT(a, i, a_end);
		COMPONENT(b, j, b_end);
#undef COMPONENT
		if (a_end == i || b_end == j || a_end - i != b_end - j ||
		    memcmp(a + i, b + j, a_end - i) != 0)
			return n;
		n++;
	}
}

/* --- the table --- */

static uint32_t number_of(struct pgl_cost_names *names, char kind, const char *name, size_t length)
{
	struct pgl_strbuf key = PGL_STRBUF_INIT;
	uint32_t n = names->names.n, number;

	pgl_strbuf_add_char(&key, kind);
	pgl_strbuf_add_n(&key, name, length);
	number = pgl_intern_add(&names->names, key.text, key.length);
	if (number == n) {
		PGL_GROW(names->first, (size_t)n, names->room_first);
		names->first[n] = PGL_NONE;
	}
	pgl_strbuf_release(&key);
	return number;
}

static void add_name(struct pgl_cost_names *names, char kind, const char *name, size_t length,
		     uint32_t body)
{
	uint32_t number = number_of(names, kind, name, length);
	uint32_t pair[] = {number, body}, n_pairs = names->pairs.n;

	if (pgl_intern_add(&names->pairs, pair, sizeof pair) < n_pairs)
		return;
	PGL_GROW(names->next, (size_t)n_pairs, names->room_next);
	names->next[n_pairs] = names->first[number];
	names->first[number] = n_pairs;
}

/* Adds NAME, demangled or as GCC prints it, in full and without return type and parameters. */
static void add_text(struct pgl_cost_names *names, const char *name, uint32_t body)
{
	const char *text;
	size_t length = pgl_short_name(name, strlen(name), &text);

	add_name(names, WHOLE, name, strlen(name), body);
	if (length)
		add_name(names, SHORT, text, length, body);
}

void pgl_cost_names_init(struct pgl_cost_names *names, const struct pgl_identity *identity,
			 enum pgl_side side)
{
	const struct pgl_forest *forest = identity->forest[side];
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	*names = (struct pgl_cost_names){.identity = identity, .side = side};
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		const struct pgl_function *function = pgl_forest_function(forest, f);
		uint32_t body = identity->body[side][f];
		bool is_part = pgl_identity_is_part(identity, body);

		if (function->assembler)
			add_name(names, WHOLE, function->assembler, strlen(function->assembler),
				 body);
		/* A part's ends in "[clone .part.0]". */
		if (function->assembler && pgl_demangle(function->assembler, &text)) {
			if (is_part)
				add_name(names, WHOLE, text.text, text.length, body);
			else
				add_text(names, text.text, body);
		}
		/* GCC's dumps give a clone the name of its origin, and so a part a name that is not its own. */
		if (function->name && !is_part)
			add_text(names, function->name, body);
	}
	pgl_strbuf_release(&text);
}

void pgl_cost_names_release(struct pgl_cost_names *names)
{
	pgl_intern_release(&names->names);
	pgl_intern_release(&names->pairs);
	free(names->first);
	free(names->next);
	*names = (struct pgl_cost_names){0};
}

/* The first pair of a name, or PGL_NONE. Adds the name, without bodies, if it is new. */
static uint32_t pairs_of(struct pgl_cost_names *names, char kind, const char *name, size_t length)
{
	uint32_t number = number_of(names, kind, name, length); /* may move FIRST */

	return names->first[number];
}

static uint32_t find_pairs(struct pgl_cost_names *names, const char *name)
{
	size_t length = strlen(name), shorter;
	uint32_t pair = pairs_of(names, WHOLE, name, length);
	const char *quote = strrchr(name, '\'');

	if (pair == PGL_NONE && quote && quote[1] && !quote[1 + strspn(quote + 1, "0123456789")]) {
		length = (size_t)(quote - name);
		pair = pairs_of(names, WHOLE, name, length);
	}
	while (pair == PGL_NONE && (shorter = drop_clone(name, length)) < length) {
		length = shorter;
		pair = pairs_of(names, WHOLE, name, length);
	}
	if (pair == PGL_NONE)
		pair = pairs_of(names, SHORT, name, length);
	return pair;
}

static uint32_t body_of(const struct pgl_cost_names *names, uint32_t pair)
{
	const uint32_t(*keys)[2] = (const void *)names->pairs.bytes;

	return keys[pair][1];
}

void pgl_cost_names_each(struct pgl_cost_names *names, const char *name,
			 void (*take)(void *context, uint32_t body), void *context)
{
	for (uint32_t pair = find_pairs(names, name); pair != PGL_NONE; pair = names->next[pair])
		take(context, body_of(names, pair));
}

/* --- which of several --- */

/* The file that declares BODY, or NULL, and whether the records have its code. */
static const char *declared_in(const struct pgl_cost_names *names, uint32_t body,
			       bool *ret_has_body)
{
	const struct pgl_forest *forest = names->identity->forest[names->side];
	uint32_t f = names->identity->example[names->side][body];
	const struct pgl_function *function;

	*ret_has_body = false;
	if (f == PGL_NONE)
		return NULL;
	function = pgl_forest_function(forest, f);
	*ret_has_body = function->has_body || function->fingerprint;
	return function->location.file == PGL_NONE
		       ? NULL
		       : forest->build->records[forest->function_unit[f]]
				 ->unit.files[function->location.file];
}

/* The files that a cost profile says a function is from. */
struct evidence {
	const struct pgl_costs *measured;
	uint32_t function;
	size_t row, end; /* its rows */
};

/* How many components PATH has in common with the evidence; *RET_ANY: whether there is any. */
static size_t agreement(const struct evidence *evidence, const char *path, bool *ret_any)
{
	const struct pgl_costs *measured = evidence->measured;
	uint32_t file = measured->functions[evidence->function].file, last = file;
	size_t best = 0;

	*ret_any = file != PGL_NONE;
	if (file != PGL_NONE)
		best = pgl_same_tail(measured->strings[file], path);
	for (size_t row = evidence->row; row < evidence->end; row++) {
		size_t here;

		file = measured->rows[row].file;
		if (file == PGL_NONE || file == last)
			continue;
		last = file;
		*ret_any = true;
		here = pgl_same_tail(measured->strings[file], path);
		if (here > best)
			best = here;
	}
	return best;
}

struct choice {
	uint32_t with_body, without_body; /* PGL_NONE, a body, or PGL_SEVERAL */
	bool is_by_file;		  /* files agree */
	bool is_without_files;		  /* the cost profile names none */
};

static struct choice choose(struct pgl_cost_names *names, const struct evidence *evidence)
{
	struct choice choice = {PGL_NONE, PGL_NONE, false, true};
	const char *name = pgl_costs_name(evidence->measured, evidence->function);
	size_t best = 0;

	for (uint32_t pair = find_pairs(names, name); pair != PGL_NONE; pair = names->next[pair]) {
		uint32_t body = body_of(names, pair);
		bool has_body, any = false;
		const char *path = declared_in(names, body, &has_body);
		size_t here = path ? agreement(evidence, path, &any) : 0;

		if (!has_body) {
			choice.without_body = body;
			continue;
		}
		if (any)
			choice.is_without_files = false;
		if (here > best) {
			choice.with_body = body;
			best = here;
		} else if (here == best && (here || !any)) {
			choice.with_body = choice.with_body == PGL_NONE ? body : PGL_SEVERAL;
		}
	}
	choice.is_by_file = best > 0;
	return choice;
}

uint32_t *pgl_cost_names_resolve(struct pgl_cost_names *names, const struct pgl_costs *measured)
{
	size_t n = measured->n_functions, row = 0;
	uint32_t *bodies = pgl_xcalloc(n + 1, sizeof *bodies);
	struct choice *choices = pgl_xcalloc(n + 1, sizeof *choices);
	/* Programs and libraries that contain a function of the records, as its file shows. */
	bool *is_ours = pgl_xcalloc((size_t)measured->n_strings + 1, sizeof *is_ours);
	bool any_ours = false;

	for (uint32_t f = 0; f < n; f++) {
		struct evidence evidence = {measured, f, row, row};

		while (evidence.end < measured->n_rows && measured->rows[evidence.end].text == f)
			evidence.end++;
		row = evidence.end;
		choices[f] = choose(names, &evidence);
		if (choices[f].is_by_file && measured->functions[f].object != PGL_NONE)
			is_ours[measured->functions[f].object] = any_ours = true;
	}
	for (uint32_t f = 0; f < n; f++) {
		const struct choice *choice = &choices[f];
		uint32_t object = measured->functions[f].object;
		bool may_be_ours = object == PGL_NONE || !any_ours || is_ours[object];

		bodies[f] =
			choice->with_body != PGL_NONE && (choice->is_by_file ||
							  (choice->is_without_files && may_be_ours))
				? choice->with_body
				: choice->without_body;
	}
	free(choices);
	free(is_ours);
	return bodies;
}
