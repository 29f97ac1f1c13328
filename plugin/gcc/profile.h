/* The part of the room for GCC (gcc/room.h) that knows where a profile lies and what its numbers mean.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_PROFILE_H
#define PGL_GCC_ROOM_PROFILE_H

#include "gcc/room.h"

/* How many places there are where GCC may have read the unit's profile from, and place number I of them,
   in a new string; NULL: it is none here. (coverage_init () in coverage.c keeps the name to itself.) */
#define ROOM_N_PROFILE_PLACES 2
char *room_profile_place(unsigned i);
/* By what a profile's file calls NODE, and where NODE is declared, as it stands there. */
uint32_t room_profile_ident(cgraph_node *node);
uint32_t room_profile_lines(cgraph_node *node);

#endif
