/* See extract.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/extract.h"

#include "gcc/uninlinable.h"
#include "watch/bodies.h"

extractor::extractor(pgl_record *record, pgl_sites *sites)
    : origin_of_call(NULL), record(record), sites(sites), flow()
{
}

/* Functions ---------------------------------------------------------------------------------- */

static const struct {
	const char *suffix;
	enum pgl_clone clone;
} clone_suffixes[] = {
	{".constprop", PGL_CLONE_CONSTPROP},
	{".isra", PGL_CLONE_ISRA},
	{".part", PGL_CLONE_PART},
};

/* The kind of clone that ASSEMBLER names, by its last suffix. */
static enum pgl_clone clone_kind(const char *assembler)
{
	const char *last = NULL;
	enum pgl_clone kind = PGL_CLONE_OTHER;

	for (size_t i = 0; i < sizeof clone_suffixes / sizeof *clone_suffixes; i++)
		for (const char *at = assembler; (at = strstr(at, clone_suffixes[i].suffix)); at++)
			if (at > last) {
				last = at;
				kind = clone_suffixes[i].clone;
			}
	return kind;
}

const char *assembler_name(tree decl)
{
	/* DECL_ASSEMBLER_NAME would make a name if there is none yet. */
	if (!DECL_ASSEMBLER_NAME_SET_P(decl))
		return NULL;
	const char *name = IDENTIFIER_POINTER(DECL_ASSEMBLER_NAME(decl));

	return *name == '*' ? name + 1 : name;
}

static uint32_t function_flags(tree decl)
{
	uint32_t flags = 0;

	if (DECL_DECLARED_INLINE_P(decl))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_DECLARED_INLINE);
	if (lookup_attribute("always_inline", DECL_ATTRIBUTES(decl)))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_ALWAYS_INLINE);
	/* GCC sets DECL_UNINLINABLE, too, in a function whose code forbids it. */
	if (lookup_attribute("noinline", DECL_ATTRIBUTES(decl)))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_NOINLINE);
	if (lookup_attribute("flatten", DECL_ATTRIBUTES(decl)))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_FLATTEN);
	/* A function without a body here is always external. */
	if (TREE_PUBLIC(decl) && !DECL_EXTERNAL(decl))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_EXTERNAL);
	if (fndecl_built_in_p(decl) && is_inexpensive_builtin(decl))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_BUILTIN);
	if (DECL_COMDAT(decl))
		flags |= PGL_BIT(PGL_FUNCTION_FLAG_COMDAT);
	return flags | room_attribute_flags(decl);
}

uint32_t extractor::add_function(tree decl)
{
	pgl_function *made = pgl_record_add_function(record);

	if (!made)
		return PGL_NONE;
	uint32_t id = made->id;

	functions.put(DECL_UID(decl), id);
	made->name = pgl_record_intern(record, lang_hooks.decl_printable_name(decl, 2));
	made->assembler = pgl_record_intern(record, assembler_name(decl));
	/* Nobody needs the location of a mere declaration. */
	if (DECL_STRUCT_FUNCTION(decl))
		made->location = location(DECL_SOURCE_LOCATION(decl));
	made->flags = function_flags(decl);
	if (fndecl_built_in_p(decl))
		builtins.add((int)id);
	tree origin = DECL_ORIGIN(decl);

	if (origin != decl) {
		uint32_t origin_id = function(origin);

		made = &record->functions[id];
		if (origin_id != PGL_NONE)
			made->origin = record->functions[origin_id].origin;
		/* A C++ constructor's variants are functions of their own, not clones. */
		if (made->assembler && clone_kind(made->assembler) != PGL_CLONE_OTHER)
			made->clone = clone_kind(made->assembler);
	}
	return id;
}

uint32_t extractor::known_function(tree decl) const
{
	uint32_t *known = const_cast<extractor *>(this)->functions.get(DECL_UID(decl));

	return known ? *known : PGL_NONE;
}

bool extractor::is_builtin(uint32_t id) const
{
	return const_cast<extractor *>(this)->builtins.contains((int)id);
}

