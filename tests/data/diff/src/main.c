/* The cold half. */
#include <stdio.h>
#include "count.h"

void
complain (const char *what, unsigned long n)
{
  if (n > 1000000)
    printf ("%s: %lu\n", what, n);
}

/* Called from two places, hot from one of them. */
static void
repeat (struct words *words, const char *text, int times)
{
  for (int i = 0; i < times; i++)
    count (words, text, is_letter);
}

int
main (int argc, char **argv)
{
  struct words words = { 0, 0, 0, 0, 0 };

  if (argc > 2)
    repeat (&words, argv[2], 3);
  repeat (&words, argc > 1 ? argv[1] : "It was a dark and stormy night; the rain fell in torrents.", 1000);
  return words.n == 0 || words.sum == 1;
}
