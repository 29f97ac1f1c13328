# Precompiled headers: making one leaves no record, using one does, whichever of the two compiles
# had the plugin; and a header made with the plugin serves a compile without it.
$ echo 'static inline int g (int x) { return x * 3; }' >h.h
> printf '#include "h.h"\nint f (int x) { return g (x) + 1; }\n' >x.c
> $GCC -O2 -fplugin=$PLUGIN h.h -o h.h.gch && ls
h.h
h.h.gch
x.c
$ $GCC -O2 -H -Winvalid-pch -fplugin=$PLUGIN -c x.c && pgolens show x.pgolens.jsonl
! h.h.gch
 x.c
location  caller  -> callee  outcome  inliner  phase  quality        frequency  growth
x.c:2:24  f       -> g       inlined  einline  small  guessed_local          1      -2

1 call: 1 inlined, 0 rejected, 0 without a decision
$ cp x.o with.o && $GCC -O2 -Winvalid-pch -c x.c && cmp x.o with.o
$ $GCC -O2 h.h -o h.h.gch && mv x.pgolens.jsonl first
> $GCC -O2 -H -Winvalid-pch -fplugin=$PLUGIN -c x.c && cmp x.pgolens.jsonl first
! h.h.gch
 x.c

$ printf '#include "h.h"\nint f (int x) { return g (x) + 1; }\n' >x.cc
> rm h.h.gch && $GCC -O2 -x c++-header h.h -fplugin=$PLUGIN -o h.h.gch
> $GCC -O2 -H -Winvalid-pch -fplugin=$PLUGIN -c x.cc && pgolens show x.pgolens.jsonl | sed -n 2p
! h.h.gch
 x.cc
x.cc:2:26  int f(int)  -> int g(int)  inlined  einline  small  guessed_local          1      -2
