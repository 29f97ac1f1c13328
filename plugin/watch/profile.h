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
/* Record in EVENT, a mismatch of NODE, how it came about. */
void explain_mismatch(cgraph_node *node, pgl_event *event);

#endif
