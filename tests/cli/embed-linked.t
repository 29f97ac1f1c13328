# Records that went through ar, every linker and every way to strip: each unit is there, once.
# Takes long.
$ mkdir src lib && for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29; do
> 	echo "static int h (int x) { return x * $i; } int f$i (int x) { return h (x + 1); }" >src/f$i.c
> done
> { echo 'int lib (int);'; seq -f 'int f%g (int);' 29
>   echo 'int main (void) { int x = lib (1);'; seq -f 'x += f%g (x);' 29; echo 'return !x; }'; } >src/main.c
> echo 'static int h (int x) { return x ^ 5; } int lib (int x) { return h (x); }' >lib/with-a-very-long-name-in-the-archive.c
> echo 'int nobody_calls_this (int x) { return x; }' >lib/unused.c
> echo 'int dead (int x) { return -x; }' >src/dead.c
$ cat >names <<'END'
> flags="-O2 -ffunction-sections -fplugin=$PLUGIN -fplugin-arg-pgolens-embed"
> units() { pgolens stat "$1" | sed -n '1s/^build *//p'; }
> sources() { pgolens show --format=json "$1" | jq -r '.units[].source' | sort | uniq -c | awk '$1 != 1'; }
> END
$ . ./names; (cd src && $GCC $flags -c *.c) && (cd lib && $GCC $flags -c *.c) && ar rcs lib/lib.a lib/*.o
$ . ./names; units lib/lib.a
lib/lib.a: 2 units
$ . ./names; ar rcsT lib/thin.a lib/*.o && ar rcsT nested.a lib/lib.a && ar rcST plain.a lib/unused.o
> ar rcsT both.a lib/thin.a plain.a; units lib/thin.a; units nested.a; units both.a
lib/thin.a: 2 units
nested.a: 2 units
both.a: 3 units
$ pgolens show --format=json lib/lib.a | jq -r '.units[].path'
lib/lib.a(unused.o)
lib/lib.a(with-a-very-long-name-in-the-archive.o)

$ . ./names; for ld in bfd gold lld; do
> 	case $ld in lld) command -v ld.lld;; *) command -v ld.$ld;; esac >/dev/null || continue
> 	for way in '' -Wl,--gc-sections -static -s -no-pie -Wl,-O2,--build-id; do
> 		$GCC -fuse-ld=$ld $way src/*.o lib/lib.a -o prog || echo "$ld $way"
> 		echo "$(units prog)" "$(sources prog)"
> 		for strip in '' -s -g --strip-unneeded -x '-R .comment' '-s --strip-section-headers'; do
> 			strip $strip prog -o stripped 2>/dev/null || continue
> 			echo "$(units stripped)" "$(sources stripped)"
> 		done
> 	done
> done | sort | uniq -c | sed 's/^ *[0-9]* //'
prog: 32 units 
stripped: 32 units 
$ . ./names; $GCC -shared -fPIC -Wl,--allow-shlib-undefined src/f1.o src/f2.o -o lib.so 2>/dev/null ||
> { (cd src && $GCC $flags -fPIC -c f1.c f2.c) && $GCC -shared src/f1.o src/f2.o -o lib.so; }; strip lib.so; units lib.so
lib.so: 2 units
$ . ./names; ld -r src/f1.o src/f2.o src/main.o -o r.o && units r.o; strip -g r.o && units r.o; objcopy r.o c.o && units c.o
r.o: 3 units
r.o: 3 units
c.o: 3 units
$ . ./names; objcopy --only-keep-debug prog prog.debug && units prog.debug; strip -R .pgolens prog && units prog
prog.debug: 32 units
pgolens: prog: no record: there is no section .pgolens; compile with -fplugin-arg-pgolens-embed (with '=object' the linker leaves it out)

$ . ./names; $GCC src/*.o lib/lib.a -o prog && units .
.: 34 units
