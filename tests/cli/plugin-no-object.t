# A run of the compiler that makes no object leaves no record: the second run of -fcompare-debug, a module's interface, a
# header unit. A record of the same name stays.
$ echo 'int f (int x) { return x + 1; }' >x.c; mkdir records
> record="-fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records"
> $GCC -O2 -fcompare-debug $record -c x.c && ls records
x.pgolens.jsonl
$ printf 'export module m;\nexport inline int g (int x) { return x + 1; }\n' >m.cc; echo 'inline int h (int x) { return x + 2; }' >h.h
> record="-fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records"
> $GXX -std=c++20 -fmodules-ts -fmodule-header $record h.h && $GXX -std=c++20 -fmodules-ts -fmodule-only $record -c m.cc && ls records
> $GXX -std=c++20 -fmodules-ts $record -c m.cc && ls records
x.pgolens.jsonl
m.pgolens.jsonl
x.pgolens.jsonl
$ echo good >x.pgolens.jsonl; for flags in -fsyntax-only -E -M; do $GCC $flags -fplugin=$PLUGIN -c x.c >out; cat x.pgolens.jsonl; done
good
good
good
$ $GCC -O2 -fplugin=$PLUGIN -dumpdir /dev/ -c x.c 2>&1 | sed -n 's/.*warning: //p'; ls /dev/x.*
pgolens: no record: it would be '/dev/x.pgolens.jsonl', among devices; name it by -fplugin-arg-pgolens-output or -dir
ls: cannot access '/dev/x.*': No such file or directory
? 2
$ $GCC -w -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=missing -c x.c
cc1: note: pgolens: no record: cannot write 'missing/x.pgolens.jsonl': No such file or directory
