/* How `pgolens run` measures a service. See walk.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_WALK_SERVICE_H
#define PGL_WALK_SERVICE_H

#include "experiment/run/run.h"

extern const struct pgl_walk_measuring pgl_walk_service;

/* The command that trains it: `pgolens service`, with what SETTINGS say. To be freed. */
char *pgl_walk_service_training(const struct pgl_walk_settings *settings);

#endif
