/* Numbers sites and links instances. See inline-forest.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "records/inline-forest.h"

#include <assert.h>
#include <stdlib.h>

#include "base/group.h"
#include "base/xalloc.h"

static int count(struct pgl_forest *forest, struct pgl_error *error)
{
	const struct pgl_build *build = forest->build;
	uint64_t n_sites = 0, n_functions = 0;

	for (size_t u = 0; u < build->n; u++) {
		forest->first_site[u] = (uint32_t)n_sites;
		forest->first_function[u] = (uint32_t)n_functions;
		n_sites += build->records[u]->n_sites;
		n_functions += build->records[u]->n_functions;
		if (n_sites >= PGL_NONE || n_functions >= PGL_NONE)
			return pgl_error_set(error, "cannot compare '%s': more than %u sites",
					     build->name, PGL_NONE - 1);
	}
	forest->first_site[build->n] = forest->n_sites = (uint32_t)n_sites;
	forest->first_function[build->n] = forest->n_functions = (uint32_t)n_functions;
	return 0;
}

/* True if SITE, a copy that no inlined body brought, stands in a clone of its original's function. */
static bool stands_in_clone(const struct pgl_record *record, const struct pgl_site *site)
{
	const struct pgl_function *functions = record->functions;

	return functions[site->root].origin == functions[record->sites[site->copy_of].root].origin;
}

/* Fills in the node of site ID of UNIT; those before it are done. */
static void link_node(struct pgl_forest *forest, uint32_t unit, uint32_t id)
{
	const struct pgl_site *site = &forest->build->records[unit]->sites[id];
	uint32_t first = forest->first_site[unit];
	struct pgl_node *nodes = forest->nodes, *node = &nodes[first + id];
	const struct pgl_node *parent;

	assert(site->parent == PGL_NONE || site->parent < id);
	node->parent = node->body = PGL_NONE;
	if (site->parent != PGL_NONE) {
		node->parent = first + site->parent;
		parent = &nodes[node->parent];
		node->body =
			pgl_forest_is_early(forest, parent->base) ? parent->body : node->parent;
	}
	node->base = first + id;
	/* The calls that an early-inlined body brought are base sites themselves. */
	if (site->copy_of != PGL_NONE &&
	    (node->body != PGL_NONE || stands_in_clone(forest->build->records[unit], site)))
		node->base = first + site->copy_of;
}

static void list_copies(struct pgl_forest *forest)
{
	uint32_t *base = pgl_xunset(forest->n_sites);
	struct pgl_groups groups;

	for (uint32_t s = 0; s < forest->n_sites; s++)
		if (forest->nodes[s].base != s)
			base[s] = forest->nodes[s].base;
	pgl_groups_init(&groups, forest->n_sites, base, forest->n_sites);
	free(base);
	forest->first_copy = groups.first;
	forest->copies = groups.item;
}

int pgl_forest_init(struct pgl_forest *forest, const struct pgl_build *build,
		    struct pgl_error *error)
{
	*forest = (struct pgl_forest){.build = build};
	forest->first_site = pgl_xcalloc(build->n + 1, sizeof *forest->first_site);
	forest->first_function = pgl_xcalloc(build->n + 1, sizeof *forest->first_function);
	if (count(forest, error)) {
		pgl_forest_release(forest);
		return -1;
	}
	forest->nodes = pgl_xcalloc((size_t)forest->n_sites + 1, sizeof *forest->nodes);
	forest->function_unit =
		pgl_xcalloc((size_t)forest->n_functions + 1, sizeof *forest->function_unit);
	for (uint32_t u = 0; u < build->n; u++) {
		for (uint32_t id = 0; id < build->records[u]->n_functions; id++)
			forest->function_unit[forest->first_function[u] + id] = u;
		for (uint32_t id = 0; id < build->records[u]->n_sites; id++)
			forest->nodes[forest->first_site[u] + id].unit = u;
		for (uint32_t id = 0; id < build->records[u]->n_sites; id++)
			link_node(forest, u, id);
	}
	list_copies(forest);
	return 0;
}

void pgl_forest_release(struct pgl_forest *forest)
{
	free(forest->first_site);
	free(forest->first_function);
	free(forest->function_unit);
	free(forest->nodes);
	free(forest->first_copy);
	free(forest->copies);
	*forest = (struct pgl_forest){0};
}

