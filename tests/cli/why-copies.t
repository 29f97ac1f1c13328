# pgolens why: a call that came along inlined, in a copy of the function around it, has the decision of its original, with
# the numbers. A call that the early inliner rejected in both builds does not differ by that.
$ cat >copies.c <<'END'
> extern int more(int);
> #ifdef APART
> __attribute__((noinline))
> #endif
> static int leaf(int x, int y) { return more(x) + more(x * y) + (x >> 3) + (x & y); }
> int middle(int n) { return leaf(n, 3) ^ more(n); }
> int top(int n) { return middle(n + 1); }
> END
$ cat >build <<'END'
> # build FOLDER OPTION...: a record
> folder=$1; shift
> mkdir $folder && $GCC -O3 "$@" -fplugin=$PLUGIN -c copies.c && mv copies.pgolens.jsonl $folder
> END
$ sh build inlined --param max-inline-insns-auto=60; sh build apart --param max-inline-insns-auto=60 -DAPART
$ pgolens why inlined apart middle leaf --all | grep -v rejected
copies.c:6:28  middle calls leaf
  in middle's own code
    OLD: inlined, to leaf.constprop
      recorded: executed 1 time per entry of middle (guessed_local, no count)
      recorded: inlined by ipa-inline (small), inlining 1 of its unit: growth 8 < max-inline-insns-auto 60; saves 15 cycles per entry of middle; badness -0.3947
      recorded: event constprop: leaf -> leaf.constprop; y=3
    NEW: call, to leaf.constprop
      recorded: executed 1 time per entry of middle (guessed_local, no count)
      recorded: event constprop: leaf -> leaf.constprop; y=3
    why it differs:
      recorded: in OLD it is inlined by ipa-inline (small), growth 8 < max-inline-insns-auto 60; in NEW it stays a call: FUNCTION_NOT_INLINABLE, the callee is declared noinline
  in top, through middle
    OLD: inlined, with the body that it came in, to leaf.constprop
      recorded: event constprop: leaf -> leaf.constprop; y=3
    NEW: call, to leaf.constprop
      recorded: event constprop: leaf -> leaf.constprop; y=3
    why it differs:
      recorded: in OLD it is inlined by ipa-inline (small), growth 8 < max-inline-insns-auto 60; in NEW it stays a call: FUNCTION_NOT_INLINABLE, the callee is declared noinline
