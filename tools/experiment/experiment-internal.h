/* Shared by the experiment's files alone.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPERIMENT_INTERNAL_H
#define PGL_EXPERIMENT_INTERNAL_H

#include "experiment.h"

/* Adds to MESSAGE. Always -1. */
__attribute__((format(printf, 2, 3))) int pgl_say(struct pgl_strbuf *message, const char *format,
						  ...);
int pgl_variant_name_folder(const struct pgl_experiment *experiment, struct pgl_variant *variant,
			    struct pgl_strbuf *message);

#endif
