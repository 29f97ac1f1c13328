/* The part of the room for GCC (gcc/room.h) that tells what its other IPA passes and its back end did:
   what clones made of their parameters, where code was put.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_EVENTS_H
#define PGL_GCC_ROOM_EVENTS_H

#include "gcc/room.h"

/* Is the pass that works now GCC's pass called NAME? */
bool room_in_pass(const char *name);

/* Calls TAKE (context, argument) for what CLONE makes of its parameters that the function it is a clone
   of does not: constants in their place, removed ones, parts instead of a whole. Its texts live during
   the call. What is known of aggregates is known after the pass that made the clone. */
typedef void room_argument_taker(void *context, const pgl_argument *argument);
void room_clone_arguments(cgraph_node *clone, room_argument_taker *take, void *context);
void room_clone_aggregates(cgraph_node *clone, room_argument_taker *take, void *context);

/* After "final": the section of the function that has just been written, or of its cold part; of the
   current function, if it has one. */
const char *room_section(tree function, bool is_cold_part);
bool room_has_cold_part(void);
/* Was the section of FUNCTION given by the user, or made of its name (-ffunction-sections)? */
bool room_section_is_own(tree function, const char *section);

#endif
