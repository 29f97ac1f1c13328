# pgolens cc: the compiler gets the plugin, silently; options, the environment, wrong use.
$ printf 'static int g (int x) { return x + 1; }\nint f (int x) { return g (x); }\n' >x.c
> cp x.c y.c
> $GCC -O2 -c x.c && mv x.o plain.o
> pgolens cc -- $GCC -O2 -c x.c && cmp x.o plain.o && ls *.jsonl && rm *.jsonl
x.pgolens.jsonl
$ pgolens cc --dir="$PWD/a/b" --label='two words' $GCC -O2 -c x.c -o x.o && ls a/b && grep -o '"label":"[^"]*"' a/b/*.jsonl
x.pgolens.jsonl
"label":"two words"
$ pgolens cc -o one.jsonl --flags=' -O2  -DX' -- $GCC -c x.c && grep -c '"given":"-D X .*-O2 ' one.jsonl
1
$ pgolens cc --arg details --arg=label=L -- $GCC -c x.c && ls *.details && grep -o '"label":"[^"]*"' x.*jsonl
x.pgolens.details
"label":"L"

$ rm x.pgolens.*; PGOLENS_DIR=$PWD/e PGOLENS_LABEL=env PGOLENS_FLAGS=-O1 PGOLENS_ARGS='details' pgolens cc --label=line --flags=-O3 -- $GCC -c x.c
> ls . e | grep pgolens; grep -o '"label":"[^"]*"\|-O[0-9]' e/*.jsonl
x.pgolens.details
x.pgolens.jsonl
"label":"line"
-O3
$ PGOLENS_DIR=$PWD/e PGOLENS_DISABLE=1 pgolens cc --check -- $GCC -c x.c | grep unchanged
unchanged  recording is switched off
$ PGOLENS_DIR=e pgolens cc -- $GCC -c x.c
pgolens: cc: the folder for records must be an absolute path, not 'e'; did you mean '$SCRATCH/e'? (try 'pgolens cc --help')
? 2
$ PGOLENS_VERBOSE=1 pgolens cc -- $GCC -E x.c -o x.i
pgolens: cc: not recorded: it only preprocesses

$ pgolens cc --dir=/a
pgolens: cc: missing COMPILER (try 'pgolens cc --help')
? 2
$ pgolens cc --output=x --dir=/a $GCC
pgolens: cc: --dir and --output exclude each other (try 'pgolens cc --help')
? 2
$ pgolens cc no-such-compiler -c x.c
pgolens: cannot run 'no-such-compiler': no such program
? 2

$ pgolens cc --check --dir=/a -- $GCC -c "it's.c" | sed "s|$(command -v $GCC)|GCC|;s/, GCC .*/, GCC N/"
compiler   GCC, GCC N
plugin     $PLUGIN
command    GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=/a -c 'it'\''s.c'
$ pgolens cc --check -- $GCC >/dev/null

$ major=$($GCC -dumpversion | cut -d. -f1); mkdir -p made/gcc-$major && cp "$(command -v pgolens)" made && cp $PLUGIN made/gcc-$major
> env -u PGOLENS_PLUGIN made/pgolens cc --check -- $GCC -c x.c | sed -n "s/^plugin *//p" | sed "s/gcc-$major/gcc-N/"
$SCRATCH/made/gcc-N/pgolens.so

$ echo 'int f (' >bad.c; pgolens cc -- $GCC -c bad.c 2>/dev/null; echo $?
> printf '#!/bin/sh\nkill -USR1 $$\n' >dies; chmod +x dies; sh -c 'pgolens cc -- ./dies; exit $?' 2>/dev/null; echo $(($? - 128))
1
10
