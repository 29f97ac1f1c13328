/* See digest.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fnv.h"

void pgl_digest_start(struct pgl_digest *digest)
{
	digest->half[0] = PGL_FNV_START;
	digest->half[1] = (PGL_FNV_START ^ 0x5bU) * PGL_FNV_PRIME;
}

void pgl_digest_add(struct pgl_digest *digest, const void *bytes, size_t n)
{
	const unsigned char *byte = bytes;
	uint64_t a = digest->half[0], b = digest->half[1];

	for (size_t i = 0; i < n; i++) {
		a = (a ^ byte[i]) * PGL_FNV_PRIME;
		b = (b ^ byte[i] ^ (a >> 56)) * PGL_FNV_PRIME;
	}
	digest->half[0] = a;
	digest->half[1] = b;
}

void pgl_digest_add_text(struct pgl_digest *digest, const char *text)
{
	if (text)
		pgl_digest_add(digest, text, strlen(text) + 1);
	else
		pgl_digest_add(digest, "\xff", 2);
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
	snprintf(ret, PGL_DIGEST_SIZE, "%016" PRIx64 "%016" PRIx64, digest->half[0],
		 digest->half[1]);
}
