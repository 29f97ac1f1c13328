/* See watch.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "watch/watch.h"

struct watch watch;

const watch_hooks no_hooks = {
	[](cgraph_node *) {},
	[](cgraph_node *) {},
	[]() {},
	[]() {},
	[]() {},
	[](tree, tree) { return true; },
	[](cgraph_edge *) {},
	[]() { return PGL_PHASE_UNKNOWN; },
	[](cgraph_edge *, enum pgl_inliner) -> const char * { return NULL; },
	[](number_set *) {},
	[]() {},
};
