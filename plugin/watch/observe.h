/* Watches one compile and fills a record: passes around einline, profile and inline, and the call
   graph's own hooks between them.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_OBSERVE_H
#define PGL_OBSERVE_H

#include "gcc/room.h"
#include "watch/hooks.h"

/* Begins to watch, and to fill RECORD, which must live as long as the compile; DESCRIBE fills in what it
   says of the unit, whenever asked. With WANTS_BRANCHES it notes conditions too. False: out of memory, nothing
   is watched. */
bool observe_start(pgl_record *record, bool wants_branches, void (*describe)(void));
/* From now on calls HOOKS, which must live as long as the compile. */
void observe_install_hooks(const watch_hooks *hooks);
/* Registers the passes that do the watching, for the plugin called NAME. */
void observe_register_passes(const char *name);
/* Ends it: the record is complete but for what the caller knows. Call once all code is out. */
void observe_finish(void);

#endif
