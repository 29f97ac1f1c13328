/* Notes conditions.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BRANCHES_H
#define PGL_BRANCHES_H

#include "watch/watch.h"

/* Notes all conditions, once, if the user asked for them. */
void note_branches(void);

#endif
