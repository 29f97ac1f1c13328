/* The steps around the IPA inliner.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_IPA_H
#define PGL_IPA_H

#include "watch/watch.h"

/* Record all functions and calls when a compile writes its summary for the link. */
void before_streaming(void);
/* Note how often training entered each function, while no clone has a part of the count yet. */
void note_entries(void);
void before_inline(void);
void after_inline(void);

#endif
