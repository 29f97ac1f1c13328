# The object is the same with the plugin and without, also where GCC writes its options into it: debug information,
# -frecord-gcc-switches, sections for offloading and for link-time optimization. So is a build in another folder.
$ cat >x.c <<'END'
> static int f (int x) { return x + 1; }
> int g (int y) { return f (y); }
> int h (int x)
> {
> #pragma omp target map(tofrom:x)
> 	x++;
> 	return x;
> }
> END
> cat >same <<'END'
> # same FLAGS...: the object, without what the link gets from the plugin
> $GCC -frandom-seed=1 "$@" -c x.c -o out.o && objcopy out.o without.o || exit
> $GCC -frandom-seed=1 "$@" -fplugin=$PLUGIN -fplugin-arg-pgolens-dir="$PWD" -fplugin-arg-pgolens-label="it's a=b c" -c x.c -o out.o || exit
> objcopy -w -R '.gnu.lto_.pgolens*' out.o with.o
> cmp with.o without.o && echo same: "$@"; rm *.jsonl
> END
> for flags in -g '-O2 -g3' '-O2 -g -gsplit-dwarf' '-O2 -frecord-gcc-switches' '-O2 -g -fopenmp' '-O2 -flto' '-O2 -g -flto -ffat-lto-objects' '-O2 -g -fopenmp -flto'; do sh same $flags; done
same: -g
same: -O2 -g3
same: -O2 -g -gsplit-dwarf
same: -O2 -frecord-gcc-switches
same: -O2 -g -fopenmp
same: -O2 -flto
same: -O2 -g -flto -ffat-lto-objects
same: -O2 -g -fopenmp -flto
$ mkdir one two; for d in one two; do (cd $d && $GCC -O2 -g -ffile-prefix-map="$PWD"=. -fplugin=$PLUGIN -fplugin-arg-pgolens-dir="$PWD" -c ../x.c -o x.o); done; cmp one/x.o two/x.o && cmp one/x.pgolens.jsonl two/x.pgolens.jsonl
$ $GCC -O2 -g -fplugin=$PLUGIN -fplugin-arg-pgolens-label=text -c x.c && readelf -p .debug_str x.o | grep 'plugin\|text'; grep -o '"label":"text"' x.pgolens.jsonl
"label":"text"
$ $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-output=r.jsonl -S -fverbose-asm x.c && grep 'fplugin\|iplugin' x.s; ls r.jsonl
r.jsonl
