/* See bodies.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/bodies.h"

struct function *body_of(cgraph_node *node)
{
	while (node && node->clone_of && !node->has_gimple_body_p())
		node = node->clone_of;
	struct function *body = node ? DECL_STRUCT_FUNCTION(node->decl) : NULL;

	return body && body->cfg ? body : NULL;
}

location_t beginning_of(cgraph_node *node)
{
	struct function *body = body_of(node);
	basic_block bb;

	if (!body)
		return UNKNOWN_LOCATION;
	FOR_EACH_BB_FN(bb, body)
	for (gimple_stmt_iterator i = gsi_start_bb(bb); !gsi_end_p(i); gsi_next(&i)) {
		location_t where = LOCATION_LOCUS(gimple_location(gsi_stmt(i)));

		if (where > BUILTINS_LOCATION && !is_gimple_debug(gsi_stmt(i)))
			return where;
	}
	return UNKNOWN_LOCATION;
}

location_t call_of_scope(tree scope)
{
	tree inlined = block_ultimate_origin(scope);
	location_t where = LOCATION_LOCUS(BLOCK_SOURCE_LOCATION(scope));

	/* tree-inline.c (expand_call_inline) uses the declaration's location if the call had
	   none. */
	if (inlined && TREE_CODE(inlined) == FUNCTION_DECL &&
	    where == LOCATION_LOCUS(DECL_SOURCE_LOCATION(inlined)))
		return UNKNOWN_LOCATION;
	return where;
}

void reach_without_eh(struct function *body, sbitmap reached)
{
	auto_vec<basic_block, 64> todo;

	bitmap_clear(reached);
	todo.safe_push(ENTRY_BLOCK_PTR_FOR_FN(body));
	bitmap_set_bit(reached, ENTRY_BLOCK);
	while (!todo.is_empty()) {
		edge out;
		edge_iterator i;

		FOR_EACH_EDGE(out, i, todo.pop()->succs)
		if (!(out->flags & EDGE_EH) && !bitmap_bit_p(reached, out->dest->index)) {
			bitmap_set_bit(reached, out->dest->index);
			todo.safe_push(out->dest);
		}
	}
}

void find_repeated(struct function *body, sbitmap repeated)
{
	int n = last_basic_block_for_fn(body);
	graph *flow = new_graph(n);
	auto_vec<int> size;
	basic_block bb;
	edge out;
	edge_iterator i;

	bitmap_clear(repeated);
	FOR_EACH_BB_FN(bb, body)
	{
		FOR_EACH_EDGE(out, i, bb->succs)
		{
			add_edge(flow, bb->index, out->dest->index);
			if (out->dest == bb)
				bitmap_set_bit(repeated, bb->index);
		}
	}
	size.safe_grow_cleared(graphds_scc(flow, NULL));
	for (int v = 0; v < n; v++)
		size[flow->vertices[v].component]++;
	for (int v = 0; v < n; v++)
		if (size[flow->vertices[v].component] > 1)
			bitmap_set_bit(repeated, v);
	free_graph(flow);
}

static int compare_calls(const void *a, const void *b)
{
	const ordered_call *x = (const ordered_call *)a, *y = (const ordered_call *)b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (!x->edge->callee != !y->edge->callee)
		return x->edge->callee ? 1 : -1;
	if (x->edge->callee && x->edge->callee->order != y->edge->callee->order)
		return x->edge->callee->order < y->edge->callee->order ? -1 : 1;
	return x->edge->get_uid() < y->edge->get_uid() ? -1
						       : x->edge->get_uid() > y->edge->get_uid();
}

void calls_in_order(cgraph_node *node, auto_vec<ordered_call> *calls)
{
	struct function *body = body_of(node);
	hash_map<gimple *, int> ranks;
	int rank = 0;
	basic_block bb;

	if (!node->callees && !node->indirect_calls)
		return;
	auto_sbitmap normal(body ? last_basic_block_for_fn(body) : 1);
	auto_sbitmap repeated(body ? last_basic_block_for_fn(body) : 1);
	bool has_eh = body && body->eh && body->eh->region_tree;

	if (body)
		find_repeated(body, repeated);
	if (has_eh)
		reach_without_eh(body, normal);
	if (body)
		FOR_EACH_BB_FN(bb, body)
	for (gimple_stmt_iterator i = gsi_start_bb(bb); !gsi_end_p(i); gsi_next(&i))
		if (is_gimple_call(gsi_stmt(i)))
			ranks.put(gsi_stmt(i), ++rank);
	unsigned first = calls->length();

	for (int indirect = 0; indirect < 2; indirect++)
		for (cgraph_edge *e = indirect ? node->indirect_calls : node->callees; e;
		     e = e->next_callee) {
			int *known = e->call_stmt ? ranks.get(e->call_stmt) : NULL;
			/* In a link, GCC knows only a statement's number in that order. */
			int rank = e->lto_stmt_uid ? (int)e->lto_stmt_uid : INT_MAX;
			ordered_call call = {e, known ? *known : rank, false, false};
			basic_block block = known ? gimple_bb(e->call_stmt) : NULL;

			if (block) {
				call.is_eh = has_eh && !bitmap_bit_p(normal, block->index);
				call.is_once = !bitmap_bit_p(repeated, block->index);
			}
			calls->safe_push(call);
		}
	qsort(calls->address() + first, calls->length() - first, sizeof(ordered_call),
	      compare_calls);
}

static uint64_t blend(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

static uint64_t blend_text(uint64_t hash, const char *text)
{
	while (*text)
		hash = blend(hash, (unsigned char)*text++);
	return hash;
}

static uint64_t blend_operand(uint64_t hash, tree operand)
{
	if (!operand)
		return blend(hash, 0);
	hash = blend(hash, TREE_CODE(operand));
	if (TREE_CODE(operand) == INTEGER_CST)
		return blend(hash, TREE_INT_CST_LOW(operand));
	if (TREE_CODE(operand) == STRING_CST)
		return blend_text(hash, TREE_STRING_POINTER(operand));
	if (TREE_CODE(operand) == ADDR_EXPR)
		return blend_operand(hash, TREE_OPERAND(operand, 0));
	if (DECL_P(operand) && DECL_NAME(operand) && !DECL_ARTIFICIAL(operand))
		return blend_text(hash, IDENTIFIER_POINTER(DECL_NAME(operand)));
	return hash;
}

uint64_t fingerprint_of(cgraph_node *node)
{
	struct function *body = body_of(node);
	uint64_t hash = 0;
	basic_block bb;

	if (!body)
		return 0;
	FOR_EACH_BB_FN(bb, body)
	for (gimple_stmt_iterator i = gsi_start_bb(bb); !gsi_end_p(i); gsi_next(&i)) {
		gimple *statement = gsi_stmt(i);

		if (is_gimple_debug(statement) || gimple_code(statement) == GIMPLE_PREDICT)
			continue;
		location_t where = LOCATION_LOCUS(gimple_location(statement));

		hash = blend(hash, gimple_code(statement));
		if (where > BUILTINS_LOCATION)
			hash = blend(hash, LOCATION_LINE(where));
		for (unsigned j = 0; j < gimple_num_ops(statement); j++)
			hash = blend_operand(hash, gimple_op(statement, j));
	}
	return hash;
}
