/* The hot half. */
#include "count.h"

/* Too large to be inlined at -O2 unless a profile says that it is hot. */
static unsigned long
mix (unsigned long sum, int c)
{
  sum ^= (unsigned long) c * 2654435761u;
  sum = sum << 13 | sum >> 51;
  sum *= 0x9e3779b97f4a7c15u;
  sum ^= sum >> 29;
  sum += (unsigned long) c << 7;
  sum ^= sum >> 17;
  sum *= 0xbf58476d1ce4e5b9u;
  sum ^= sum >> 23;
  sum = sum << 9 | sum >> 55;
  sum *= 0x94d049bb133111ebu;
  sum ^= sum >> 27;
  sum += (unsigned long) c << 3;
  sum ^= sum >> 19;
  sum = sum << 21 | sum >> 43;
  sum *= 0xff51afd7ed558ccdu;
  return sum ^ sum >> 31;
}

int
is_letter (int c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Small: inlined without a profile. In training it is never called. */
static void
note_odd (struct words *words, int c)
{
  words->odd = words->odd * 3 + (unsigned long) c;
  words->sum = mix (words->sum ^ words->odd, c);
}

/* As small, but its body stays: whether a call of it is worth inlining is up to the call. */
void
begin_again (struct words *words)
{
  words->n = words->n >> 2;
  words->longest = words->longest * 5 + 1;
  words->odd ^= words->longest;
  words->sum += words->odd >> 3;
}

/* Split in two without a profile: the compiler guesses that most calls end at once. */
static void
end_word (struct words *words, unsigned long length)
{
  if (!length)
    return;
  words->n++;
  words->sum = mix (words->sum, (int) length);
  if (length > words->longest)
    {
      words->longest = length;
      complain ("longest so far", length);
    }
  if (length > 64)
    complain ("a very long word", length);
  words->odd += mix (length, 1) & 1;
}

void
count (struct words *words, const char *text, test_of *is_part)
{
  unsigned long length = 0;

  for (; *text; text++)
    {
      if (*text & 128)
	note_odd (words, *text);
      if (*text == '\t')
	note_odd (words, 9);
      if (is_part (*text))
	{
	  words->sum = mix (words->sum, *text);
	  length++;
	  continue;
	}
      end_word (words, length);
      length = 0;
    }
  end_word (words, length);
  words->rest = text;
  if (words->n > 100000000)
    begin_again (words);
  if (words->odd == 12345)
    begin_again (words);
}
