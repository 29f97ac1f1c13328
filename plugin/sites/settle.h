/* The inline forest when all is decided: its trees completed, its sites in their final order.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SETTLE_H
#define PGL_SETTLE_H

#include "sites/sites.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Puts into *RET what pgl_sites_settle() would make of the record now, without completing the trees.
   Free the sites and events of *RET, which borrows the rest. False: out of memory. */
bool pgl_sites_snapshot(const struct pgl_sites *sites, struct pgl_record *ret);

/* Completes the trees: below each inlined call stands all that was inlined into the body it brought
   in. Then puts the sites into their final order, by root, each tree depth first, siblings as they
   were found, and drops those that were moved. No other function may be called on SITES after that. */
void pgl_sites_settle(struct pgl_sites *sites);

#ifdef __cplusplus
}
#endif

#endif
