/* The one path at which every variant of a program is built and run.

   What GCC makes depends on where it is made: counts of a profile are found by the names of files, paths
   get into programs, and a longer path in the environment moves the stack. So each variant has a tree
   of its own and is put at the same place while something is done in it: mounted there, seen by the
   process alone that does it, where the kernel lets us; else moved there, and then only one at a
   time can be.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_SANDBOX_H
#define PGL_VARIANTS_SANDBOX_H

#include <stdbool.h>

struct pgl_place {
	char *path;	/* the common one; an empty folder while nothing is there */
	bool can_mount; /* else at most one process at a time may be in it */
};

/* Makes the folder at PATH, which the place then owns, and finds out what can be done. 0, or -1 with
   errno set. */
int pgl_place_init(struct pgl_place *place, char *path);
void pgl_place_release(struct pgl_place *place);

/* For this process, which must have been forked for it, puts TREE at the place and goes there. 0, or -1
   with errno set. */
int pgl_place_enter(const struct pgl_place *place, const char *tree);
/* Puts TREE back. 0, or -1 with errno set. */
int pgl_place_leave(const struct pgl_place *place, const char *tree);

#endif
