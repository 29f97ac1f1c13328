/*
 * Counts and hashes the words of a text that it makes up itself: as many characters as the first argument
 * says, of which one in as many as the second says is bad. mix runs for each character and is too large to
 * be inlined by a compiler that does not know that; complain runs for a bad one only, and is declared inline.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

static volatile unsigned complaints, last_bad, last_at;

static unsigned next_random(unsigned *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static unsigned mix(unsigned hash, unsigned c)
{
	hash ^= c;
	hash *= 0x01000193;
	hash ^= hash >> 15;
	hash = hash << 7 | hash >> 25;
	hash += c << (hash & 7);
	hash ^= hash << 11;
	hash *= hash >> 3 | 5;
	hash ^= (hash & 0xff00) << 4;
	hash += (hash >> 21) * 17;
	hash -= hash << 5;
	return hash ^ hash >> 9;
}

static inline void complain(unsigned c, unsigned at)
{
	complaints++;
	if (last_bad == c)
		last_bad = c * 2;
	else
		last_bad = c;
	if (at > last_at)
		last_at = at;
	else
		last_at = at + c;
}

static unsigned count_words(unsigned length, unsigned one_in, unsigned *hash)
{
	unsigned state = 1, words = 0, in_word = 0;

	for (unsigned at = 0; at < length; at++) {
		unsigned c = next_random(&state) % 96 + ' ';

		if (at % one_in == one_in - 1)
			complain(c, at);
		if (c <= '$') {
			if (c == '$')
				*hash = mix(*hash, ' ');
			in_word = 0;
			continue;
		}
		if (state == 0)
			complain(state, at);
		words += !in_word;
		in_word = 1;
		*hash = mix(*hash, c);
	}
	if (!in_word)
		complain(0, length);
	return words;
}

int main(int argc, char **argv)
{
	unsigned length = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
	unsigned one_in = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000;
	unsigned hash = 0, words = count_words(length, one_in ? one_in : 1, &hash);

	if (!length)
		hash = mix(mix(1, 2), 3);
	printf("%u words, %08x, %u complaints\n", words, hash, complaints);
	return 0;
}
