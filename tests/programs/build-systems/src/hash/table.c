/* GCC does not inline mix () three times without a reason, as it is large; a profile knows the hot call.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample.h"

static unsigned mix(unsigned hash, int c)
{
	hash ^= (unsigned)c;
	hash *= 0x01000193;
	hash ^= hash >> 15;
	hash = hash << 7 | hash >> 25;
	hash += (unsigned)c << (hash & 7);
	hash ^= hash << 11;
	hash *= hash >> 3 | 5;
	hash ^= hash / 7 ^ (hash & 0xff00) << 4;
	hash += hash / 11 + (hash >> 21) * 17;
	return hash % 2147483647 + (hash & 1 ? hash / 3 : hash / 5);
}

unsigned hash_text(const char *text)
{
	unsigned hash = 0;

	for (; *text; text++) {
		hash = mix(hash, *text);
		if (*text == '\t')
			hash = mix(hash, 8) + mix(hash, ' ');
	}
	return hash;
}
