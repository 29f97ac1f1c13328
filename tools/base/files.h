/* Folders and whole files. Functions that can fail return 0, or -1 with errno set.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FILES_H
#define PGL_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/strbuf.h"

/* Makes folder PATH with those above it; it is fine if it is there. */
int pgl_make_folders(const char *path);
/* Removes PATH and all below it, never following a link; it is fine if it is not there. */
int pgl_remove_tree(const char *path);
/* Copies what is below folder FROM into folder TO, which is made: with rights, times and links as they
   are. Left out is what lies at the absolute paths SKIPS, which NULL ends (or NULL: none), and what this
   program's own output goes to; the data of .git, .hg and .svn, which a build only reads, stays where it
   is and is linked to. */
int pgl_copy_tree(const char *from, const char *to, const char *const *skips);
/* Adds the names and contents of all that pgl_copy_tree() would copy. LIST, unless NULL, gets a line for
   each thing: a digest of all up to it, a blank, its name below FROM. */
int pgl_digest_tree(struct pgl_digest *digest, const char *from, const char *const *skips,
		    struct pgl_strbuf *list);

/* Is told of each regular file below FOLDER, in the order of their names: 0 to go on. */
typedef int pgl_file_visit(void *context, const char *path, const struct stat *status);
/* Links are not followed. Returns what VISIT did, or -1 with errno set. */
int pgl_visit_files(const char *folder, pgl_file_visit *visit, void *context);

/* Adds the text of the file at PATH. */
int pgl_read_file(struct pgl_strbuf *text, const char *path);
/* Makes the file at PATH hold LENGTH bytes of TEXT: whole, or as it was before. */
int pgl_write_file(const char *path, const char *text, size_t length);

#endif
