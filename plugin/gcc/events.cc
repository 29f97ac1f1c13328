/* See gcc/events.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "gcc/events.h"

#include <memmodel.h>
#include <rtl.h>
#include <emit-rtl.h>
#include <function.h>
#include <symtab-clones.h>
#include <tree-pretty-print.h>

bool room_in_pass(const char *name)
{
	return current_pass && current_pass->name && !strcmp(current_pass->name, name);
}

/* Clones ------------------------------------------------------------------------------------- */

/* Parameter INDEX of the original function behind CLONE; NULL: not available. */
static tree parameter_of(cgraph_node *clone, unsigned index)
{
	while (clone->clone_of)
		clone = clone->clone_of;
	tree parameter = DECL_ARGUMENTS(clone->decl);

	while (parameter && index--)
		parameter = DECL_CHAIN(parameter);
	return parameter;
}

static unsigned count_parameters(cgraph_node *clone)
{
	unsigned n = 0;

	while (clone->clone_of)
		clone = clone->clone_of;
	for (tree parameter = DECL_ARGUMENTS(clone->decl); parameter;
	     parameter = DECL_CHAIN(parameter))
		n++;
	return n;
}

static pgl_argument new_argument(cgraph_node *clone, unsigned index,
				 enum pgl_argument_outcome became)
{
	tree parameter = parameter_of(clone, index);
	pgl_argument made = {};

	made.index = index;
	made.became = became;
	if (parameter && DECL_NAME(parameter))
		made.name = IDENTIFIER_POINTER(DECL_NAME(parameter));
	return made;
}

/* Call TAKE for ARGUMENT, with the text of TREE (a value or a type) as its value. */
static void take_with_text(pgl_argument *argument, tree tree, room_argument_taker *take,
			   void *context)
{
	enum { LONGEST = 100 }; /* a string constant may fill a page */
	char *text = print_generic_expr_to_str(tree);

	if (text && strlen(text) > LONGEST)
		memcpy(text + LONGEST - 3, "...", 4);
	argument->value = text;
	take(context, argument);
	free(text);
}

static ipa_param_adjustments *adjustments_of(cgraph_node *node)
{
	clone_info *info = node ? clone_info::get(node) : NULL;

	return info ? info->param_adjustments : NULL;
}

/* The constant that replaces NODE's parameter INDEX, or NULL_TREE. */
static tree constant_in(cgraph_node *node, unsigned index)
{
	clone_info *info = node ? clone_info::get(node) : NULL;

	for (unsigned i = 0; info && i < vec_safe_length(info->tree_map); i++)
		if ((unsigned)(*info->tree_map)[i]->parm_num == index)
			return (*info->tree_map)[i]->new_tree;
	return NULL_TREE;
}

/* True if the function still takes parameter INDEX, or a part of it. */
static bool is_kept(const ipa_param_adjustments *adjustments, unsigned index)
{
	if (!adjustments || (adjustments->m_always_copy_start >= 0 &&
			     index >= (unsigned)adjustments->m_always_copy_start))
		return true;
	for (unsigned i = 0; i < vec_safe_length(adjustments->m_adj_params); i++) {
		const ipa_adjusted_param *adjusted = &(*adjustments->m_adj_params)[i];

		if (adjusted->op != IPA_PARAM_OP_NEW && adjusted->base_index == index)
			return true;
	}
	return false;
}

static void take_parts(cgraph_node *clone, const ipa_param_adjustments *adjustments, unsigned index,
		       room_argument_taker *take, void *context)
{
	for (unsigned i = 0; i < vec_safe_length(adjustments->m_adj_params); i++) {
		const ipa_adjusted_param *adjusted = &(*adjustments->m_adj_params)[i];
		tree parameter = parameter_of(clone, index);

		if (adjusted->op != IPA_PARAM_OP_SPLIT || adjusted->base_index != index ||
		    adjusted->prev_clone_adjustment)
			continue;
		pgl_argument argument = new_argument(clone, index, PGL_ARGUMENT_PART);

		argument.offset = {(int64_t)adjusted->unit_offset, true};
		argument.by_reference = parameter && POINTER_TYPE_P(TREE_TYPE(parameter));
		take_with_text(&argument, adjusted->type, take, context);
	}
}

void room_clone_arguments(cgraph_node *clone, room_argument_taker *take, void *context)
{
	ipa_param_adjustments *before = adjustments_of(clone->clone_of);
	ipa_param_adjustments *adjustments = adjustments_of(clone);
	unsigned n = count_parameters(clone);

	for (unsigned i = 0; i < n; i++) {
		tree constant = constant_in(clone, i);
		pgl_argument argument = new_argument(
			clone, i, constant ? PGL_ARGUMENT_CONSTANT : PGL_ARGUMENT_REMOVED);

		if (constant) {
			if (!constant_in(clone->clone_of, i))
				take_with_text(&argument, constant, take, context);
		} else if (!is_kept(adjustments, i)) {
			if (is_kept(before, i))
				take(context, &argument);
		} else if (adjustments) {
			take_parts(clone, adjustments, i, take, context);
		}
	}
	if (adjustments && adjustments->m_skip_return && !(before && before->m_skip_return)) {
		pgl_argument argument = {};

		argument.index = PGL_NONE;
		argument.became = PGL_ARGUMENT_REMOVED;
		take(context, &argument);
	}
}

static void take_aggregate(cgraph_node *clone, unsigned index, int64_t offset, bool by_reference,
			   tree value, room_argument_taker *take, void *context)
{
	pgl_argument argument = new_argument(clone, index, PGL_ARGUMENT_CONSTANT);

	argument.offset = {offset, true};
	argument.by_reference = by_reference;
	take_with_text(&argument, value, take, context);
}

void room_clone_aggregates(cgraph_node *clone, room_argument_taker *take, void *context)
{
	ipcp_transformation *known = ipcp_get_transformation_summary(clone);

	if (!known)
		return;
#if ROOM_HAS_ARGAGG_VALUE
	for (unsigned i = 0; i < vec_safe_length(known->m_agg_values); i++) {
		const ipa_argagg_value *value = &(*known->m_agg_values)[i];

		take_aggregate(clone, value->index, value->unit_offset, value->by_ref, value->value,
			       take, context);
	}
#else
	for (ipa_agg_replacement_value *value = known->agg_values; value; value = value->next)
		take_aggregate(clone, value->index, value->offset / BITS_PER_UNIT, value->by_ref,
			       value->value, take, context);
#endif
}

/* Sections ----------------------------------------------------------------------------------- */

const char *room_section(tree function, bool is_cold_part)
{
	const section *in = is_cold_part ? unlikely_text_section() : function_section(function);

	return in && SECTION_STYLE(in) == SECTION_NAMED ? in->named.name : NULL;
}

bool room_has_cold_part(void)
{
	return crtl->has_bb_partition;
}

bool room_section_is_own(tree function, const char *section)
{
	const char *own = DECL_SECTION_NAME(function);

	return own && !strcmp(own, section);
}
