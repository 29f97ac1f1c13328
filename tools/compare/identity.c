/* Common numbers for units, files and functions. See identity.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "compare/identity-internal.h"

#include <stdlib.h>
#include <string.h>

#include "formats/gcc-options.h"
#include "base/intern.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "base/banned.h"

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
			bool moved = pgl_identity_is_moved(identity, side, u);

			for (uint32_t f = 0; f < unit->n_files; f++) {
				const char *name =
					moved ? pgl_base_name(unit->files[f]) : unit->files[f];

				file[first[u] + f] = pgl_intern_add(&names, name, strlen(name));
			}
		}
		identity->first_file[side] = first;
		identity->file[side] = file;
	}
	pgl_intern_release(&names);
}

/* Who gave a body its name. */
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

/* Can other units mean the same function by that name? It is theirs, or they see it. */
static bool is_shared(const struct pgl_function *function)
{
	uint32_t visible = PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL) | PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);

	/* A fingerprint is left of a body that did not last until the inliner. */
	return function->flags & visible || (!function->has_body && !function->fingerprint);
}

static uint32_t function_body(struct pgl_identity *identity, struct bodies *bodies, int side,
			      uint32_t number)
{
	const struct pgl_forest *forest = identity->forest[side];
	const struct pgl_function *function = pgl_forest_function(forest, number);
	uint32_t unit = forest->function_unit[number];
	const struct pgl_function *origin =
		&forest->build->records[unit]->functions[function->origin];
	const char *name = origin->assembler ? origin->assembler : origin->name;
	uint32_t own = pgl_identity_scope(identity, (enum pgl_side)side, number);
	uint32_t scope = own, id, body, part;
	struct namer namer = {side, forest->first_function[unit] + function->origin};
	size_t length = pgl_part_length(function->assembler);

	if (!name)
		name = "";
	if (is_shared(origin))
		scope = PGL_NONE;
	id = pgl_intern_add(&bodies->names, name, strlen(name));
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

/* How well FUNCTION shows what its body is. */
static int worth(const struct pgl_function *function)
{
	return 4 * (function->clone == PGL_CLONE_NONE) + 2 * function->has_body +
	       (function->offline == PGL_OFFLINE_KEPT);
}

static void choose_examples(struct pgl_identity *identity, int side)
{
	const struct pgl_forest *forest = identity->forest[side];
	size_t bytes = ((size_t)identity->n_bodies + 1) * sizeof(uint32_t);
	uint32_t *example = pgl_xmalloc(bytes);

	memset(example, 0xff, bytes);
	for (uint32_t f = 0; f < forest->n_functions; f++) {
		uint32_t *best = &example[identity->body[side][f]];

		if (*best == PGL_NONE || worth(pgl_forest_function(forest, f)) >
						 worth(pgl_forest_function(forest, *best)))
			*best = f;
	}
	identity->example[side] = example;
}

/* Bodies that are named by their parts alone, as in no real record, are shown by what the parts say
   they were split off. */
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
	pgl_identity_join_units(identity);
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
