// SPDX-License-Identifier: GPL-3.0-or-later

extern volatile int sink;

template <typename T> struct box
{
  T value;
  explicit box (T v) : value (v) {}
  T get () const { return value + 1; }
  T
  twice () const
  {
    for (T i = 0; i < value; i++)
      sink = i;
    return get () * 2;
  }
};
