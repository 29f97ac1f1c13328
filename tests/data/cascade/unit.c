volatile int sink;
int data[64];

static int
sum (int from, int to)
{
  int total = 0;
  for (int i = from; i < to; i++)
    {
      total += data[i & 63] * data[(i + 1) & 63];
      total ^= data[(i + 2) & 63] * data[(i + 3) & 63];
      total -= data[(i + 4) & 63] * data[(i + 5) & 63];
    }
  return total;
}

static int
mixed (int x)
{
  return (data[x & 63] * 3 + data[(x + 7) & 63]) ^ (data[(x + 9) & 63] >> 2);
}

__attribute__ ((noipa)) void
work (int n)
{
  for (int i = 0; i < n; i++)
    sink = sum (i, i + 2);
}

__attribute__ ((noipa)) void
rest (int n)
{
  if (n < 0)
    sink = sum (n, 3) + mixed (n);
}

__attribute__ ((noipa)) void
second (int n)
{
  sink = mixed (n);
}

int
main ()
{
  for (int i = 0; i < 2000; i++)
    {
      work (50);
      second (i);
    }
  rest (1);
  return 0;
}
