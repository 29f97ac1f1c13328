/* Around the early inliner, for each function: before it, a fingerprint of the code; after it, the
   remaining calls, which it rejected.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/early.h"

#include "watch/considered.h"
#include "watch/decisions.h"
#include "watch/remaining.h"

void before_einline(void)
{
	cgraph_node *node = cgraph_node::get(current_function_decl);
	uint64_t fingerprint = fingerprint_of(node);
	uint32_t id = watch.extract->function(node);
	char text[20];

	if (id != PGL_NONE) {
		snprintf(text, sizeof text, "%08x", (unsigned)(fingerprint ^ fingerprint >> 32));
		watch.record->functions[id].fingerprint = pgl_record_intern(watch.record, text);
		watch.record->functions[id].has_body = true;
		/* Unless a later pass finds it again. */
		watch.record->functions[id].offline = PGL_OFFLINE_REMOVED;
		/* A sum, because options may change the order of functions. */
		watch.fingerprint += fingerprint;
	}
	start_listening(PGL_INLINER_EINLINE);
	start_considering(node);
	watch.hooks->before_einline(node);
}

void after_einline(void)
{
	cgraph_node *node = cgraph_node::get(current_function_decl);
	call_list calls;
	ordered_call *call;
	unsigned i;

	stop_listening();
	stop_considering();
	watch.hooks->after_einline(node);
	calls_in_order(node, &calls);
	FOR_EACH_VEC_ELT(calls, i, call)
	{
		cgraph_edge *e = call->edge;
		auto_vec<inlined_scope, 16> around;
		remaining_call left = {};

		watch.extract->scopes(e->call_stmt ? gimple_block(e->call_stmt) : NULL_TREE,
				      &around);
		if (e->call_stmt)
			left.location = watch.extract->location(gimple_location(e->call_stmt));
		else
			left.location.file = PGL_NONE;
		const char *forbidden = watch.hooks->reason(e, PGL_INLINER_EINLINE);

		left.callee = watch.extract->callee(e);
		left.flags = watch.extract->flags(e);
		if (call->is_eh)
			left.flags |= PGL_BIT(PGL_SITE_FLAG_EH);
		if (forbidden)
			left.why.reason = forbidden;
		else if (!early_rejection_of(e, &left.why))
			left.why.reason = NULL;
		note_remaining(node->decl, around, &left);
	}
}
