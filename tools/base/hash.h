/* Hashes of contents, by xxHash (XXH3). They tell accidents apart, not attackers. The fingerprints in records
   are FNV-1a (record/hash.h).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_BASE_HASH_H
#define PGL_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* 64 bits, for tables. */
uint64_t pgl_hash64(const void *bytes, size_t n);

/* A key for contents, 128 bits: contents with the same digest are taken to be the same. */
struct pgl_digest {
	uint64_t half[2];
};

/* Hexadecimal digits of a digest, and a NUL. */
#define PGL_DIGEST_SIZE 33

void pgl_digest_start(struct pgl_digest *digest);
/* Adds the N bytes as one item: "ab" "c" differs from "a" "bc". */
void pgl_digest_add(struct pgl_digest *digest, const void *bytes, size_t n);
/* Adds TEXT with its end. NULL differs from every text. */
void pgl_digest_add_text(struct pgl_digest *digest, const char *text);
/* Adds the contents of the file at PATH. Returns 0, or -1 with errno set. */
int pgl_digest_add_file(struct pgl_digest *digest, const char *path);
void pgl_digest_end(const struct pgl_digest *digest, char ret[PGL_DIGEST_SIZE]);

#endif
