/* A service under load, for people and as JSON: one that was run once, or OLD and NEW.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RENDER_SERVICE_H
#define PGL_RENDER_SERVICE_H

#include <stdio.h>

#include "experiment/service/savings.h"
#include "experiment/service/figures.h"
#include "base/colour.h"
#include "base/json-write.h"

/* One run. */
struct pgl_service_run {
	const char *command, *url;
	const struct pgl_service_options *options;
	double rate; /* asked for; 0: full load */
	double ready_after, stopped_after;
	struct pgl_service_load load;
	int exit_status; /* of the command; -1: a signal ended it */
	double cpu;	 /* seconds it took from its start to its end */
};

void pgl_service_run_text(const struct pgl_service_run *run, FILE *out);
void pgl_service_run_json(const struct pgl_service_run *run, FILE *out);

/* OLD and NEW. */
struct pgl_service_compared {
	const struct pgl_rounds_options *options;
	const struct pgl_rounds *rounds;
	const struct pgl_figures *figures;
	const struct pgl_savings *savings; /* NULL: not asked for */
};

void pgl_service_compared_text(const struct pgl_service_compared *compared,
			       const struct pgl_style *style, FILE *out);
void pgl_service_compared_json(const struct pgl_service_compared *compared, FILE *out);

#endif
