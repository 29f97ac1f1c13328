/* Units that were compiled more than once into one folder of records.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RECOMPILED_H
#define PGL_RECOMPILED_H

#include "records/load.h"

/* Called with the path of a record that is left out, and that of the newer one which stands for it. */
typedef void pgl_recompiled_watch(void *context, const char *older, const char *newer);

/* Frees the older records of each unit in BUILD that was compiled again: of one source, the same text with the same options, into
   one folder, under names that differ in their number only (x.pgolens.jsonl, x.2.pgolens.jsonl). The newest is that
   of the file written last. */
void pgl_build_drop_recompiled(struct pgl_build *build, pgl_recompiled_watch *watch, void *context);

#endif
