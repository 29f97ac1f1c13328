# A unit that was compiled again into the same folder counts once: its newest record. Units that share a source, but not
# their options, all count.
$ printf 'static int f(int x) { return x * 3; }\nint g(int x) { return f(x) + 1; }\n' >m.c; mkdir old new
> $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=old -c m.c
> for i in 1 2 3; do $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=new -c m.c; done; ls new
> touch -d '2020-01-02' new/m.pgolens.jsonl new/m.3.pgolens.jsonl; pgolens stat new | head -3
m.2.pgolens.jsonl
m.3.pgolens.jsonl
m.pgolens.jsonl
pgolens: warning: 'new/m.3.pgolens.jsonl' is left out: 'new/m.2.pgolens.jsonl' is a newer record of the same unit
pgolens: warning: 'new/m.pgolens.jsonl' is left out: 'new/m.2.pgolens.jsonl' is a newer record of the same unit
build      new: 1 unit
functions  2: 2 with a body, 0 clones; after inlining 1 kept, 0 gone into callers, 1 removed
calls      1 and 0 copies made by inlining
$ pgolens diff old new 2>/dev/null | grep -c 'in NEW only'
0
? 1
$ $GCC -O2 -fPIC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=old -c m.c; pgolens stat old | head -1
build      old: 2 units
