/* See hash.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

uint64_t pgl_hash64(const void *bytes, size_t n)
{
	return XXH3_64bits(bytes, n);
}

void pgl_digest_start(struct pgl_digest *digest)
{
	*digest = (struct pgl_digest){{0, 0}};
}

/* Chains the items, so that a digest is a plain value that callers can copy. */
void pgl_digest_add(struct pgl_digest *digest, const void *bytes, size_t n)
{
	XXH128_hash_t item = XXH3_128bits(bytes, n);
	uint64_t both[] = {digest->half[0], digest->half[1], item.low64, item.high64};
	XXH128_hash_t sum = XXH3_128bits(both, sizeof both);

	*digest = (struct pgl_digest){{sum.low64, sum.high64}};
}

void pgl_digest_add_text(struct pgl_digest *digest, const char *text)
{
	if (text)
		pgl_digest_add(digest, text, strlen(text) + 1);
	else
		pgl_digest_add(digest, NULL, 0);
}

int pgl_digest_add_file(struct pgl_digest *digest, const char *path)
{
	FILE *file = fopen(path, "re");
	char buffer[65536];
	size_t n;

	if (!file)
		return -1;
	while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
		pgl_digest_add(digest, buffer, n);
	int failed = ferror(file);

	fclose(file);
	return failed ? -1 : 0;
}

void pgl_digest_end(const struct pgl_digest *digest, char ret[PGL_DIGEST_SIZE])
{
	snprintf(ret, PGL_DIGEST_SIZE, "%016" PRIx64 "%016" PRIx64, digest->half[1],
		 digest->half[0]);
}