const struct pgl_record *pgl_forest_record(const struct pgl_forest *forest, uint32_t site)
{
	return forest->build->records[forest->nodes[site].unit];
}

const struct pgl_site *pgl_forest_site(const struct pgl_forest *forest, uint32_t site)
{
	uint32_t unit = forest->nodes[site].unit;

	return &forest->build->records[unit]->sites[site - forest->first_site[unit]];
}

const struct pgl_function *pgl_forest_function(const struct pgl_forest *forest, uint32_t function)
{
	uint32_t unit = forest->function_unit[function];

	return &forest->build->records[unit]->functions[function - forest->first_function[unit]];
}

uint32_t pgl_forest_function_of(const struct pgl_forest *forest, uint32_t site, uint32_t id)
{
	return id == PGL_NONE ? PGL_NONE : forest->first_function[forest->nodes[site].unit] + id;
}

uint32_t pgl_forest_root(const struct pgl_forest *forest, uint32_t site)
{
	return pgl_forest_function_of(forest, site, pgl_forest_site(forest, site)->root);
}

uint32_t pgl_forest_callee(const struct pgl_forest *forest, uint32_t site)
{
	return pgl_forest_function_of(forest, site, pgl_forest_site(forest, site)->callee);
}

bool pgl_forest_is_base(const struct pgl_forest *forest, uint32_t site)
{
	return forest->nodes[site].base == site && forest->nodes[site].body == PGL_NONE;
}

bool pgl_forest_is_clone_copy(const struct pgl_forest *forest, uint32_t site)
{
	return forest->nodes[site].base != site && forest->nodes[site].body == PGL_NONE;
}

bool pgl_forest_is_early(const struct pgl_forest *forest, uint32_t base)
{
	const struct pgl_decision *final = pgl_final_decision(pgl_forest_site(forest, base));

	return final && final->inlined && final->inliner == PGL_INLINER_EINLINE;
}

bool pgl_forest_is_gone(const struct pgl_forest *forest, uint32_t site)
{
	return pgl_forest_site(forest, site)->flags & PGL_BIT(PGL_SITE_FLAG_GONE);
}

bool pgl_forest_is_clone(const struct pgl_forest *forest, uint32_t function)
{
	enum pgl_clone clone;

	if (function == PGL_NONE)
		return false;
	clone = pgl_forest_function(forest, function)->clone;
	return clone != PGL_CLONE_NONE && clone != PGL_CLONE_PART;
}

bool pgl_forest_is_inlined(const struct pgl_forest *forest, uint32_t site)
{
	const struct pgl_site *line = pgl_forest_site(forest, site);

	return pgl_site_inlined(line) || line->flags & PGL_BIT(PGL_SITE_FLAG_COPY);
}

/* True if GCC usually expands the callee of SITE in place, as it does __builtin_expect, and RECORD does not know
   better: the plugin did not see the code that SITE ended up in. */
static bool is_builtin(const struct pgl_record *record, const struct pgl_site *site)
{
	if (record->unit.saw_code && record->functions[site->root].offline == PGL_OFFLINE_KEPT)
		return false;
	return site->callee != PGL_NONE &&
	       record->functions[site->callee].flags & PGL_BIT(PGL_FUNCTION_FLAG_BUILTIN);
}

bool pgl_site_is_without_code(const struct pgl_record *record, const struct pgl_site *site)
{
	const uint32_t flags = PGL_BIT(PGL_SITE_FLAG_EXPANDED) | PGL_BIT(PGL_SITE_FLAG_REMOVED);

	return !pgl_site_inlined(site) && !(site->flags & PGL_BIT(PGL_SITE_FLAG_COPY)) &&
	       (site->flags & flags || is_builtin(record, site));
}

bool pgl_forest_is_without_code(const struct pgl_forest *forest, uint32_t site)
{
	return pgl_site_is_without_code(pgl_forest_record(forest, site),
					pgl_forest_site(forest, site));
}

bool pgl_forest_is_call(const struct pgl_forest *forest, uint32_t site)
{
	return !pgl_forest_is_inlined(forest, site) && !pgl_forest_is_gone(forest, site) &&
	       !pgl_forest_is_without_code(forest, site) &&
	       !pgl_forest_is_early(forest, forest->nodes[site].base);
}

bool pgl_forest_is_offline(const struct pgl_forest *forest, uint32_t function)
{
	return pgl_forest_function(forest, function)->offline == PGL_OFFLINE_KEPT;
}
