# The plugin records -fauto-profile as such, with a profile file that GCC reads: here one without functions.
# Without the file GCC makes no object, and there is no record.
$ echo 'static int g (int x) { return x + 1; } int f (int x) { return g (x); }' >x.c
> printf 'adcg\002\0\0\0\0\0\0\0' >empty.afdo
> for tag in '\252' '\254' '\253' '\255'; do printf "\\0\\0\\0$tag\\0\\0\\0\\0\\0\\0\\0\\0"; done >>empty.afdo
> $GCC -O2 -fauto-profile=empty.afdo -fplugin=$PLUGIN -c x.c && grep -o '"use":"auto","found":true' x.pgolens.jsonl
"use":"auto","found":true
$ mkdir old && $GCC -O2 -fplugin=$PLUGIN -c x.c -o old/x.o && pgolens diff old x.pgolens.jsonl | sed -n '1,3p'
OLD  old: 1 unit, 1 call site, no profile
NEW  x.pgolens.jsonl: 1 unit, 1 call site, profile of 1 run, highest count 0
Paired 1 call site: 1 exact, 0 by order, 0 by neighbours; 0 ambiguous
$ pgolens stat x.pgolens.jsonl | grep -o 'profile    auto'
profile    auto
$ rm x.o x.pgolens.jsonl
> $GCC -O2 -fauto-profile=missing.afdo -fplugin=$PLUGIN -c x.c 2>/dev/null; echo $?; ls
1
empty.afdo
old
x.c
