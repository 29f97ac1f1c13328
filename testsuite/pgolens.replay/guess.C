// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses at the targets of virtual calls. Without a profile they come from the types of classes, and GCC makes
// them anew: they are right in as many cases as it takes them to be, or the code around is another.
// { dg-profile-run "" }
// { dg-replay "nouse nouse" }
// { dg-replay "use use" }
// { dg-replay "nouse use" }
// { dg-replay "use nouse" }

volatile int sink;

struct handler
{
  virtual ~handler () {}
  virtual void put (int key, int value) = 0;
  virtual void drop (int key) = 0;
};

namespace
{
struct table : handler
{
  int sum, n;
  table () : sum (0), n (0) {}
  void put (int key, int value) { sum += key * value; n++; }
  void drop (int key) { sum -= key; n--; }
};
}

__attribute__ ((noipa)) int
apply (const unsigned char *log, int length, handler *to)
{
  int found = 0;
  while (length > 2)
    {
      found++;
      switch (log[0])
	{
	case 0:
	  to->put (log[1], log[2]);
	  log += 3, length -= 3;
	  break;
	case 1:
	  to->drop (log[1]);
	  log += 2, length -= 2;
	  break;
	default:
	  return -found;
	}
    }
  return found;
}

int
main ()
{
  unsigned char log[3000];
  table counts;
  for (int i = 0; i < 3000; i++)
    log[i] = i % 5 == 3;
  for (int i = 0; i < 20; i++)
    sink = apply (log, sizeof log, &counts);
  sink = counts.sum;
  return 0;
}
