# pgolens bisect: the decision at which a test begins to fail.
# mix() has no out-of-line body any more as soon as both its calls are inlined.
$ pgolens bisect --build make --train ./x
pgolens: bisect: missing --test (the command that tells whether a build is good) (try 'pgolens bisect --help')
? 2
$ cat >p.c <<'END'
> #include <stdio.h>
> #include <stdlib.h>
> static int table[256];
> static int mix(int x)
> {
> 	x ^= x << 3; x += table[x & 255]; x ^= x >> 5; x += table[x & 127]; x *= 17;
> 	x ^= table[(x >> 3) & 255]; x += x << 7; x ^= x >> 3; table[x & 255] ^= x;
> 	return x + table[(x >> 8) & 255];
> }
> int main(int argc, char **argv)
> {
> 	int n = argc > 1 ? atoi(argv[1]) : 1000, x = 1;
> 	for (int i = 0; i < n; i++) {
> 		x = mix(x + i);
> 		x += mix(i);
> 	}
> 	printf("%d\n", x);
> 	return 0;
> }
> END
> cat >bisect.sh <<'END'
> CC=$GCC CXX=$GXX CFLAGS= exec pgolens bisect --build '$CC $CFLAGS -o p p.c' --train './p 3000' "$@"
> END
$ sh bisect.sh --test 'nm p | grep -q " mix$"' | sed -n '/first bad/,$p' | sed 's/^  [0-9]*/  N/'
the first bad step:
  N  p.c:15:8: newly inlined: main > mix
NEW without it is good
$ sh bisect.sh --test 'nm p | grep -q " mix$"' --format=json | jq -r '.first_bad[0].location, .without_it'
p.c:15:8
good
$ sh bisect.sh --test true
pgolens: the test is good with NEW: nothing is wrong: true
? 2
$ sh bisect.sh --test false
pgolens: the test is bad with OLD already, so the profile is not to blame: false
? 2
$ sh bisect.sh --test 'exit 200'
pgolens: variant OLD: the test ended with status 200, which is neither good (0), bad (1 to 127) nor skip (125): exit 200
? 2
