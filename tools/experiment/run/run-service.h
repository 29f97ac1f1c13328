/* How `pgolens run` measures a service. See run.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_RUN_SERVICE_H
#define PGL_RUN_RUN_SERVICE_H

#include "experiment/run/run.h"

extern const struct pgl_run_method pgl_run_service;

/* The training command: `pgolens service` with the options that SETTINGS stand for. To be freed. */
char *pgl_run_service_training(const struct pgl_run_settings *settings);

#endif
