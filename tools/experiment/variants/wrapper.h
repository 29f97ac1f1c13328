/* Runs a compiler with the plugin put into its command, where that has a place in it, and unchanged
   where it has not: the wrapper must never break a build.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_WRAPPER_H
#define PGL_VARIANTS_WRAPPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/parse-options.h"

/* What is to be put into commands; texts are borrowed, NULL where nothing was said. */
struct pgl_wrapper_options {
	const char *plugin, *dir, *label, *output;
	struct pgl_texts arguments; /* of the plugin: KEY or KEY=VALUE */
	const char *flags;	    /* for the compiler, between blanks */
	bool is_off;		    /* run all commands unchanged */
};

struct pgl_wrapper {
	char *program;	/* what is run: the compiler, or ccache and the like before it */
	char *compiler; /* the compiler's file */
	char *version;	/* GCC's, once it was asked and is GCC */
	char *plugin;	/* the file put into the command, or NULL */
	char *why;	/* why none is, or NULL */
	char **argv;	/* the command, ended by NULL; its words are owned */
	size_t n, room;
	char *path;	    /* the PATH it gets, or NULL: the one there is */
	bool is_ccache_off; /* a cache must not answer in the compiler's place */
};

/* Works out what becomes of the command WORDS, of which there are N. IS_EXAMPLE: a command without
   arguments stands for one that compiles. 0, or -1: the program WORDS begin with is not there. */
int pgl_wrapper_plan(struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options,
		     char *const *words, size_t n, bool is_example);
/* Becomes that command. Returns only if it cannot be run, with errno set. */
void pgl_wrapper_run(const struct pgl_wrapper *wrapper, const struct pgl_wrapper_options *options);
void pgl_wrapper_release(struct pgl_wrapper *wrapper);

#endif
