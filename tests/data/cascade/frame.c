void fill (char *);
volatile int sink;
char pattern[64];

__attribute__ ((noipa)) void
fill (char *buffer)
{
  buffer[0] = pattern[1];
}

static int
leaf (int x)
{
  char buffer[400];
  int total = pattern[x & 63] * 3;
  fill (buffer);
  total ^= buffer[x & 255] * pattern[(x + 1) & 63];
  total += buffer[(x + 9) & 255];
  return total;
}

static int
middle (int x)
{
  char own[100];
  int total = 0;
  fill (own);
  for (int i = 0; i < 40; i++)
    total += leaf (x + i);
  return total + own[x & 63];
}

__attribute__ ((noipa)) void
top (int n)
{
  sink = middle (n) + pattern[n & 31];
}

__attribute__ ((noipa)) void
other (int n)
{
  sink = middle (n) - leaf (n);
}

int
main ()
{
  for (int i = 0; i < 20000; i++)
    top (i);
  for (int i = 0; i < 200; i++)
    other (i);
  return 0;
}
