/* A name for contents: what has the same digest is taken to be the same. Two FNV-1a hashes of 64 bits
   that begin differently; it tells accidents apart, not attackers.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIGEST_H
#define PGL_DIGEST_H

#include <stddef.h>
#include <stdint.h>

/* Hexadecimal digits of a digest, and a NUL. */
#define PGL_DIGEST_SIZE 33

struct pgl_digest {
	uint64_t half[2];
};

void pgl_digest_start(struct pgl_digest *digest);
void pgl_digest_add(struct pgl_digest *digest, const void *bytes, size_t n);
/* Adds TEXT with its end, so that "ab" "c" differs from "a" "bc"; NULL is a text of its own. */
void pgl_digest_add_text(struct pgl_digest *digest, const char *text);
/* Adds the contents of the file at PATH. 0, or -1 with errno set. */
int pgl_digest_add_file(struct pgl_digest *digest, const char *path);
void pgl_digest_end(const struct pgl_digest *digest, char ret[PGL_DIGEST_SIZE]);

#endif
