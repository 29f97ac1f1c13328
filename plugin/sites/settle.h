/* The finished inline forest: complete trees, sites in their final order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SETTLE_H
#define PGL_SETTLE_H

#include "sites/sites.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A call below more inlined calls than this is deep. Trees of functions that the IPA inliner did not
   find, because GCC had removed them, are cut below it: in a chain of n functions, each inlined into
   the next, whole trees would have n^2/2 sites. */
enum { PGL_DEEP = 16 };

/* Sets *RET to what pgl_sites_settle() would make now, without completing the trees. The caller
   frees the sites and events of *RET, which borrows the rest. Returns false when out of memory. */
bool pgl_sites_snapshot(const struct pgl_sites *sites, struct pgl_record *ret);

/* Completes the trees: below each inlined call it adds all calls inlined in the callee's code, but
   nothing deep in functions that the IPA inliner did not find. Then
   sorts the sites by root, each tree depth first, siblings as found, and drops moved ones. Call no
   other function on SITES afterwards. */
void pgl_sites_settle(struct pgl_sites *sites);

#ifdef __cplusplus
}
#endif

#endif
