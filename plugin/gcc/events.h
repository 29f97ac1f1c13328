/* The part of gcc/room.h that reports what GCC's other IPA passes and its back end did: how clones
   changed their parameters, and in which section the code is.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_EVENTS_H
#define PGL_GCC_ROOM_EVENTS_H

#include "gcc/room.h"

/* True if GCC is running its pass NAME now. */
bool room_in_pass(const char *name);

/* Call TAKE (context, argument) for each parameter that CLONE treats differently from the function
   it clones: replaced by a constant, removed, or split into parts. The strings live during the
   call. GCC knows the values in aggregates only after the pass that made the clone has ended. */
typedef void room_argument_taker(void *context, const pgl_argument *argument);
void room_clone_arguments(cgraph_node *clone, room_argument_taker *take, void *context);
void room_clone_aggregates(cgraph_node *clone, room_argument_taker *take, void *context);

/* After "final": the section of the function just written, or of its cold part; whether the current
   function has a cold part. */
const char *room_section(tree function, bool is_cold_part);
bool room_has_cold_part(void);
/* True if the user chose FUNCTION's section, or GCC named it after FUNCTION
   (-ffunction-sections). */
bool room_section_is_own(tree function, const char *section);

#endif
