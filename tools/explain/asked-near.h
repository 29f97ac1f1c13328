/* What to say when nothing is what a person asked for: what is near.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_ASKED_NEAR_H
#define PGL_ASKED_NEAR_H

#include "explain/select.h"

/* Sets ERROR to one sentence on why no call is what QUESTION asks for, with the nearest lines that have calls,
   or the nearest names. Always -1. */
int pgl_question_no_answer(const struct pgl_identity *identity, const struct pgl_question *question,
			   int n_sides, struct pgl_error *error);

#endif
