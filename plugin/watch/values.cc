/* Records code that GCC adds for the values seen in training (value-prof.cc): a test for the usual
   divisor, for a power of two, for the usual length of a memcpy. GCC adds it within its pass
   "profile" and keeps no list. But the tests use names that no source can have: PROF, without a
   variable. Nothing else has changed them when this looks, right before "feedback_fnsplit".

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/values.h"

#include "watch/events.h"
#include "watch/profile.h"

namespace
{

/* True if value-prof.cc made NAME. */
bool is_probe(tree name)
{
	return TREE_CODE(name) == SSA_NAME && !SSA_NAME_VAR(name) && SSA_NAME_IDENTIFIER(name) &&
	       !strcmp(IDENTIFIER_POINTER(SSA_NAME_IDENTIFIER(name)), "PROF");
}

/* The assignment with the operation CODE that sets NAME, or NULL. */
gassign *definition_of(tree name, enum tree_code code)
{
	gassign *definition =
		TREE_CODE(name) == SSA_NAME ? dyn_cast<gassign *>(SSA_NAME_DEF_STMT(name)) : NULL;

	return definition && gimple_assign_rhs_code(definition) == code ? definition : NULL;
}

/* The constant that the probe NAME stands for, or NULL. */
tree constant_of(tree name)
{
	gassign *definition = is_probe(name) ? definition_of(name, INTEGER_CST) : NULL;

	return definition ? gimple_assign_rhs1(definition) : NULL;
}

edge successor(basic_block block, int flag)
{
	edge e;
	edge_iterator i;

	FOR_EACH_EDGE(e, i, block->succs)
	if (e->flags & flag)
		return e;
	return NULL;
}

/* The first statement of BLOCK with operation CODE; for CALL_EXPR the first call. */
gimple *find_in(basic_block block, enum tree_code code)
{
	for (gimple_stmt_iterator i = gsi_start_bb(block); !gsi_end_p(i); gsi_next(&i)) {
		gimple *statement = gsi_stmt(i);

		if (code == CALL_EXPR ? is_gimple_call(statement)
				      : is_gimple_assign(statement) &&
						gimple_assign_rhs_code(statement) == code)
			return statement;
	}
	return NULL;
}

/* The location of the statement whose value the blocks before JOIN compute. It remains in JOIN and
   uses that value. */
location_t place_of_use(basic_block join)
{
	for (gphi_iterator phi = gsi_start_phis(join); !gsi_end_p(phi); gsi_next(&phi)) {
		imm_use_iterator i;
		use_operand_p use;

		FOR_EACH_IMM_USE_FAST(use, i, gimple_phi_result(phi.phi()))
		if (is_gimple_assign(USE_STMT(use)) && gimple_bb(USE_STMT(use)) == join)
			return gimple_location(USE_STMT(use));
	}
	return UNKNOWN_LOCATION;
}

struct found {
	enum pgl_how how;
	basic_block likely; /* runs if the guess is right */
	bool is_inverse;    /* or, if set, wrong */
	tree value;	    /* the guess, or NULL */
	tree callee;	    /* the string operation, or NULL */
	location_t where;
};

/* A division or remainder by a constant: if (divisor != VALUE) slow; else fast. */
bool find_division(basic_block block, tree value, found *ret)
{
	edge fast = successor(block, EDGE_FALSE_VALUE);
	bool is_division = fast && find_in(fast->dest, TRUNC_DIV_EXPR);

	if (!fast || !single_succ_p(fast->dest) ||
	    (!is_division && !find_in(fast->dest, TRUNC_MOD_EXPR)))
		return false;
	*ret = {is_division ? PGL_HOW_DIVISION : PGL_HOW_MODULO,
		fast->dest,
		false,
		value,
		NULL_TREE,
		place_of_use(single_succ(fast->dest))};
	return true;
}

