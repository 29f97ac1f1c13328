/* SPDX-License-Identifier: GPL-3.0-or-later */

extern volatile int sink;

static inline int
tiny (int x)
{
  return x ^ 3;
}

int
hot (int x)
{
  sink = x;
  return tiny (x) + 1;
}

int
never (int x)
{
  for (int i = 0; i < x; i++)
    sink = i * x + (sink ^ i);
  return x;
}

static int
usual (int x)
{
  sink = x;
  return x + 1;
}

int (*volatile handler) (int) = usual;
