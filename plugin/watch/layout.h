/* Notes where the code of each function ends up.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_LAYOUT_H
#define PGL_LAYOUT_H

#include "watch/watch.h"

/* Looks at the current function right after its code was written. */
void after_final(void);

#endif
