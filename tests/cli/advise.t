# pgolens advise: wrong use, advice from records as text, patch and JSON, and advice that is verified.
# The patch applies, builds without a warning, and inlines what NEW inlines.
# A source that is another one by now, or not there, is not changed.
# Verified: the line that carries the gain is kept, what does nothing is dropped, and the sum is right.
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
$ mkdir old gen && cd src && $GCC -O2 -fplugin="$PLUGIN" -fplugin-arg-pgolens-dir=../old -c p.c -o ../p.o &&
> $GCC -O2 -fprofile-generate -fprofile-update=single p.c -o ../gen/p -dumpdir ../gen/ && (cd .. && gen/p 3000 >/dev/null) &&
> $GCC -O2 -fprofile-use=$(ls ../gen/*.gcda) -fplugin="$PLUGIN" -fplugin-arg-pgolens-dir=../new -c p.c -o ../p.o && rm ../p.o
$ pgolens advise --inlining --source src old new | sed -n '1p;/always_inline/p' | sed 's/  */ /g;s/~[0-9,]*/~N/g;s/=[0-9]* /=N /'
$ pgolens advise --source src --format=patch old new | grep '^[-+@]'
$ cp -r src patched && pgolens advise --source src --format=patch old new >p.patch && (cd patched && git apply ../p.patch) && diff src/p.c patched/p.c
$ mkdir advised && cd patched && $GCC -O2 -Wall -Wextra -Werror -fplugin="$PLUGIN" -fplugin-arg-pgolens-dir=../advised -c p.c -o ../q.o && cd .. && pgolens show --format=json --no-copies advised | jq -r '.sites[] | select(.callee == "mix") | .location' | sort -u | head -3
$ cp -r src edited && echo >>edited/p.c && pgolens advise --inlining --source edited old new | grep -c 'it is not the text that was compiled'
$ mkdir empty && pgolens advise --inlining --source empty old new | grep -c 'it is not below the source folder'
$ pgolens advise --source missing old new
$ pgolens advise --source src --format=json old new >a.json && "$TOP/tests/schema/validate-advice" a.json
$ cat >advise.sh <<'END'
> CC=$GCC CXX=$GXX CFLAGS= exec pgolens advise --verify --source src --work kept --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' "$@"
> END
$ sh advise.sh --inlining --format=json -o b.json && "$TOP/tests/schema/validate-advice" b.json
$ jq -r '.lines[] | select(.fate == "kept") | .kind, .function' b.json
$ jq '.measured | .percent_of_gain >= 90, .inlining.percent_of_part >= 90, .steps[0].percent_of_gain >= 90' b.json
$ sh advise.sh --inlining --format=json -o c.json && cmp b.json c.json
$ sh advise.sh --inlining | sed -n '/alone/,$p' | sed 's/  */ /g;s/[-+]*[0-9][0-9,.]* *%*/N/g'
$ sh advise.sh --inlining --metric user-time --runs 3 --format=json -o d.json && "$TOP/tests/schema/validate-advice" d.json && jq -r '.measured | .metric, (.timed[0] | .metric, (.steps | length == 1))' d.json
