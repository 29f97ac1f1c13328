# A plugin for another build of GCC: one warning that says what differs, with both values, and what to
# run; no record, and the same object. The test builds the plugin for a GCC of another date, from the objects of the
# current sources only: an older build may have left others.
$ major=$($GCC -dumpversion)
> headers=$($GCC -print-file-name=plugin)/include
> mkdir other && sed '/datestamp/s/"[0-9]*"/"20000101"/' "$headers/plugin-version.h" >other/plugin-version.h
> cp -r "$(dirname "$PLUGIN")/plugin" parts
> g++-$major -std=gnu++14 -fPIC -fvisibility=hidden -fno-rtti -fno-exceptions -Iother -iquote "$TOP/plugin" -isystem "$headers" -c "$TOP/plugin/gcc/room.cc" -o parts/gcc/room.cc.o
> $GCC -shared -o pgolens.so $(cd "$TOP/plugin" && find . -name '*.c' -o -name '*.cc' | sed 's,.*,parts/&.o,') $(pkg-config --libs json-c) -lzstd
> echo 'int f (int x) { return x + 1; }' >x.c
> $GCC -c x.c -o plain.o && $GCC -fplugin=./pgolens.so -gno-record-gcc-switches -c x.c 2>words; echo $?
> grep -c warning: words; sed 's/.*warning: //; s/[0-9]\{8\}/DATE/g; s/GCC=[^ ]*/GCC=.../' words
> cmp plain.o x.o && ls x.*
0
1
pgolens: no record: the plugin was built for another GCC, whose date stamp is 'DATE', not 'DATE'; run 'make GCC=... plugin' for one that fits
x.c
x.o
$ $GCC -fplugin=./pgolens.so -fdiagnostics-format=json -c x.c 2>&1 | python3 -c 'import json, sys
> for line in sys.stdin:
>     print([d["kind"] for d in json.loads(line)])'
['warning']
[]
$ major=$($GCC -dumpversion); headers=$($GCC -print-file-name=plugin)/include
> cp "$headers/plugin-version.h" other && sed 's/\(configuration_arguments\[\] = "\)/\1--more /' "$headers/configargs.h" >other/configargs.h
> g++-$major -std=gnu++14 -fPIC -fvisibility=hidden -fno-rtti -fno-exceptions -Iother -iquote "$TOP/plugin" -isystem "$headers" -c "$TOP/plugin/gcc/room.cc" -o parts/gcc/room.cc.o
> $GCC -shared -o pgolens.so $(cd "$TOP/plugin" && find . -name '*.c' -o -name '*.cc' | sed 's,.*,parts/&.o,') $(pkg-config --libs json-c) -lzstd
> mkdir bin && for name in gcc g++; do ln -s "$(command -v $name)" bin/some-$name; done
> for name in gcc g++; do bin/some-$name -fplugin=./pgolens.so -c x.c 2>&1 | sed 's/.*warning: //'; done
pgolens: no record: the plugin was built for another GCC, whose configuration differs; run 'make GCC=bin/some-gcc plugin' for one that fits
pgolens: no record: the plugin was built for another GCC, whose configuration differs; run 'make GCC=bin/some-gcc plugin' for one that fits
