/* Compares the profile that GCC read with the unit.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_PROFILE_H
#define PGL_PROFILE_H

#include "watch/watch.h"

/* Notes in the record which profile GCC uses. */
void note_profile(void);
/* Compares the profile's file with the unit's functions: the first time it is called after GCC has
   read the profile. */
void look_at_profile(void);
/* Says in EVENT, a mismatch of NODE's, how it came about. */
void explain_mismatch(cgraph_node *node, pgl_event *event);

#endif
