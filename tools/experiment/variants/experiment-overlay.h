/* Files that stand in the place of a variant's sources.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPERIMENT_OVERLAY_H
#define PGL_EXPERIMENT_OVERLAY_H

/* Puts each file below folder OVERLAY at its place below folder TREE, instead of what is there. 0, or -1
   with errno set. */
int pgl_overlay_apply(const char *overlay, const char *tree);

#endif
