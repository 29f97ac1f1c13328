/* Common numbers for units, files and functions. See identity.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/identity.h"

#include <stdlib.h>
#include <string.h>

#include "formats/gcc-options.h"
#include "base/group.h"
#include "base/intern.h"
#include "base/strbuf.h"
#include "base/xalloc.h"

static const char *base_name(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash ? slash + 1 : path ? path : "";
}

/* What two units must agree on to pair, besides the path of their source. */
enum {
	BY_NAME = 1,   /* its last component alone: the tree may have been moved */
	WITH_TEXT = 2, /* the source's text: folders may have files of one name */
	WITH_FLAGS =
		4, /* the flags, except those about the profile: a file may be compiled twice */
	WITH_RECORD = 8, /* the name of the record's file: which of several that is may be chance */
	ONLY_ONE = 16	 /* nothing, if either side has just one unit */
};

/* From the surest to the last resort. */
static const unsigned char unit_keys[] = {
	WITH_TEXT | WITH_FLAGS | WITH_RECORD,
	WITH_TEXT | WITH_FLAGS,
	WITH_TEXT | WITH_RECORD,
	WITH_TEXT,
	WITH_RECORD,
	0,
	BY_NAME | WITH_TEXT | WITH_FLAGS | WITH_RECORD,
	BY_NAME | WITH_TEXT | WITH_FLAGS,
	BY_NAME | WITH_TEXT | WITH_RECORD,
	BY_NAME | WITH_TEXT,
	BY_NAME | WITH_RECORD,
	BY_NAME,
	ONLY_ONE,
};

/* A number for TEXT; 0 if it is not known. */
static uint32_t number_text(struct pgl_intern *strings, const char *text)
{
	return text ? 1 + pgl_intern_add(strings, text, strlen(text)) : 0;
}

/* A number for the options in GIVEN that are not about the profile. */
static uint32_t number_flags(struct pgl_intern *strings, const char *given)
{
	struct pgl_strbuf flags = PGL_STRBUF_INIT;
	uint32_t number;

	while (given && *given) {
		size_t length = strcspn(given, " ");

		if (!pgl_given_is_about_profile(given, length))
			pgl_strbuf_add_n(&flags, given, length + (given[length] == ' '));
		given += length + (given[length] == ' ');
	}
	number = number_text(strings, flags.text);
	pgl_strbuf_release(&flags);
	return number;
}

static uint32_t unit_key(const struct pgl_build *build, size_t unit, unsigned kind,
			 struct pgl_intern *strings)
{
	const struct pgl_unit *described = &build->records[unit]->unit;
	const char *source = described->source;
	uint32_t key[4] = {0};

	if (kind & ONLY_ONE)
		return build->n == 1 ? 0 : PGL_NONE;
	if (kind & BY_NAME || !source)
		source = base_name(source);
	key[0] = number_text(strings, source);
	if (kind & WITH_TEXT)
		key[1] = number_text(strings, described->fingerprint);
	if (kind & WITH_FLAGS)
		key[2] = number_flags(strings, described->given);
	if (kind & WITH_RECORD)
		key[3] = number_text(strings, base_name(build->paths ? build->paths[unit] : NULL));
	return pgl_intern_add(strings, key, sizeof key);
}

/* Pairs, in order, the units that are still alone and have the same key; until they are numbered, UNIT
   holds the partner. */
static void pair_units(struct pgl_identity *identity, unsigned kind)
{
	struct pgl_intern strings = {0};
	uint32_t *key[PGL_SIDES], n[PGL_SIDES], *partner;

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = identity->forest[side]->build;

		n[side] = (uint32_t)build->n;
		key[side] = pgl_xunset(n[side]);
		for (uint32_t u = 0; u < n[side]; u++)
			if (identity->unit[side][u] == PGL_NONE)
				key[side][u] = unit_key(build, u, kind, &strings);
	}
	partner = pgl_pair_in_order(strings.n + 1, key, n);
	for (uint32_t u = 0; u < n[PGL_OLD]; u++) {
		if (partner[u] == PGL_NONE)
			continue;
		identity->unit[PGL_OLD][u] = partner[u];
		identity->unit[PGL_NEW][partner[u]] = u;
	}
	pgl_intern_release(&strings);
	free(key[PGL_OLD]);
	free(key[PGL_NEW]);
	free(partner);
}

