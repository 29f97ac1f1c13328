/* The part of gcc/room.h that knows where a profile is and what its numbers mean.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_PROFILE_H
#define PGL_GCC_ROOM_PROFILE_H

#include "gcc/room.h"

/* The number of paths from which GCC may have read the unit's profile, and path I, in a new string;
   NULL: not one of them. (coverage_init () in coverage.c keeps the name private.) */
#define ROOM_N_PROFILE_PLACES 2
char *room_profile_place(unsigned i);
/* The identifier of NODE in a profile, and the checksum of where NODE is declared. */
uint32_t room_profile_ident(cgraph_node *node);
uint32_t room_profile_lines(cgraph_node *node);

#endif
