/* Records code that GCC adds for values seen in training.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VALUES_H
#define PGL_VALUES_H

#include "watch/watch.h"

/* Examine the current function right after pass "profile". */
void before_feedback_split(void);

#endif
