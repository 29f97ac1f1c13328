# pgolens advise: wrong use, advice from records as text, patch and JSON.
# The patch applies, builds without a warning, and inlines what NEW inlines.
# advise does not change a source that differs from the recorded one or is missing.
$ pgolens advise
pgolens: advise: needs two builds, OLD and NEW, or --verify (try 'pgolens advise --help')
? 2
$ pgolens advise --build make old new
pgolens: advise: --build, --train and --measure need --verify (try 'pgolens advise --help')
? 2
$ pgolens advise --verify old new
pgolens: advise: unexpected operand 'old'; --verify builds OLD and NEW itself (try 'pgolens advise --help')
? 2
$ pgolens advise --verify
pgolens: advise: missing --build (the command that builds the program) (try 'pgolens advise --help')
? 2
$ pgolens advise --verify --build make --train ./x
pgolens: advise: missing --measure (the command to measure) (try 'pgolens advise --help')
? 2
$ pgolens advise missing missing
pgolens: cannot read 'missing': No such file or directory
? 2
$ mkdir src && cp "$DATA/programs/twice.c" src/p.c
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
$ cp -r src edited && echo >>edited/p.c && pgolens advise --inlining --source edited old new | grep -c 'it changed since it was compiled'
2
$ mkdir empty && pgolens advise --inlining --source empty old new | grep -c 'it is not below the source folder'
2
$ pgolens advise --source missing old new
pgolens: cannot read 'missing': No such file or directory
? 2
$ pgolens advise --source src --format=json old new >a.json && "$TOP/tests/bin/schema/validate-advice" a.json
$ jq '{format: "pgolens-attribution", version: 1, metrics: [{metric: "instructions", old: 1000, new: 900, whole: 100, percent: 10, verdict: "pgo-gains", causes: []}],
> 	sites: {metric: "instructions", part: 100, together: 90, named: [.lines[] | select(.kind == "flatten").reproduces[0] | . + {worth: 90}]}}' a.json >caused.json &&
> pgolens advise --inlining --source src --attribution caused.json old new | sed 's/  */ /g;s/~[0-9,]*/~N/g;s/=[0-9]* /=N /'
3 lines for 2 calls that differ, estimated from the records; --verify tells what they keep

line reproduces caused saves calls overshoots location
always_inline mix 2 newly inlined +90 ~N 2 calls p.c:4
flatten main 2 newly inlined +90 ~N 1 call, executed ~N p.c:12
--param=max-inline-insns-auto=N 2 newly inlined +90 ~N 2 calls
$ pgolens advise --source src --attribution caused.json --format=json old new >b.json && "$TOP/tests/bin/schema/validate-advice" b.json && jq -c '.lines[] | [.kind, .caused]' b.json | head -3
["always_inline",90]
["flatten",90]
["param",90]
$ pgolens advise --attribution missing.json old new
pgolens: cannot read 'missing.json': No such file or directory
? 2
$ pgolens advise --attribution caused.json --verify --build make --train ./x --measure ./x
pgolens: advise: --attribution and --verify exclude each other; --verify measures lines itself (try 'pgolens advise --help')
? 2
