/* Records each condition that GCC branches on: its location, where the program continues either
   way, and how often it holds, by the profile or by GCC's own guess.

   GCC may have inverted the condition, so "true" need not mean the source's condition holds. Both
   ways are therefore identified by the locations where they continue; a reader of the source can
   tell them apart.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/branches.h"

namespace
{

/* Blocks without a location to skip in search of one that has one. */
#define FARTHEST 4

bool is_place(location_t where)
{
	return LOCATION_LOCUS(where) > BUILTINS_LOCATION;
}

/* The scope of the inlined function that BLOCK belongs to; NULL: the function's own code. */
tree body_of_scope(tree block)
{
	for (; block && TREE_CODE(block) == BLOCK; block = BLOCK_SUPERCONTEXT(block))
		if (inlined_function_outer_scope_p(block))
			return block;
	return NULL_TREE;
}

/* WHERE as seen from BODY: the call there that brought the code in. UNKNOWN: no call in BODY
   did. */
location_t seen_from(tree body, location_t where)
{
	for (tree scope = body_of_scope(LOCATION_BLOCK(where)); scope != body;
	     scope = body_of_scope(BLOCK_SUPERCONTEXT(scope))) {
		if (!scope)
			return UNKNOWN_LOCATION;
		where = call_of_scope(scope);
	}
	return LOCATION_LOCUS(where);
}

bool is_of(tree body, location_t where)
{
	return is_place(where) && body_of_scope(LOCATION_BLOCK(where)) == body;
}

/* The location of WAY itself: of the jump, as make_cond_expr_edges () in tree-cfg.c sets it, or of
   a value set on the edge. A location in a function inlined into BODY does not count: it does not
   tell where BODY continues. */
location_t place_on(edge way, tree body)
{
	if (is_of(body, way->goto_locus))
		return LOCATION_LOCUS(way->goto_locus);
	for (gphi_iterator i = gsi_start_phis(way->dest); !gsi_end_p(i); gsi_next(&i)) {
		location_t where = gimple_phi_arg_location_from_edge(i.phi(), way);

		if (is_of(body, where))
			return LOCATION_LOCUS(where);
	}
	return UNKNOWN_LOCATION;
}

/* The first statement of BLOCK that generates code and has a location, or NULL. */
gimple *first_placed(basic_block block)
{
	for (gimple_stmt_iterator i = gsi_start_bb(block); !gsi_end_p(i); gsi_next(&i)) {
		gimple *statement = gsi_stmt(i);

		if (gimple_code(statement) != GIMPLE_LABEL && !is_gimple_debug(statement) &&
		    gimple_code(statement) != GIMPLE_PREDICT &&
		    is_place(gimple_location(statement)))
			return statement;
	}
	return NULL;
}

/* Where WAY leads, as seen from BODY. */
pgl_location leads_to(edge way, tree body)
{
	for (int i = 0; i < FARTHEST; i++) {
		location_t where = place_on(way, body);
		gimple *first = first_placed(way->dest);

		if (!is_place(where) && first)
			where = seen_from(body, gimple_location(first));
		if (is_place(where) || first || !single_succ_p(way->dest))
			return watch.extract->location(where);
		way = single_succ_edge(way->dest);
	}
	return watch.extract->location(UNKNOWN_LOCATION);
}

bool is_same(pgl_location a, pgl_location b)
{
	return a.file == b.file && a.line == b.line && a.column == b.column;
}

/* The facts about a branch that are the same from every inlining level. */
struct branch_facts {
	uint32_t function;
	basic_block block;
	double frequency, share; /* FREQUENCY: below 0: not known */
};

void add_branch(const branch_facts &facts, pgl_location where, pgl_location if_true,
		pgl_location if_false)
{
	pgl_branch *branch = pgl_record_add_branch(watch.record);

	if (!branch)
		return;
	branch->function = facts.function;
	branch->location = where;
	branch->count = room_count(facts.block->count);
	if (facts.frequency >= 0)
		branch->frequency = known_real(facts.frequency);
	branch->share = known_real(facts.share);
	branch->if_true = if_true;
	branch->if_false = if_false;
}

/* Record the branch at the end of FACTS.block as its own function sees it. If it leads out of that
   function, record it for the enclosing functions too: there the call's location is the branch's,
   and a way that stays in the callee leads to the call. */
void note_branch(branch_facts facts)
{
	gimple *last = room_last_statement(facts.block);
	edge if_true, if_false;

	if (!last || gimple_code(last) != GIMPLE_COND || !is_place(gimple_location(last)))
		return;
	extract_true_false_edges_from_block(facts.block, &if_true, &if_false);
	if (!if_true->probability.initialized_p())
		return;
	tree body = body_of_scope(gimple_block(last));
	bool is_own = true;

	facts.share = (double)if_true->probability.to_reg_br_prob_base() / REG_BR_PROB_BASE;
	for (;; is_own = false) {
		pgl_location where =
			watch.extract->location(seen_from(body, gimple_location(last)));
		pgl_location ways[] = {leads_to(if_true, body), leads_to(if_false, body)};

		if (!is_own && is_same(ways[0], where) && is_same(ways[1], where))
			return;
		if (where.file != PGL_NONE)
			add_branch(facts, where, ways[0], ways[1]);
		if (!body)
			return;
		body = body_of_scope(BLOCK_SUPERCONTEXT(body));
	}
}

double frequency_of(basic_block block, struct function *body)
{
	profile_count entry = ENTRY_BLOCK_PTR_FOR_FN(body)->count;

	if (!block->count.initialized_p() || !entry.initialized_p())
		return -1;
	return block->count.to_sreal_scale(entry).to_double();
}

} /* namespace */

void note_branches(void)
{
	cgraph_node *node;
	basic_block block;

	if (!watch.wants_branches || watch.is_link)
		return;
	watch.wants_branches = false;
	FOR_EACH_FUNCTION_WITH_GIMPLE_BODY(node)
	{
		struct function *body = body_of(node);
		uint32_t function = watch.extract->function(node);

		if (!body || node->clone_of || function == PGL_NONE)
			continue;
		FOR_EACH_BB_FN(block, body)
		note_branch({function, block, frequency_of(block, body), 0});
	}
}
