/* Runs a compiler's command with the plugin added if the command compiles, and unchanged otherwise: the wrapper must
   never break a build.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_WRAPPER_H
#define PGL_VARIANTS_WRAPPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/parse-options.h"

/* What to add to compile commands. Strings are borrowed and may be NULL. */
struct pgl_wrapper_options {
	const char *plugin, *dir, *label, *output;
	struct pgl_texts arguments; /* of the plugin: KEY or KEY=VALUE */
	const char *flags;	    /* for the compiler, separated by blanks */
	bool is_off;		    /* run all commands unchanged */
};

struct pgl_wrapper {
	char *program;	/* to run: the compiler, or ccache and the like before it */
	char *compiler; /* the compiler's file */
	char *version;	/* GCC's; NULL: it was not asked, or is not GCC */
	char *plugin;	/* the file added to the command, or NULL */
	char *why;	/* then: why none is added */
	char **argv;	/* the command, ended by NULL; its words are owned */
	size_t n, room;
	char *path;	    /* PATH for the command; NULL: unchanged */
	bool is_ccache_off; /* a cache would replace the compile that writes the record */
};

/* Computes the command to run for the N WORDS. With IS_EXAMPLE, a command without arguments counts as one that compiles.
   Returns 0, or -1 if the program that WORDS begins with does not exist. Release WRAPPER if 0. */
int pgl_wrapper_plan(struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options,
		     char *const *words, size_t n, bool is_example);
/* Becomes that command. Returns, with errno set, only if it cannot be run. */
void pgl_wrapper_run(const struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options);
void pgl_wrapper_release(struct pgl_wrapper *wrapper);

#endif
