# There is no record if nothing is compiled, and the plugin never replaces a special file. The record of
# an object that goes to /dev/null is in the current folder, named as GCC names x.su.
$ echo 'int f (int x) { return x + 1; }' >x.c
> $GCC -fplugin=$PLUGIN -E x.c -o x.i && $GCC -fplugin=$PLUGIN -fsyntax-only x.c && $GCC -fplugin=$PLUGIN -M x.c >x.d && ls
x.c
x.d
x.i
$ $GCC -fplugin=$PLUGIN -fstack-usage -c x.c -o /dev/null && ls && test -c /dev/null && rm x.su *.jsonl
x.c
x.d
x.i
x.pgolens.jsonl
x.su
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-output=/dev/null -c x.c && ls && test -c /dev/null
x.c
x.d
x.i
x.o
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-output=/dev/stdout -c x.c | tail -n 1 | cut -c 1-14
{"kind":"end",
$ echo old >x.pgolens.jsonl; echo 'int f (' >x.c; $GCC -fplugin=$PLUGIN -c x.c 2>/dev/null; cat x.pgolens.jsonl
old
$ mkdir records; echo 'int f (void) { int x; return x; }' >w.c
> $GCC -O2 -Wall -Werror -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records -c w.c 2>/dev/null; ls records
> $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records -c w.c && $GCC -O2 -Wall -Werror=uninitialized -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records -c w.c 2>/dev/null; ls records
w.pgolens.jsonl
