/* What the records of a variant say of how it was built.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_EXPERIMENT_RECORDS_H
#define PGL_EXPERIMENT_RECORDS_H

#include "experiment/variants/experiment.h"

/* Fills in VARIANT's numbers. 0, or -1 with MESSAGE set: it has no records, so that its build took none of
   the flags it was given; or one can't be read. */
int pgl_variant_read_records(struct pgl_variant *variant, struct pgl_strbuf *message);

#endif
