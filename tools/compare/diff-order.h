/* The orders in which a diff lists things, both total and the same whichever build is OLD.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIFF_ORDER_H
#define PGL_DIFF_ORDER_H

struct pgl_diff;

/* Sorts DIFF's changes and functions. */
void pgl_diff_order(struct pgl_diff *diff);

#endif
