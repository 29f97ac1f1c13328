# pgolens advise: wrong use, advice from records as text, patch and JSON.
# The patch applies, builds without a warning, and inlines what NEW inlines.
# A source that is another one by now, or not there, is not changed.
$ pgolens advise
pgolens: advise: two records are wanted, OLD and NEW, or --verify (try 'pgolens advise --help')
? 2
$ pgolens advise --build make old new
pgolens: advise: --build, --train and --measure go with --verify (try 'pgolens advise --help')
? 2
$ pgolens advise --verify old new
pgolens: advise: unexpected operand 'old': --verify builds OLD and NEW itself (try 'pgolens advise --help')
? 2
$ pgolens advise --verify
pgolens: advise: --build is wanted: a command that builds the program (try 'pgolens advise --help')
? 2
$ pgolens advise --verify --build make --train ./x
pgolens: advise: --measure is wanted: a command that runs the program (try 'pgolens advise --help')
? 2
$ pgolens advise missing missing
pgolens: cannot read 'missing': No such file or directory
? 2
$ mkdir src && cat >src/p.c <<'END'
> #include <stdio.h>
> #include <stdlib.h>
> static int table[256];
> static int mix(int x)
> {
> 	x ^= x << 3; x += table[x & 255]; x ^= x >> 5; x += table[x & 127]; x *= 17;
> 	x ^= table[(x >> 3) & 255]; x += x << 7; x ^= x >> 3; table[x & 255] ^= x;
> 	return x + table[(x >> 8) & 255];
> }
> #define FUNCTION(name) static int name(int x) { return mix(x ^ 1) + mix(x ^ 2); }
> FUNCTION(twice)
> int main(int argc, char **argv)
> {
> 	int n = argc > 1 ? atoi(argv[1]) : 1000, x = 1;
> 	for (int i = 0; i < n; i++) {
> 		x = mix(x + i);
> 		if (i % 64 == 0)
> 			x += mix(i);
> 	}
> 	if (argc > 2)
> 		x += twice(x);
> 	printf("%d\n", x);
> 	return 0;
> }
> END
$ mkdir old new && cd src && $GCC -O2 -fplugin="$PLUGIN" -fplugin-arg-pgolens-dir=../old -c p.c -o ../p.o &&
> $GCC -O2 -fprofile-generate -c p.c -o ../p.o && $GCC -fprofile-generate ../p.o -o ../p && ../p 3000 >/dev/null &&
> $GCC -O2 -fprofile-use -fplugin="$PLUGIN" -fplugin-arg-pgolens-dir=../new -c p.c -o ../p.o
$ pgolens advise --inlining --source src old new | sed -n '1p;/always_inline/p' | sed 's/  */ /g;s/~[0-9,]*/~N/g;s/=[0-9]* /=N /'
3 lines for 2 calls that differ, estimated from the records; --verify tells what they keep
always_inline mix 2 newly inlined ~N 2 calls p.c:4
$ pgolens advise --source src --format=patch old new | grep '^[-+@]'
--- a/p.c
+++ b/p.c
@@ -1,7 +1,7 @@
-static int mix(int x)
+__attribute__((always_inline)) inline static int mix(int x)
@@ -9,7 +9,7 @@
-int main(int argc, char **argv)
+__attribute__((flatten)) int main(int argc, char **argv)
$ cp -r src patched && pgolens advise --source src --format=patch old new >p.patch && (cd patched && git apply ../p.patch) && diff src/p.c patched/p.c
4c4
< static int mix(int x)
---
> __attribute__((always_inline)) inline static int mix(int x)
12c12
< int main(int argc, char **argv)
---
> __attribute__((flatten)) int main(int argc, char **argv)
? 1
$ mkdir advised && cd patched && $GCC -O2 -Wall -Wextra -Werror -fplugin="$PLUGIN" -fplugin-arg-pgolens-dir=../advised -c p.c -o ../q.o && cd .. && pgolens show --format=json --no-copies advised | jq -r '.sites[] | select(.callee == "mix") | .location' | sort -u | head -3
p.c:11:1
p.c:16:7
p.c:18:9
$ cp -r src edited && echo >>edited/p.c && pgolens advise --inlining --source edited old new | grep -c 'it is not the text that was compiled'
2
$ mkdir empty && pgolens advise --inlining --source empty old new | grep -c 'it is not below the source folder'
2
$ pgolens advise --source missing old new
pgolens: cannot read 'missing': No such file or directory
? 2
$ pgolens advise --source src --format=json old new >a.json && "$TOP/tests/schema/validate-advice" a.json
