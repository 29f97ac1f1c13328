/* Folders and whole files. Functions that can fail return 0, or -1 with errno set.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_FILES_H
#define PGL_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/strbuf.h"

/* Creates folder PATH and its parents. An existing folder is not an error. */
int pgl_make_folders(const char *path);
/* Removes PATH and everything below it without following links. A missing PATH is not an error. */
int pgl_remove_tree(const char *path);
/* Copies the contents of folder FROM into the new folder TO, keeping permissions, times and links. Skips the
   absolute paths SKIPS (ended by NULL; NULL: none) and the file that receives this program's output. Data of
   .git, .hg and .svn, which builds only read, is linked to, not copied. */
int pgl_copy_tree(const char *from, const char *to, const char *const *skips);
/* Adds the names and contents of everything pgl_copy_tree() would copy. LIST, unless NULL, gets a line for each
   item: the digest up to and including it, a blank, its name below FROM. */
int pgl_digest_tree(struct pgl_digest *digest, const char *from, const char *const *skips,
		    struct pgl_strbuf *list);

/* Receives each regular file below FOLDER, sorted by name; returns 0 to continue. */
typedef int pgl_file_visit(void *context, const char *path, const struct stat *status);
/* Does not follow links. Returns the result of VISIT, or -1 with errno set. */
int pgl_visit_files(const char *folder, pgl_file_visit *visit, void *context);

/* Appends the contents of the file at PATH. */
int pgl_read_file(struct pgl_strbuf *text, const char *path);
/* Writes LENGTH bytes of TEXT to the file at PATH; on failure the file stays as it was. */
int pgl_write_file(const char *path, const char *text, size_t length);

#endif
