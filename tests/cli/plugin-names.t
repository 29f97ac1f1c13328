# Where the record goes: beside the object, named as GCC names its own auxiliary files.
$ echo 'int f (int x) { return x + 1; } int main () { return f (-1); }' >x.c
> cp x.c y.c
> mkdir out
> $GCC -fplugin=$PLUGIN -c x.c && ls
out
x.c
x.o
x.pgolens.jsonl
y.c

$ rm x.o x.pgolens.jsonl
> $GCC -fplugin=$PLUGIN -c x.c -o out/z.o && ls . out
.:
out
x.c
y.c

out:
z.o
z.pgolens.jsonl

$ rm out/*
> $GCC -fplugin=$PLUGIN -c x.c y.c && ls *.jsonl && rm *.jsonl *.o
x.pgolens.jsonl
y.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN x.c && ls *.jsonl && rm *.jsonl
a-x.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN x.c -o out/prog && ls out && rm out/*
prog
prog-x.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN -c x.c -dumpdir out/ && ls out && rm out/* x.o
x.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN -c x.c -dumpbase other && ls *.jsonl && rm *.jsonl x.o
other.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN -S x.c && ls *.jsonl && rm *.jsonl x.s
x.pgolens.jsonl

$ $GCC -fplugin=$PLUGIN -x c -c - -o stdin.o <x.c && ls stdin* && rm stdin*
stdin.o
stdin.pgolens.jsonl
$ mkdir long && cd long && for n in 230 237 241; do name=$(printf "%0${n}d" 0); echo 'int f (int x) { return x + 1; }' >$name.c; $GCC -fplugin=$PLUGIN -c $name.c && ls *.jsonl | wc -c; rm -f *; done
245
252
256
