/* What the files of health share.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_HEALTH_INTERNAL_H
#define PGL_HEALTH_INTERNAL_H

#include "profile/health.h"

/* The forest of the build whose profile it is. */
const struct pgl_forest *pgl_health_forest(const struct pgl_health *health);

/* Looks for counts that contradict each other, and for a call that starts threads. */
void pgl_health_compare_counts(struct pgl_health *health);

#endif
