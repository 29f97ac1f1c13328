/* The one path at which every variant of a program is built and run.

   GCC's output depends on the path it runs at: GCC finds counts by file names, programs hold paths, and a longer path in
   the environment moves the stack. So each variant has a tree of its own, and each job sees that tree at the same path:
   in a private mount namespace if the kernel allows it; else the tree is moved there, and one job runs at a time.

   Functions that can fail return 0, or -1 with errno set.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_VARIANTS_SANDBOX_H
#define PGL_VARIANTS_SANDBOX_H

#include <stdbool.h>

struct pgl_sandbox {
	char *path;	/* an empty folder unless a tree was moved there */
	bool can_mount; /* else the sandbox holds one tree at a time */
};

/* Makes the folder PATH, which the sandbox then owns. */
int pgl_sandbox_init(struct pgl_sandbox *sandbox, char *path);
void pgl_sandbox_release(struct pgl_sandbox *sandbox);

/* Brings TREE into the sandbox and goes there. Changes this process for good: fork one for it. */
int pgl_sandbox_enter(const struct pgl_sandbox *sandbox, const char *tree);
/* Brings TREE back. */
int pgl_sandbox_leave(const struct pgl_sandbox *sandbox, const char *tree);

#endif
