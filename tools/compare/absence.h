/* Why one build has a call and the other has not, in words.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ABSENCE_H
#define PGL_ABSENCE_H

#include "compare/match.h"
#include "base/strbuf.h"

/* Adds why a call of CLASS that stands in the build THERE is not in the other: "not there: functions are split
   otherwise". */
void pgl_add_absence(struct pgl_strbuf *text, enum pgl_class class, enum pgl_side there);

#endif
