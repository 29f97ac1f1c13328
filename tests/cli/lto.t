# Link-time optimization: where the record of the link goes, and what the tool says if a record is missing.
# Then: joined objects, an archive, records of compiles beside that of their link, the plugin missing on
# the link line or on a compile line, objects that can be linked either way.
$ echo 'int g (int); int main (int c, char **v) { return g (c); }' >a.c
> echo 'static int h (int x) { return x * 3; } int g (int x) { return h (x) + 1; }' >b.c
> mkdir out
> $GCC -O2 -flto -fplugin=$PLUGIN -c a.c b.c && $GCC -O2 -flto -fplugin=$PLUGIN a.o b.o -o out/prog && ls out
prog
prog.wpa.pgolens.jsonl
$ mv out/prog.wpa.pgolens.jsonl . && rm out/*
> $GCC -O2 -flto -flto-partition=none -fplugin=$PLUGIN a.o b.o -o out/prog && ls out
> # But for what only the code shows: where it was put.
> decided() { grep -Ev '"kind":"(event|end)"' "$1" | sed 's/ -flto-partition=none//; s/"saw_code":true,//'; }
> decided out/prog.wpa.pgolens.jsonl >none; decided prog.wpa.pgolens.jsonl | cmp - none
prog
prog.wpa.pgolens.jsonl
$ rm out/* && $GCC -O2 -flto -fplugin=$PLUGIN a.o b.o -dumpdir out/x- -o prog && ls out && rm out/*
x-wpa.pgolens.jsonl
$ $GCC -O2 -flto -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=out a.c b.c -o prog && ls out && rm out/*
prog-a.pgolens.jsonl
prog-b.pgolens.jsonl
prog.wpa.pgolens.jsonl
$ $GCC -O2 -flto -fplugin=$PLUGIN -fplugin-arg-pgolens-output=out/named a.o b.o -o prog && ls out && rm out/*
named

$ rm prog.wpa.pgolens.jsonl && $GCC -O2 -flto -fplugin=$PLUGIN a.o b.o -o prog && mv prog.wpa.pgolens.jsonl first
> $GCC -O2 -flto -fplugin=$PLUGIN -r a.o b.o -o ab.o && ls *.wpa.* 2>/dev/null
> $GCC -O2 -flto -fplugin=$PLUGIN ab.o -o prog
> decided() { grep -Ev '"kind":"(unit|event|end)"' "$1"; }
> decided prog.wpa.pgolens.jsonl >joined; decided first | cmp - joined
$ ar rc libb.a b.o && $GCC -O2 -flto -fplugin=$PLUGIN a.o libb.a -o prog && cmp first prog.wpa.pgolens.jsonl

$ ls *.jsonl
a.pgolens.jsonl
b.pgolens.jsonl
prog.wpa.pgolens.jsonl
$ pgolens stat . | head -n 1
build      .: 2 units
$ pgolens show --callee h .
location  caller  -> callee  outcome  copy  inliner  phase    quality        frequency  growth
b.c:1:63  g       -> h       inlined        einline  small    guessed_local          1      -2
b.c:1:63  main    -> h       inlined  copy  einline  unknown  guessed_local

2 calls: 2 inlined, 0 rejected, 0 without a decision; 1 of them a copy

$ mkdir old new && mv a.pgolens.jsonl b.pgolens.jsonl old && cp first new/prog.wpa.pgolens.jsonl
> pgolens stat old 2>&1 | head -n 2
pgolens: note: 'a.c' and 1 more: compiled for link-time optimization, but the record of the link is missing: what the IPA inliner decided is unknown (give the plugin to the link, too)
build      old: 2 units
$ pgolens diff old new | sed -n '/^NOT FAIR/,/^$/p'
NOT FAIR: no profile: neither build has a profile: how often calls run is not known
NOT FAIR: link-time optimization: in OLD, compiled for link-time optimization, but the record of the
      link is missing: what the IPA inliner decided is unknown (give the plugin to the link, too)
      (a.c and 1 more)
NOT FAIR: link-time optimization: only NEW has been optimized by a link
NOT FAIR: sources: a unit is in OLD only (a.c and 1 more)
NOT FAIR: sources: a unit is in NEW only (prog and 2 more)


$ $GCC -O2 -flto -c b.c && $GCC -O2 -flto -fplugin=$PLUGIN a.o b.o -o prog
> pgolens show --callee g prog.wpa.pgolens.jsonl
pgolens: note: 'b.c': linked with link-time optimization, but compiled without the plugin: the locations of its calls and the early inlining there are unknown
location  caller  -> callee  outcome  inliner     phase  quality        frequency  growth  badness
a.c:1:50  main    -> g       inlined  ipa-inline  small  guessed_local          1      -1     -inf

1 call: 1 inlined, 0 rejected, 0 without a decision
$ pgolens diff first prog.wpa.pgolens.jsonl | sed -n '/^NOT FAIR: link/,/^$/p'
NOT FAIR: link-time optimization: in NEW, linked with link-time optimization, but compiled without
      the plugin: the locations of its calls and the early inlining there are unknown (b.c)


$ $GCC -O2 -flto -ffat-lto-objects -fplugin=$PLUGIN -c a.c b.c
> pgolens stat a.pgolens.jsonl 2>&1 | head -n 2
pgolens: note: 'a.c': compiled for links with and without link-time optimization, but the record of a link is missing: this holds for a link without
build      a.pgolens.jsonl: 1 unit
$ $GCC a.o b.o -o prog && readelf -SW prog | grep gnu.lto
? 1