/* Numbers the units: pairs in the order of OLD, then those of OLD alone, then those of NEW alone. */
static void number_units(struct pgl_identity *identity)
{
	for (uint32_t u = 0; u < identity->forest[PGL_OLD]->build->n; u++) {
		uint32_t partner = identity->unit[PGL_OLD][u];

		if (partner != PGL_NONE)
			identity->unit[PGL_OLD][u] = identity->unit[PGL_NEW][partner] =
				identity->n_units++;
	}
	for (int side = 0; side < PGL_SIDES; side++)
		for (size_t u = 0; u < identity->forest[side]->build->n; u++)
			if (identity->unit[side][u] == PGL_NONE)
				identity->unit[side][u] = identity->n_units++;
}

static void join_units(struct pgl_identity *identity)
{
	for (int side = 0; side < PGL_SIDES; side++)
		identity->unit[side] = pgl_xunset(identity->forest[side]->build->n);
	for (size_t i = 0; i < sizeof unit_keys; i++)
		pair_units(identity, unit_keys[i]);
	number_units(identity);
	for (int side = 0; side < PGL_SIDES; side++) {
		identity->unit_back[side] = pgl_xunset(identity->n_units);
		for (size_t u = 0; u < identity->forest[side]->build->n; u++)
			identity->unit_back[side][identity->unit[side][u]] = (uint32_t)u;
	}
}

/* True if RECORD is of a link with a unit whose source is SOURCE. */
static bool has_linked(const struct pgl_record *record, const char *source)
{
	for (uint32_t i = 0; i < record->unit.n_units; i++)
		if (!strcmp(record->unit.units[i].source, source))
			return true;
	return false;
}

static bool is_moved(const struct pgl_identity *identity, int side, size_t unit)
{
	uint32_t other = identity->unit_back[!side][identity->unit[side][unit]];
	const struct pgl_record *ours = identity->forest[side]->build->records[unit], *theirs;

	if (other == PGL_NONE)
		return false;
	theirs = identity->forest[!side]->build->records[other];
	/* The path of a program says nothing about its sources. */
	if (ours->unit.n_units && theirs->unit.n_units)
		return !has_linked(theirs, ours->unit.units[0].source) &&
		       !has_linked(ours, theirs->unit.units[0].source);
	return !ours->unit.source || !theirs->unit.source ||
	       strcmp(ours->unit.source, theirs->unit.source);
}

/* --- scopes --- */

static uint32_t add_scope(struct pgl_identity *identity, struct pgl_intern *keys, int side,
			  const uint32_t key[3], struct pgl_scope scope)
{
	uint32_t number = pgl_intern_add(keys, key, 3 * sizeof *key);

	if (number >= identity->n_scopes)
		identity->n_scopes = number + 1;
	identity->scope[side][number] = scope;
	return number;
}

/* The scopes of record U: its own, and those of the units it links, by source and, where several share it,
   by order. */
static void add_scopes(struct pgl_identity *identity, struct pgl_intern *keys,
		       struct pgl_intern *names, int side, uint32_t u, uint32_t *number)
{
	const struct pgl_unit *unit = &identity->forest[side]->build->records[u]->unit;
	bool moved = is_moved(identity, side, u);
	uint32_t key[3] = {identity->unit[side][u], PGL_NONE, 0};
	uint32_t *name = pgl_xcalloc(unit->n_units + (size_t)1, sizeof *name), *seen;

	*number = add_scope(identity, keys, side, key,
			    (struct pgl_scope){.unit = unit, .record = u, .linked = PGL_NONE});
	for (uint32_t k = 0; k < unit->n_units; k++) {
		const char *source = unit->units[k].source;

		source = moved ? base_name(source) : source;
		name[k] = pgl_intern_add(names, source, strlen(source));
	}
	seen = pgl_xcalloc(names->n + (size_t)1, sizeof *seen);
	for (uint32_t k = 0; k < unit->n_units; k++) {
		key[1] = name[k];
		key[2] = seen[name[k]]++;
		number[1 + k] = add_scope(
			identity, keys, side, key,
			(struct pgl_scope){.unit = &unit->units[k], .record = u, .linked = k});
	}
	free(name);
	free(seen);
}

static void number_scopes(struct pgl_identity *identity)
{
	struct pgl_intern keys = {0}, names = {0};
	size_t n = 0;

	for (int side = 0; side < PGL_SIDES; side++)
		for (size_t u = 0; u < identity->forest[side]->build->n; u++)
			n += 1 + (size_t)identity->forest[side]->build->records[u]->unit.n_units;
	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = identity->forest[side]->build;
		uint32_t next = 0;

		identity->scope[side] = pgl_xcalloc(n + 1, sizeof *identity->scope[side]);
		identity->scopes[side] = pgl_xcalloc(n + 1, sizeof *identity->scopes[side]);
		identity->first_scope[side] =
			pgl_xcalloc(build->n + 1, sizeof *identity->first_scope[side]);
		for (uint32_t u = 0; u < build->n; u++) {
			identity->first_scope[side][u] = next;
			add_scopes(identity, &keys, &names, side, u, identity->scopes[side] + next);
			next += 1 + build->records[u]->unit.n_units;
		}
	}
	pgl_intern_release(&keys);
	pgl_intern_release(&names);
}

