/* See remaining.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/remaining.h"

#include "sites/settle.h"
#include "watch/decisions.h"

namespace
{

struct deep_call {
	remaining_call call;
	vec<inlined_scope> scopes;
	deep_call *next;
};

/* The deep calls of one function, in their order. */
struct deep_calls {
	uint32_t root;
	deep_call *first, **last;
};

hash_map<int_hash<int, -1, -2>, deep_calls *> *deep; /* by DECL_UID */

void enter(uint32_t root, const vec<inlined_scope> &scopes, const remaining_call *call)
{
	pgl_place place = {root, PGL_NONE, {PGL_NONE, 0, 0}};

	place.parent = watch.extract->enter(place, scopes);
	place.location = call->location;
	uint32_t site = pgl_sites_add(watch.sites, place, root, call->callee);

	if (site == PGL_NONE)
		return;
	watch.record->sites[site].flags |= call->flags;
	if (call->why.reason)
		note_rejection(site, PGL_INLINER_EINLINE, &call->why);
}

void put_off(tree root, const vec<inlined_scope> &scopes, const remaining_call *call)
{
	bool existed;

	if (!deep)
		deep = new hash_map<int_hash<int, -1, -2>, deep_calls *>;
	deep_calls *&calls = deep->get_or_insert(DECL_UID(root), &existed);

	if (!existed) {
		calls = new deep_calls;
		*calls = {watch.extract->function(root), NULL, &calls->first};
	}
	deep_call *made = new deep_call;

	*made = {*call, scopes.copy(), NULL};
	*calls->last = made;
	calls->last = &made->next;
}

/* Enter all CALLS if the function is left, and free them. */
void finish(deep_calls *calls, bool is_left)
{
	for (deep_call *call = calls->first, *next; call; call = next) {
		next = call->next;
		if (is_left)
			enter(calls->root, call->scopes, &call->call);
		call->scopes.release();
		delete call;
	}
	delete calls;
}

void forget(cgraph_node *node, void *)
{
	/* A copy inlined elsewhere may go while the function stays. */
	if (!deep || cgraph_node::get(node->decl) != node)
		return;
	deep_calls **calls = deep->get(DECL_UID(node->decl));

	if (!calls)
		return;
	finish(*calls, false);
	deep->remove(DECL_UID(node->decl));
}

} /* namespace */

void note_remaining(tree root, const vec<inlined_scope> &scopes, const remaining_call *call)
{
	if (scopes.length() > PGL_DEEP)
		put_off(root, scopes, call);
	else
		enter(watch.extract->function(root), scopes, call);
}

void follow_deep_calls(void)
{
	symtab->add_cgraph_removal_hook(forget, NULL);
}

void note_deep_calls(void)
{
	if (!deep)
		return;
	for (auto i = deep->begin(); i != deep->end(); ++i)
		finish((*i).second, true);
	deep->empty();
}
