/* Counts words: the small program whose two builds tests/cli/diff*.t compare. */
#ifndef COUNT_H
#define COUNT_H

struct words {
	unsigned long n, longest, odd, sum;
	const char *rest;
};

typedef int test_of (int c);

int is_letter (int c);
void count (struct words *words, const char *text, test_of *is_part);
void begin_again (struct words *words);
void complain (const char *what, unsigned long n);

#endif
