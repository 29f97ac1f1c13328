# Which commands pgolens cc runs unchanged, and which it does not.
$ printf 'static int g (int x) { return x + 1; }\nint f (int x) { return g (x); }\n' >x.c; cp x.c y.c
$ for arguments in '-E x.c' '-MM x.c' '-fsyntax-only x.c' '--version' '-v' '-dumpversion' '-dumpmachine' '-print-file-name=x' '-### x.c' '-o x' '-fplugin=/a/pgolens.so -c x.c'; do
> 	printf '%s: ' "$arguments"; pgolens cc --check -- $GCC $arguments | sed -n 's/^unchanged  //p'
> done
-E x.c: it only preprocesses
-MM x.c: it only lists dependencies
-fsyntax-only x.c: it only checks syntax
--version: it only asks the compiler
-v: it has no input
-dumpversion: it only asks the compiler
-dumpmachine: it only asks the compiler
-print-file-name=x: it only asks the compiler
-### x.c: it only prints commands
-o x: it has no input
-fplugin=/a/pgolens.so -c x.c: it has the plugin already

$ for arguments in '-MD -MF -E -c x.c' '-S x.c' '-Wl,-E x.o' '-Xlinker -E x.o' '-x c -' '-c -DX=-E x.c' '-dumpbase x -c x.c' '-fplugin=other -c x.c' '-fplugin-arg-pgolens-dir=x -c x.c'; do
> 	pgolens cc --check -- $GCC $arguments | grep -c ^plugin
> done | uniq -c | tr -s ' '
 9 1
$ echo 'int main (void) { return 3; }' >m.c; $GCC -c m.c && pgolens cc -- $GCC m.o -o m && ./m
? 3

$ echo '-c x.c "-DA=a b" @more' >first; echo "-O2 -E" >more
> pgolens cc --check -- $GCC @first | sed -n 's/^unchanged  //p'
> echo "-O2 -DB='c d'\\\ e" >more
> rm -f *.jsonl; pgolens cc -- $GCC @first && ls *.jsonl && grep -o '"-\?given":"-D A=a b.*B=c d e' *.jsonl
> echo '-fplugin=/else/where/pgolens.so' >more; pgolens cc --check -- $GCC @first | sed -n 's/^unchanged  //p'
> echo '@more' >more; pgolens cc --check -- $GCC @more | sed -n 's/^unchanged  //p'; pgolens cc --check -- $GCC -c @none | grep -c ^plugin
it only preprocesses
x.pgolens.jsonl
"given":"-D A=a b -D B=c d e
it has the plugin already
1

$ mkdir bin; printf '#!/bin/sh\n[ "$1" != -v ] || echo "clang version 14" >&2\necho "ran $*"\n' >bin/clang; chmod +x bin/clang
> printf '#!/bin/sh\necho "gcc version 99.1.0 (X)"\necho "Configured with: this"\n' >bin/gcc-99; chmod +x bin/gcc-99
> PATH=$PWD/bin:$PATH; pgolens cc -- clang -c x.c; pgolens cc --check -- clang -c x.c
> pgolens cc --check -- gcc-99 -c x.c; env -u PGOLENS_PLUGIN pgolens cc --check -- gcc-99 -c x.c | grep ^unch
ran -c x.c
compiler   $SCRATCH/bin/clang
unchanged  '$SCRATCH/bin/clang' is not GCC
command    $SCRATCH/bin/clang -c x.c
compiler   $SCRATCH/bin/gcc-99, GCC 99.1.0
unchanged  '$PLUGIN' was built for another compiler than this GCC 99.1.0
command    $SCRATCH/bin/gcc-99 -c x.c
unchanged  there is no plugin for GCC 99.1.0
$ PGOLENS_PLUGIN=/no/such.so pgolens cc --check -- $GCC -c x.c | grep ^unchanged
unchanged  cannot read '/no/such.so'
