/* Do two builds keep the rules?

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_CHECK_H
#define PGL_CHECK_H

#include "check/findings.h"

/* Looks at the builds of DIFF; TEXT is the bytes of .text of either. All three must outlive CHECK. */
void pgl_check_init(struct pgl_check *check, const struct pgl_rules *rules,
		    const struct pgl_diff *diff, const struct pgl_fairness *fairness,
		    const struct pgl_integer text[PGL_SIDES]);
void pgl_check_release(struct pgl_check *check);

#endif
