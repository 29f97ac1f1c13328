# explain names counters that lost increments, recognized by counts that one thread cannot produce, and no others. How
# many increments threads lose depends on the machine, so lose.py removes increments as threads do. GCC is in the loop.
$ cat >race.c <<'END'
> #include <pthread.h>
> #include <stdio.h>
> #include <stdlib.h>
> static volatile unsigned sink;
> __attribute__((noinline)) unsigned mix(unsigned x) { if (x & 1) x = x * 3 + 1; else x >>= 1; return x ^ (x << 7); }
> static __attribute__((noinline)) unsigned step(unsigned x) { unsigned i; for (i = 0; i < (x & 3); i++) x += mix(x + i); return x; }
> static __attribute__((noinline)) unsigned small(unsigned x) { if (x % 7 == 0) return step(x); return mix(x) + 1; }
> static void *work(void *n) { unsigned x = 1; for (long i = 0; i < (long)n; i++) x += small(x + i); sink = x; return 0; }
> int main(int argc, char **argv) {
> 	pthread_t t[8]; int i, n = atoi(argv[1]);
> 	for (i = 0; i < n; i++) pthread_create(&t[i], 0, work, (void *)(2400000L / n));
> 	for (i = 0; i < n; i++) pthread_join(t[i], 0);
> 	return argc > 2; }
> END
> cat >lose.py <<'END'
> # Function k of the .gcda keeps (100 - 7 k) % of each of its counters.
> import struct, sys
> data = bytearray(open(sys.argv[1], "rb").read())
> # From GCC 12 on, lengths are in bytes, and the head has a checksum.
> unit, at = (1, 16) if data[7:3:-1] >= b"B2" else (4, 12)
> k = 0
> while at + 8 <= len(data):
>     tag, length = struct.unpack_from("<Ii", data, at)
>     at += 8
>     k += tag == 0x01000000
>     if tag == 0x01a10000 and length > 0:
>         for i in range(at, at + length * unit, 8):
>             struct.pack_into("<q", data, i, struct.unpack_from("<q", data, i)[0] * (100 - 7 * k) // 100)
>     at += max(length, 0) * unit
> open(sys.argv[1], "wb").write(data)
> END
> cat >build <<'END'
> set -e
> mkdir -p $1/old $1/new
> cd $1/old
> $GCC -O2 -pthread -fplugin="$PLUGIN" -c ../../race.c -o race.o
> cd ../new
> $GCC -O2 -pthread -fprofile-generate -fprofile-update=$2 -c ../../race.c -o race.o
> $GCC -pthread -fprofile-generate race.o -o prog
> ./prog $3
> [ $# -eq 3 ] || python3 ../../lose.py race.gcda
> $GCC -O2 -pthread -fprofile-use -fprofile-correction -fplugin="$PLUGIN" -c ../../race.c -o race.o
> cd ../..
> pgolens explain --format=json $1/old $1/new >explained && "$TOP/tests/bin/schema/validate-explanation" explained
> END
> sh build raced single 1 lossy
> jq -r '[.health[] | select(.what == "threads")] | (length > 0), (.[0].is_fault)' explained
> jq -r '.health[] | select(.what == "threads") | .text' explained | grep -c 'counters lost increments, as threads (started at .*race.c:11:' | grep -q . && echo named
true
true
named
$ sh build alone single 1; jq -r '.health[] | select(.is_fault) | .text' explained
$ sh build atomic atomic 4; jq -r '.health[] | select(.is_fault) | .text' explained
