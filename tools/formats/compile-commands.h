/* Makes a build command of a compile_commands.json.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_COMPILE_COMMANDS_H
#define PGL_COMPILE_COMMANDS_H

#include "base/strbuf.h"

/* A shell script that runs, in a copy of the folder SOURCE (NULL: the current one), the compiles that the
   file at PATH lists, and then LINK with the objects' names in OBJECTS. To be freed; or NULL with
   MESSAGE set. */
char *pgl_compile_commands(const char *path, const char *source, const char *link,
			   struct pgl_strbuf *message);

#endif
