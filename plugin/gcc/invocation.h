/* What the compiler was asked to make, and under which options it says so in the object.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_GCC_INVOCATION_H
#define PGL_GCC_INVOCATION_H

/* True if this run makes no object of its own: it only checks the source, makes a module's or a
   header unit's interface, or is -fcompare-debug's second run. Ada knows only at the end. */
bool invocation_makes_no_object(void);

/* Take the options that load the plugin NAME, and its arguments, out of those that GCC writes into
   objects: into debug information (-g), .GCC.command.line (-frecord-gcc-switches), sections for
   link-time optimization and offloading, and Ada's .ali files. */
void invocation_hide_plugin(const char *name);

/* The name that Make's variable GCC needs for this compiler, as the driver was called, in a new
   string. Uses nothing of GCC's, so that a plugin for another GCC can call it. VERSION: this GCC's. */
char *invocation_name_for_make(const char *version);

/* How the user wants diagnostics on standard error: as text, as JSON, or in a format that a plugin
   for another GCC cannot write. Uses nothing of GCC's. */
enum invocation_format { INVOCATION_TEXT, INVOCATION_JSON, INVOCATION_OTHER };
enum invocation_format invocation_diagnostics_format(void);

#endif
