/* Compares the profile that GCC read with the unit.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROFILE_H
#define PGL_PROFILE_H

#include "watch/watch.h"

/* Record which profile GCC uses. */
void note_profile(void);
/* Compare the profile's file with the unit's functions, on the first call after GCC has read the
   profile. */
void look_at_profile(void);
/* Why NODE, in a unit whose profile GCC found, has no counts: they did not fit; or they are all zero, and GCC dropped
   them (-fprofile-partial-training, or a function that is called although its copy never ran); or another unit's
   copy of a comdat function has them. */
pgl_profiled state_without_counts(cgraph_node *node);
/* Record in EVENT, a mismatch of NODE, how it came about. */
void explain_mismatch(cgraph_node *node, pgl_event *event);

#endif
