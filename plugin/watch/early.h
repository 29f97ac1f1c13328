/* The steps around the early inliner, for the current function.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EARLY_H
#define PGL_EARLY_H

#include "watch/watch.h"

void before_einline(void);
void after_einline(void);

#endif
