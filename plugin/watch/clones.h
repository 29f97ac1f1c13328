/* Records which functions GCC makes out of others.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CLONES_H
#define PGL_CLONES_H

#include "watch/watch.h"

/* Registers the hooks. */
void follow_clones(void);
/* Complete the events of clones after the pass that made them; of parts once their counts are
   known. */
void complete_clones(void);
void complete_parts(void);

#endif
