/* Notes conditions.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BRANCHES_H
#define PGL_BRANCHES_H

#include "watch/watch.h"

/* Record all conditions, once, if the user requested them. */
void note_branches(void);

#endif
