# Without a profile GCC gives what it calls cold a count of zero. Training did not count it, so no record has it.
$ cat >cold.c <<'END'
> void note(int) __attribute__((cold));
> static __attribute__((noinline, cold)) int bad(int x) { note(x); return x; }
> int f(int x) { if (x < 0) return bad(x); return x + 1; }
> END
> $GCC -O2 -fplugin=$PLUGIN -c cold.c && grep -c '"count"' cold.pgolens.jsonl; pgolens why cold.pgolens.jsonl f bad
0
cold.c:3:34  f calls bad
  in f's own code
    this build: call [cold]
      recorded: executed 0 times per entry of f (precise, no count)
      recorded: rejected by ipa-inline: FUNCTION_NOT_INLINABLE; the callee is declared noinline
