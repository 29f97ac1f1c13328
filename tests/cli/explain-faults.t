# pgolens explain names planted faults of a profile, each by its kind, and reports none for a sound profile.
# The compiler is in the loop.
$ cat >count.c <<'END'
> #include <stdio.h>
> int far(int);
> static int __attribute__((noinline)) twice(int x) { int i, s = 0; for (i = 0; i < x; i++) s += i & 3; return s; }
> int __attribute__((noinline)) odd(int x) { return x & 1 ? twice(x % 9) : far(x); }
> int __attribute__((noinline)) rare(int x) { int s = 0; while (x > 3) { s += x % 5; x -= 3; } return s; }
> int main(int c, char **v) { int i, s = 0; for (i = 0; i < 100000; i++) s += c > 1 ? rare(i & 63) : odd(i); printf("%d\n", s); return 0; }
> END
> echo 'int far(int x) { return x * 3; }' >far.c
> cat >other.c <<'END'
> #include <stdio.h>
> static int cube(int x) { int i, s = 1; for (i = 0; i < 3; i++) s *= x; return s; }
> int quad(int x) { return x % 3 ? cube(x) : x; }
> int main(void) { int i, s = 0; for (i = 0; i < 1000; i++) if (i % 3) s += quad(i); printf("%d\n", s & 7); return 0; }
> END
> cat >build <<'END'
> # build FOLDER: OLD in FOLDER/old, trained in FOLDER/new; finish FOLDER: NEW
> set -e
> mkdir -p $1/old $1/new
> cp count.c far.c $1
> cd $1/old
> for f in count far; do $GCC -O2 -fplugin="$PLUGIN" -c ../$f.c -o $f.o; done
> cd ../new
> for f in count far; do $GCC -O2 -fprofile-generate -c ../$f.c -o $f.o; done
> $GCC -fprofile-generate count.o far.o -o prog
> ./prog >/dev/null
> END
> cat >finish <<'END'
> set -e
> cd $1/new
> for f in count far; do
> $GCC -O2 -fprofile-use -w -Wno-coverage-mismatch -fplugin="$PLUGIN" -c ../$f.c -o $f.o
> done
> END
> cat >faults <<'END'
> # faults FOLDER [OPTION...]: what is said to be wrong
> f=$1; shift
> pgolens explain --format=json "$@" $f/old $f/new >explained && "$TOP/tests/bin/schema/validate-explanation" explained &&
> 	jq -r '.health[] | select(.is_fault) | .what + ": " + .text' explained
> END
$ sh build sound && sh finish sound && sh faults sound
$ jq -r '.health[] | select(.what == "elsewhere") | .text' explained
hot call of far in odd, 50,000 times in training, cannot be inlined: the body is in ../far.c (size 4); -flto, or its body in a header, would let it
$ sh build stale
> sed -i 's/int i, s = 0; for (i = 0; i < x; i++) s += i & 3;/int i, s = 0; if (x == 77) return puts("x"); for (i = 0; i < x; i++) s += i \& 3;/' stale/count.c
> sh finish stale && sh faults stale
stale: ../count.c: its profile is stale, of another version of this source: 2 of its 4 functions have no counts that fit (twice, ...); the file has 4 functions; 0 are not in the unit
$ sh build moved && sed -i '1i/* a head */' moved/count.c && sh finish moved && sh faults moved
lines_moved: ../count.c: all counts fit, but 4 functions stood at another line or in another file when it was trained: the profile is of another version of this source
$ sh build other && cp other.c other/count.c && (cd other/new &&
> $GCC -O2 -fprofile-generate -c ../count.c -o count.o && $GCC -fprofile-generate count.o -o o && rm count.gcda && ./o)
> cp count.c other/ && sh finish other && sh faults other
5
other_source: ../count.c: its profile is of another source: 4 of its 4 functions have no counts that fit (twice, ...); the file has 2 functions; 1 is not in the unit
$ sh build missing && rm missing/new/far.gcda && sh finish missing && sh faults missing
missing: ../far.c: no profile was found for it: not one count of its calls is known
$ for side in old new; do cat >cg.$side <<'END'
> # callgrind format
> version: 1
> creator: callgrind-3.19.0
> cmd: ./prog 1
> positions: line
> events: Ir
> 
> fl=(1) ../count.c
> fn=(1) main
> 6 1000
> fn=(2) rare
> 5 900000
> 
> totals: 901000
> END
> done
> sh faults sound --measured cg.old cg.new
> jq -c '.speedup.measured' explained
other_input: rare took 900,000 instructions of the measured run (99.9 %), and never ran in training: the training ran another input
{"unit":"instructions","old":901000,"new":901000}
