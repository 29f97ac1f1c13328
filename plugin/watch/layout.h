/* Records where the code of each function goes.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LAYOUT_H
#define PGL_LAYOUT_H

#include "watch/watch.h"

/* Examine the current function right after GCC has written its code. */
void after_final(void);

#endif
