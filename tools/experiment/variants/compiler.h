/* The compiler behind a name: where it is, whether it is GCC, and which plugin file fits it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_COMPILER_H
#define PGL_VARIANTS_COMPILER_H

#include <stdbool.h>

#include "record/record.h"

/* Is the last part of the path NAME a usual name of a compiler ("x86_64-linux-gnu-g++-12", "cc")? */
bool pgl_compiler_is_name(const char *name);

/* The program that execvp() would run for NAME with the search path PATH, skipping links to this program; a NAME with a
   slash is itself. To be freed; NULL: there is none. */
char *pgl_compiler_find(const char *name, const char *path);
/* PATH without the folders in which NAME is a link to this program; to be freed. */
char *pgl_compiler_path_behind(const char *name, const char *path);

struct pgl_compiler {
	const char *path;    /* of its file; borrowed */
	char *version;	     /* "12.2.0"; NULL: it is not GCC */
	char *target;	     /* "x86_64-linux-gnu"; NULL: unknown */
	char *configuration; /* how it was configured; NULL: unknown */
};

/* Runs the compiler at PATH and asks for its version. Does not fail: what it does not say is NULL. */
void pgl_compiler_ask(struct pgl_compiler *compiler, const char *path);
void pgl_compiler_release(struct pgl_compiler *compiler);

/* The plugin for COMPILER, which is GCC: the file GIVEN; or if that is NULL, pgolens.so in gcc-N or gcc-N-TARGET beside this program, or
   in the compiler's folder of plugins. To be freed. NULL with ERROR set: none was built for exactly this compiler. */
char *pgl_compiler_plugin(const struct pgl_compiler *compiler, const char *given,
			  struct pgl_error *error);

#endif
