# pgolens advise --verify: the line that carries the gain is kept, what does nothing is dropped, and the sum is right.
# What was made is found again, and says the same. A time has its steps, too.
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
$ cat >advise.sh <<'END'
> CC=$GCC CXX=$GXX CFLAGS= exec pgolens advise --verify --source src --work kept --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' "$@"
> END
$ sh advise.sh --inlining --format=json -o b.json && "$TOP/tests/schema/validate-advice" b.json
$ jq -r '.lines[] | select(.fate == "kept") | .kind, .function' b.json
always_inline
mix
$ jq '.measured | .percent_of_gain >= 90, .inlining.percent_of_part >= 90, .steps[0].percent_of_gain >= 90' b.json
true
true
true
$ sh advise.sh --inlining --format=json -o c.json && cmp b.json c.json
$ sh advise.sh --inlining | sed -n '/alone/,$p' | sed 's/  */ /g;s/[-+]*[0-9][0-9,.]* *%*/N/g'
 step of gain cost then alone left out line as in NEW place
NN NNNalways_inline mix Nof Np.c:N

dropped line measured place
redundant flatten main Nleft out p.c:N
redundant --param=max-inline-insns-auto=NNleft out
$ sh advise.sh --inlining --metric user-time --runs 3 --format=json -o d.json && "$TOP/tests/schema/validate-advice" d.json && jq -r '.measured | .metric, (.timed[0] | .metric, (.steps | length == 1))' d.json
instructions
user-time
true