uint32_t extractor::function(tree decl)
{
	uint32_t *known = functions.get(DECL_UID(decl));
	uint32_t id = known ? *known : add_function(decl);

	if (id != PGL_NONE && !record->functions[id].assembler)
		record->functions[id].assembler = pgl_record_intern(record, assembler_name(decl));
	return id;
}

void extractor::describe(tree decl, uint32_t id, uint32_t unit)
{
	pgl_location where = location(DECL_SOURCE_LOCATION(decl));
	pgl_function *known = &record->functions[id];

	known->location = where;
	known->flags |= function_flags(decl);
	known->unit = unit;
}

void extractor::bind(tree decl, uint32_t id)
{
	functions.put(DECL_UID(decl), id);
}

uint32_t extractor::function(cgraph_node *node)
{
	uint32_t id = function(node->decl);

	if (id == PGL_NONE || node->inlined_to)
		return id;
	cgraph_node *original = node;

	/* IPA clones have a declaration of their own, which does not name the original. */
	while (original->clone_of)
		original = original->clone_of;
	uint32_t origin = original == node ? PGL_NONE : function(original->decl);
	pgl_function *known = &record->functions[id];

	/* Recursive inlining works on another node for the same declaration. */
	if (cgraph_node::get(node->decl) == node)
		known->order = room_number(node);
	if (origin != PGL_NONE && node->decl != original->decl) {
		known->origin = record->functions[origin].origin;
		known->unit = record->functions[origin].unit;
		if (origin_of_call)
			known->location = record->functions[origin].location;
		known->clone = clone_kind(known->assembler ? known->assembler : known->name);
	}
	if (node->split_part && known->clone == PGL_CLONE_NONE)
		known->clone = PGL_CLONE_PART;
	if (node->split_part && !parts.get(id))
		parts.put(id, location(beginning_of(node)));
	if (node->thunk)
		known->flags |= PGL_BIT(PGL_FUNCTION_FLAG_THUNK);
	return id;
}

uint32_t extractor::callee(cgraph_edge *e)
{
	if (!e->callee)
		return PGL_NONE;
	uint32_t id = function(e->callee->ultimate_alias_target());

	/* The function behind such a symbol is its resolver. */
	if (id != PGL_NONE && e->callee->alias &&
	    lookup_attribute("ifunc", DECL_ATTRIBUTES(e->callee->decl)))
		record->functions[id].flags |= PGL_BIT(PGL_FUNCTION_FLAG_IFUNC);
	return id;
}

/* Locations ---------------------------------------------------------------------------------- */

pgl_location extractor::location(location_t where)
{
	pgl_location made = {PGL_NONE, 0, 0};

	where = LOCATION_LOCUS(where);
	if (where <= BUILTINS_LOCATION)
		return made;
	expanded_location place = expand_location(where);

	if (!place.file)
		return made;
	uint32_t *known = files.get(place.file);

	if (known)
		made.file = *known;
	else {
		made.file = pgl_record_file(record, remap_debug_filename(place.file));
		files.put(place.file, made.file);
	}
	made.line = place.line;
	made.column = place.column;
	return made;
}

void extractor::place_split_calls(pgl_record *in) const
{
	for (uint32_t i = 0; i < in->n_sites; i++) {
		pgl_site *site = &in->sites[i];

		if (site->location.file != PGL_NONE || site->callee == PGL_NONE)
			continue;
		pgl_location *start = const_cast<extractor *>(this)->parts.get(site->callee);

		if (start)
			site->location = *start;
	}
}

void extractor::scopes(tree block, vec<inlined_scope> *ret)
{
	auto_vec<tree, 16> blocks;
	unsigned i;

	for (; block && TREE_CODE(block) == BLOCK; block = BLOCK_SUPERCONTEXT(block))
		if (inlined_function_outer_scope_p(block))
			blocks.safe_push(block);
	for (i = blocks.length(); i-- > 0;) {
		tree inlined = block_ultimate_origin(blocks[i]);

		if (inlined && TREE_CODE(inlined) == FUNCTION_DECL)
			ret->safe_push({blocks[i], call_of_scope(blocks[i]), function(inlined)});
	}
}