uint32_t pgl_identity_scope(const struct pgl_identity *identity, enum pgl_side side,
			    uint32_t function)
{
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t linked = pgl_forest_function(forest, function)->unit;
	const uint32_t *scopes = identity->scopes[side] +
				 identity->first_scope[side][forest->function_unit[function]];

	return scopes[linked == PGL_NONE ? 0 : 1 + linked];
}
static void join_files(struct pgl_identity *identity)
{
	struct pgl_intern names = {0};

	for (int side = 0; side < PGL_SIDES; side++) {
		const struct pgl_build *build = identity->forest[side]->build;
		uint32_t n = 0, *first = pgl_xcalloc(build->n + 1, sizeof *first), *file;

		for (size_t u = 0; u < build->n; u++) {
			first[u] = n;
			n += build->records[u]->unit.n_files;
		}
		file = pgl_xcalloc((size_t)n + 1, sizeof *file);
		for (size_t u = 0; u < build->n; u++) {
			const struct pgl_unit *unit = &build->records[u]->unit;
			bool moved = is_moved(identity, side, u);

			for (uint32_t f = 0; f < unit->n_files; f++) {
				const char *name =
					moved ? base_name(unit->files[f]) : unit->files[f];

				file[first[u] + f] = pgl_intern_add(&names, name, strlen(name));
			}
		}
		identity->first_file[side] = first;
		identity->file[side] = file;
	}
	pgl_intern_release(&names);
}

/* The function that gave a body its name. */
struct namer {
	int side;
	uint32_t function;
};

struct bodies {
	struct pgl_intern names, bodies;
	size_t room;
	struct namer *namers; /* by body */
	size_t namers_room;
};

/* The body {UNIT (or PGL_NONE: the program), NAME, PART (or PGL_NONE)}, which NAMER names. */
static uint32_t body_of(struct pgl_identity *identity, struct bodies *bodies, struct namer namer,
			uint32_t unit, uint32_t name, uint32_t part)
{
	uint32_t key[] = {unit, name, part};
	uint32_t body = pgl_intern_add(&bodies->bodies, key, sizeof key);

	if (body == identity->n_bodies) {
		PGL_GROW(bodies->namers, identity->n_bodies, bodies->namers_room);
		bodies->namers[body] = namer;
		PGL_GROW(identity->origin, identity->n_bodies, bodies->room);
		identity->origin[identity->n_bodies++] = body;
	}
	return body;
}

/* True if other units mean the same function by that name: they have it, or see it. */
static bool is_shared(const struct pgl_function *function)
{
	uint32_t visible = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL) | PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);

	/* A body that GCC removed before the inliner leaves a fingerprint. */
	return function->flags & visible || (!function->has_body && !function->fingerprint);
}

/* The name that FUNCTION shares with the functions GCC copied from the same code, which is that of ORIGIN; returns
   its length. g++ makes several functions of one constructor or destructor, which have an origin without code:
   each is a function of its own, and a clone of one of them has its symbol, with more behind a dot. */
static size_t common_name(const struct pgl_function *function, const struct pgl_function *origin,
			  const char **ret)
{
	const char *name = origin->assembler ? origin->assembler : origin->name;
	const char *symbol = function->assembler;
	size_t length;

	*ret = name ? name : "";
	length = strlen(*ret);
	if (function == origin || !symbol || !name || pgl_part_length(symbol))
		return length;
	if (function->clone != PGL_CLONE_NONE && !strncmp(symbol, name, length) &&
	    symbol[length] == '.')
		return length;
	*ret = symbol;
	return function->clone == PGL_CLONE_NONE ? strlen(symbol) : strcspn(symbol, ".");
}