bool find_power_of_two(basic_block block, found *ret)
{
	edge fast = successor(block, EDGE_FALSE_VALUE);

	if (!fast || !single_succ_p(fast->dest) || !find_in(fast->dest, BIT_AND_EXPR))
		return false;
	*ret = {PGL_HOW_POWER_OF_TWO,
		fast->dest,
		false,
		NULL_TREE,
		NULL_TREE,
		place_of_use(single_succ(fast->dest))};
	return true;
}

/* A remainder by zero or one subtractions: if (dividend < divisor) done; the same again; divide. */
bool find_subtraction(basic_block block, found *ret)
{
	edge slow = successor(block, EDGE_FALSE_VALUE);
	bool is_one = slow && find_in(slow->dest, MINUS_EXPR);

	if (is_one)
		slow = successor(slow->dest, EDGE_FALSE_VALUE);
	if (!slow || !single_succ_p(slow->dest) || !find_in(slow->dest, TRUNC_MOD_EXPR))
		return false;
	*ret = {PGL_HOW_SUBTRACTION,
		slow->dest,
		true,
		is_one ? integer_one_node : integer_zero_node,
		NULL_TREE,
		place_of_use(single_succ(slow->dest))};
	return true;
}

bool find_string_operation(basic_block block, tree value, found *ret)
{
	edge fast = successor(block, EDGE_TRUE_VALUE);
	gimple *call = fast ? find_in(fast->dest, CALL_EXPR) : NULL;

	if (!call || !gimple_call_fndecl(call))
		return false;
	*ret = {PGL_HOW_STRING,		  fast->dest,		false, value,
		gimple_call_fndecl(call), gimple_location(call)};
	return true;
}

/* True if BLOCK ends in a test that value-prof.cc wrote, the first one for its statement. */
bool find_transformation(basic_block block, found *ret)
{
	gimple *last = room_last_statement(block);

	if (!last || gimple_code(last) != GIMPLE_COND)
		return false;
	tree left = gimple_cond_lhs(last), right = gimple_cond_rhs(last),
	     value = constant_of(right);

	switch (gimple_cond_code(last)) {
	case NE_EXPR:
		if (!is_probe(left))
			return false;
		if (value)
			return find_division(block, value, ret);
		return integer_zerop(right) && definition_of(left, BIT_AND_EXPR) &&
		       find_power_of_two(block, ret);
	case LT_EXPR:
		return is_probe(right) && !definition_of(left, MINUS_EXPR) &&
		       find_subtraction(block, ret);
	case EQ_EXPR: return is_probe(left) && value && find_string_operation(block, value, ret);
	default: return false;
	}
}

void note_transformation(uint32_t function, basic_block block, const found *what)
{
	uint32_t id = note_event(PGL_EVENT_VALUE, function);
	uint32_t target = what->callee ? watch.extract->function(what->callee) : PGL_NONE;
	pgl_count right = room_count(what->likely->count);
	char text[32];

	if (id == PGL_NONE)
		return;
	pgl_event *event = &watch.record->events[id];

	set_how(event, what->how);
	event->target = target;
	event->location = watch.extract->location(what->where);
	event->count = room_count(block->count);
	if (event->count.known && event->count.value && right.known) {
		double share = (double)right.value / event->count.value;

		event->share = known_real(what->is_inverse ? 1 - share : share);
	}
	if (what->value && tree_fits_shwi_p(what->value)) {
		snprintf(text, sizeof text, "%lld", (long long)tree_to_shwi(what->value));
		event->value = pgl_record_intern(watch.record, text);
	} else if (what->value && tree_fits_uhwi_p(what->value)) {
		snprintf(text, sizeof text, "%llu", (unsigned long long)tree_to_uhwi(what->value));
		event->value = pgl_record_intern(watch.record, text);
	}
}

} /* namespace */

void before_feedback_split(void)
{
	struct found found;
	basic_block block;

	look_at_profile();
	if (!flag_branch_probabilities || profile_status_for_fn(cfun) != PROFILE_READ)
		return;
	FOR_EACH_BB_FN(block, cfun)
	if (find_transformation(block, &found))
		note_transformation(
			watch.extract->function(cgraph_node::get(current_function_decl)), block,
			&found);
}
