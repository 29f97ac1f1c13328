// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses at the targets of virtual calls, which without a profile come from the types of classes: a guess that stays
// a call in one function is inlined in a copy of that function.
// { dg-profile-run "" }
// { dg-replay "nouse nouse" }
// { dg-replay "use use" }
// { dg-replay "nouse use" }
// { dg-replay "use nouse" }

volatile int sink;

struct cursor
{
  virtual ~cursor () {}
  virtual void next () = 0;
  virtual bool valid () const = 0;
  virtual int value () const = 0;
};

struct holder
{
  cursor *it;
  bool valid;
  int cached;
  holder () : it (0), valid (false), cached (0) {}
  ~holder () { delete it; }
  void set (cursor *other) { delete it; it = other; update (); }
  void next () { it->next (); update (); }
  void update () { valid = it->valid (); if (valid) cached = it->value (); }
  int value () const { return it->value (); }
};

namespace
{
/* The only kind of cursor: over its own numbers, or over those of others. */
struct merged : cursor
{
  holder children[3];
  holder *current;
  int n, at, step;
  merged (int by) : current (0), n (0), at (0), step (by) {}
  merged (cursor **of, int how_many) : current (0), n (how_many), at (0), step (0)
  {
    for (int i = 0; i < n; i++)
      children[i].set (of[i]);
    smallest ();
  }
  void next ()
  {
    if (!n)
      at += step;
    else if (current)
      {
	current->next ();
	smallest ();
      }
  }
  bool valid () const { return n ? current != 0 : at < 3000; }
  int value () const { return n ? current->value () : at; }
  void smallest ()
  {
    current = 0;
    for (int i = 0; i < n; i++)
      if (children[i].valid && (!current || children[i].cached < current->cached))
	current = &children[i];
  }
};
}

__attribute__ ((noipa)) cursor *
make_merged (cursor **of, int n)
{
  return new merged (of, n);
}

__attribute__ ((noipa)) cursor *
make_counter (int step)
{
  return new merged (step);
}

int
main ()
{
  cursor *of[3] = { make_counter (1), make_counter (2), make_counter (3) };
  cursor *all = make_merged (of, 3);
  int sum = 0;
  while (all->valid ())
    {
      sum += all->value ();
      all->next ();
    }
  sink = sum;
  delete all;
  return 0;
}
