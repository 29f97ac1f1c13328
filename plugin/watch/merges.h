/* Records functions that pass "icf" merges.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_MERGES_H
#define PGL_MERGES_H

#include "watch/watch.h"

void before_icf(void);
void after_icf(void);

#endif
