/* Watches one compile and fills a record, by passes around einline, profile and inline, and the
   call graph's own hooks between them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OBSERVE_H
#define PGL_OBSERVE_H

#include "gcc/room.h"
#include "watch/hooks.h"

/* Start to watch and to fill RECORD, which must live as long as the compile. DESCRIBE fills in the
   unit's description whenever asked. WANTS_BRANCHES: record conditions too. False: out of memory,
   nothing is watched. */
bool observe_start(pgl_record *record, bool wants_branches, void (*describe)(void));
/* From now on call HOOKS, which must live as long as the compile. */
void observe_install_hooks(const watch_hooks *hooks);
/* Register the passes that watch, for the plugin called NAME. */
void observe_register_passes(const char *name);
/* Stop: the record is complete except for what the caller knows. Call once GCC has written all
   code. */
void observe_finish(void);

#endif
