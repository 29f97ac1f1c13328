/* Pseudo-random numbers (SplitMix64): the same seed gives the same numbers on every machine.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_RANDOM_H
#define PGL_RANDOM_H

#include <stdint.h>

struct pgl_random {
	uint64_t state;
};

static inline void pgl_random_start(struct pgl_random *random, uint64_t seed)
{
	random->state = seed;
}

static inline uint64_t pgl_random_next(struct pgl_random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* A number from 0 to N - 1, all equally likely. */
static inline uint64_t pgl_random_below(struct pgl_random *random, uint64_t n)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % n, value;

	do
		value = pgl_random_next(random);
	while (value >= limit);
	return value % n;
}

#endif
