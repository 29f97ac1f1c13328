/* Makes a build command of a compile_commands.json.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FORMATS_COMPILE_COMMANDS_H
#define PGL_FORMATS_COMPILE_COMMANDS_H

#include "record/record.h"

/* A shell script for a copy of the folder SOURCE (NULL: the current one): it runs the compiles that the file at
   PATH lists, then LINK with the objects' names in OBJECTS. To be freed; or NULL with ERROR set. */
char *pgl_compile_commands(const char *path, const char *source, const char *link,
			   struct pgl_error *error);

#endif
