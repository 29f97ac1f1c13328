/* The compiler behind a name: where it is, whether it is GCC, and which plugin file fits it.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_COMPILER_H
#define PGL_VARIANTS_COMPILER_H

#include <stdbool.h>

/* Is NAME, a path or not, what compilers are called ("x86_64-linux-gnu-g++-12", "cc")? */
bool pgl_compiler_is_name(const char *name);

/* Where PATH leads for NAME, as execvp() would, with every link to this program left out; a NAME
   with a slash is itself. NULL: nowhere. To be freed. */
char *pgl_compiler_find(const char *name, const char *path);
/* PATH without the folders in which NAME is a link to this program. To be freed. */
char *pgl_compiler_path_behind(const char *name, const char *path);

struct pgl_compiler {
	const char *path;    /* of its file; borrowed */
	char *version;	     /* "12.2.0"; NULL: it is not GCC */
	char *configuration; /* how it was configured; NULL: it does not say */
};

/* Asks the compiler at PATH by running it, which cannot fail: what it does not say is NULL. */
void pgl_compiler_ask(struct pgl_compiler *compiler, const char *path);
void pgl_compiler_release(struct pgl_compiler *compiler);

/* The plugin for COMPILER: the file GIVEN, or without one that in gcc-N beside this program, or that
   in the compiler's folder of plugins. NULL, and *RET_WHY says why, if there is none that was built
   for this very compiler. To be freed, both. */
char *pgl_compiler_plugin(const struct pgl_compiler *compiler, const char *given, char **ret_why);

#endif
