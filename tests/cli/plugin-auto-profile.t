# -fauto-profile is recorded as such, with a profile file that GCC reads: here one without functions.
# Without the file GCC makes no object, and there is no record.
$ echo 'static int g (int x) { return x + 1; } int f (int x) { return g (x); }' >x.c
> printf 'adcg\002\0\0\0\0\0\0\0' >empty.afdo
> for tag in '\252' '\254' '\253' '\255'; do printf "\\0\\0\\0$tag\\0\\0\\0\\0\\0\\0\\0\\0"; done >>empty.afdo
> $GCC -O2 -fauto-profile=empty.afdo -fplugin=$PLUGIN -c x.c && grep -o '"use":"auto","found":true' x.pgolens.jsonl
"use":"auto","found":true
$ rm x.o x.pgolens.jsonl
> $GCC -O2 -fauto-profile=missing.afdo -fplugin=$PLUGIN -c x.c 2>/dev/null; echo $?; ls
1
empty.afdo
x.c
