/* What keeps GCC from inlining a function anywhere: its attributes, and what its code does.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_ROOM_UNINLINABLE_H
#define PGL_GCC_ROOM_UNINLINABLE_H

#include "gcc/room.h"

/* The PGL_FUNCTION_FLAG_USES_... bits for BODY, which is GIMPLE with a flow graph. */
uint32_t room_uninlinable_uses(struct function *body);
/* The bits for DECL's attributes that can stop a call of it from being inlined. */
uint32_t room_attribute_flags(tree decl);

#endif