static uint32_t function_body(struct pgl_identity *identity, struct bodies *bodies, int side,
			      uint32_t number)
{
	const struct pgl_forest *forest = identity->forest[side];
	const struct pgl_function *function = pgl_forest_function(forest, number);
	uint32_t unit = forest->function_unit[number];
	const struct pgl_function *origin =
		&forest->build->records[unit]->functions[function->origin];
	const char *name;
	size_t name_length = common_name(function, origin, &name);
	uint32_t own = pgl_identity_scope(identity, (enum pgl_side)side, number);
	uint32_t scope = own, id, body, part;
	struct namer namer = {side, forest->first_function[unit] + function->origin};
	size_t length = pgl_part_length(function->assembler);

	if (is_shared(origin))
		scope = PGL_NONE;
	id = pgl_intern_add(&bodies->names, name, name_length);
	body = body_of(identity, bodies, namer, scope, id, PGL_NONE);
	if (!length && function->clone != PGL_CLONE_PART)
		return body;
	if (!length)
		length = function->assembler ? strlen(function->assembler) : 0;
	part = pgl_intern_add(&bodies->names, function->assembler, length);
	/* A part is never visible outside. */
	part = body_of(identity, bodies, namer, own, id, part);
	identity->origin[part] = body;
	return part;
}

/* How well FUNCTION serves as an example of its body. */
static int worth(const struct pgl_function *function)
{
	return 4 * (function->clone == PGL_CLONE_NONE) + 2 * function->has_body +
	       (function->offline == PGL_OFFLINE_KEPT);
}

static void choose_examples(struct pgl_identity *identity, int side)
{
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t *example = pgl_xunset(identity->n_bodies);

	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t *best = &example[identity->body[side][f]];

		if (*best == PGL_NONE || worth(pgl_forest_function(forest, f)) >
						 worth(pgl_forest_function(forest, *best)))
			*best = f;
	}
	identity->example[side] = example;
}

/* A body that only its parts name, which no real record has, gets the function they were split off as its
   example. */
static void complete_examples(struct pgl_identity *identity, const struct bodies *bodies)
{
	for (uint32_t body = 0; body < identity->n_bodies; body++) {
		const struct namer *namer = &bodies->namers[body];

		if (identity->example[PGL_OLD][body] == PGL_NONE &&
		    identity->example[PGL_NEW][body] == PGL_NONE)
			identity->example[namer->side][body] = namer->function;
	}
}

static void join_functions(struct pgl_identity *identity)
{
	struct bodies bodies = {0};

	for (int side = 0; side < PGL_SIDES; side++) {
		uint32_t n = identity->forest[side]->n_functions;
		uint32_t *body = pgl_xcalloc((size_t)n + 1, sizeof *body);

		for (uint32_t f = 0; f < n; f++)
			body[f] = function_body(identity, &bodies, side, f);
		identity->body[side] = body;
	}
	for (int side = 0; side < PGL_SIDES; side++)
		choose_examples(identity, side);
	complete_examples(identity, &bodies);
	free(bodies.namers);
	pgl_intern_release(&bodies.names);
	pgl_intern_release(&bodies.bodies);
}

void pgl_identity_init(struct pgl_identity *identity, const struct pgl_forest *old,
		       const struct pgl_forest *new)
{
	*identity = (struct pgl_identity){.forest = {old, new}};
	join_units(identity);
	number_scopes(identity);
	join_files(identity);
	join_functions(identity);
}

void pgl_identity_release(struct pgl_identity *identity)
{
	for (int side = 0; side < PGL_SIDES; side++) {
		free(identity->unit[side]);
		free(identity->unit_back[side]);
		free(identity->body[side]);
		free(identity->example[side]);
		free(identity->scope[side]);
		free(identity->scopes[side]);
		free(identity->first_scope[side]);
		free(identity->first_file[side]);
		free(identity->file[side]);
	}
	free(identity->origin);
	*identity = (struct pgl_identity){0};
}

uint32_t pgl_identity_callee(const struct pgl_identity *identity, enum pgl_side side, uint32_t site)
{
	uint32_t callee = pgl_forest_callee(identity->forest[side], site);

	return callee == PGL_NONE ? PGL_NONE : identity->body[side][callee];
}

uint32_t pgl_identity_root(const struct pgl_identity *identity, enum pgl_side side, uint32_t site)
{
	return identity->body[side][pgl_forest_root(identity->forest[side], site)];
}

bool pgl_identity_is_part(const struct pgl_identity *identity, uint32_t body)
{
	return body != PGL_NONE && identity->origin[body] != body;
}

uint32_t pgl_identity_file(const struct pgl_identity *identity, enum pgl_side side, uint32_t site)
{
	const struct pgl_forest *forest = identity->forest[side];
	uint32_t file = pgl_forest_site(forest, site)->location.file;

	return file == PGL_NONE
		       ? PGL_NONE
		       : identity->file[side][identity->first_file[side][forest->nodes[site].unit] +
					      file];
}