uint32_t extractor::enter(pgl_place place, const vec<inlined_scope> &scopes)
{
	for (unsigned i = 0; i < scopes.length(); i++) {
		place.location = location(scopes[i].call);
		place.parent = pgl_sites_enter(sites, place, scopes[i].function, scopes[i].block);
	}
	return place.parent;
}

uint32_t extractor::scope(pgl_place place, tree block)
{
	auto_vec<inlined_scope, 16> around;

	scopes(block, &around);
	return enter(place, around);
}

pgl_place extractor::place(cgraph_edge *e)
{
	cgraph_node *caller = e->caller;
	pgl_place place = {function(root_node(caller)), PGL_NONE, {PGL_NONE, 0, 0}};

	if (caller->inlined_to && caller->callers)
		place.parent = site(caller->callers);
	uint32_t model = origin_of_call ? origin_of_call(e) : PGL_NONE;

	if (model != PGL_NONE)
		return pgl_sites_place_of(sites, place, model);
	if (!e->call_stmt)
		return place;
	place.parent = scope(place, gimple_block(e->call_stmt));
	place.location = location(gimple_location(e->call_stmt));
	return place;
}

uint32_t extractor::flags(cgraph_edge *e)
{
	uint32_t flags = 0;

	if (e->indirect_unknown_callee) {
		flags |= PGL_BIT(PGL_SITE_FLAG_INDIRECT);
		if (room_is_virtual(e))
			flags |= PGL_BIT(PGL_SITE_FLAG_VIRTUAL);
	} else {
		if (e->speculative)
			flags |= PGL_BIT(PGL_SITE_FLAG_SPECULATIVE);
		if (e->recursive_p())
			flags |= PGL_BIT(PGL_SITE_FLAG_RECURSIVE);
	}
	if (!e->call_stmt && !e->lto_stmt_uid)
		flags |= PGL_BIT(PGL_SITE_FLAG_THUNK);
	return flags;
}

bool extractor::is_on_eh_path(cgraph_edge *e)
{
	struct function *body = DECL_STRUCT_FUNCTION(e->caller->decl);
	basic_block block = e->call_stmt ? gimple_bb(e->call_stmt) : NULL;

	if (!block || !body || !body->cfg || !body->eh || !body->eh->region_tree)
		return false;
	if (flow.body != body || flow.n_blocks != last_basic_block_for_fn(body) ||
	    flow.n_edges != n_edges_for_fn(body)) {
		if (flow.body)
			sbitmap_free(flow.reached);
		flow.body = body;
		flow.n_blocks = last_basic_block_for_fn(body);
		flow.n_edges = n_edges_for_fn(body);
		flow.reached = sbitmap_alloc(flow.n_blocks);
		reach_without_eh(body, flow.reached);
	}
	return block->index < flow.n_blocks && !bitmap_bit_p(flow.reached, block->index);
}

/* Edges -------------------------------------------------------------------------------------- */

uint32_t extractor::site(cgraph_edge *e) const
{
	edge_note *note = const_cast<extractor *>(this)->edges.get(e->get_uid());

	return note ? note->site : PGL_NONE;
}

uint32_t extractor::copied_from(cgraph_edge *e) const
{
	edge_note *note = const_cast<extractor *>(this)->edges.get(e->get_uid());

	return note ? note->copied_from : PGL_NONE;
}

void extractor::set_site(cgraph_edge *e, uint32_t site)
{
	bool existed;
	edge_note &note = edges.get_or_insert(e->get_uid(), &existed);

	note.site = site;
	if (!existed)
		note.copied_from = PGL_NONE;
}

void extractor::set_copied_from(cgraph_edge *e, uint32_t site)
{
	bool existed;
	edge_note &note = edges.get_or_insert(e->get_uid(), &existed);

	note.copied_from = site;
	if (!existed)
		note.site = PGL_NONE;
}
