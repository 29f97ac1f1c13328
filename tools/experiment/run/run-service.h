/* How `pgolens run` measures a service. See walk.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RUN_RUN_SERVICE_H
#define PGL_RUN_RUN_SERVICE_H

#include "experiment/run/run.h"
#include "experiment/service/rounds.h"
#include "experiment/variants/measure.h"

extern const struct pgl_walk_measuring pgl_walk_service;

/* The command that trains it: `pgolens service`, with what SETTINGS say. To be freed. */
char *pgl_walk_service_training(const struct pgl_walk_settings *settings);

struct pgl_life {
	struct pgl_measuring measuring; /* its command starts the service */
	const struct pgl_rounds_options *options;
	int side;
	double rates[PGL_LOAD_KINDS];
	/* Run while the service is up; what it prints is the result, in place of loads. Or NULL. */
	const char *ask;
};

/* Sets the file of the result, by what it depends on; KIND tells lives apart. */
void pgl_life_set_result(struct pgl_life *life, const char *kind);
/* A job: lives it. */
int pgl_life_run(void *context);
/* What came of loads. False: nothing yet. */
bool pgl_life_read(const struct pgl_life *life, struct pgl_service_load ret[PGL_LOAD_KINDS]);
void pgl_life_release(struct pgl_life *life);

#endif
