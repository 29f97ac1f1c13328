/* What a command asks of GCC, from its arguments alone: does it compile or link, and is the plugin
   in it already? Nothing here runs a compiler or knows one.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FORMATS_GCC_OPTIONS_H
#define PGL_FORMATS_GCC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Why a plugin called PLUGIN has no place among ARGUMENTS, of which there are N, the compiler's own
   name not among them: a clause ("it only preprocesses"). NULL: they compile or link, and have no
   such plugin yet. Files of arguments (@FILE) are looked into. */
const char *pgl_gcc_command_unfit(char *const *arguments, size_t n, const char *plugin);

/* The name that GCC gives a plugin, which its arguments must use: FILE without its folder and
   without what follows the first dot. To be freed. */
char *pgl_gcc_plugin_name(const char *file);

/* True if the option at WORD, of LENGTH bytes, only sets up profiling, recording or messages and changes no code
   by itself. */
bool pgl_given_is_about_profile(const char *word, size_t length);

#endif
