# A function without counts is no misfit if the profile's file has its counters, all zero: with
# -fprofile-partial-training GCC drops these. Nor is a comdat function whose copy in another unit ran.
$ cat >codec.c <<'END'
> int fold(const unsigned char *p, int n) { int s = 0; while (n--) s = s * 31 + *p++; return s; }
> int encode(unsigned char *p, int n) { for (int i = 0; i < n; i++) p[i] ^= i; return n; }
> int decode(unsigned char *p, int n) { return fold(p, encode(p, n)); }
> END
> cat >main.c <<'END'
> int encode(unsigned char *, int), decode(unsigned char *, int);
> int main(int n, char **v) { unsigned char b[64] = {0}; int s = 0; (void)v;
> for (int i = 0; i < 300; i++) s += n > 1 ? decode(b, 64) : encode(b, 64); return s == 1; }
> END
> mkdir old new; record="-fplugin=$PLUGIN -fplugin-arg-pgolens-dir"
> for i in codec main; do $GCC -O2 $record=old -c $i.c; $GCC -O2 -fprofile-generate -c $i.c; done
> $GCC -fprofile-generate codec.o main.o -o prog && ./prog
> for i in codec main; do $GCC -O2 -fprofile-use -fprofile-partial-training $record=new -c $i.c; done
> pgolens stat new | grep '^profile'; pgolens diff --strict old new >/dev/null; echo $?
profile    use; 1 run; functions: 2 read, 2 never run, 0 mismatched
1
$ mkdir plus; for i in a b; do cat >$i.cc <<END
> template <class T> struct box { T x; __attribute__((noinline)) T twice(T y) { x += y; return x * 2; } };
> int $i(int n) { box<int> b = {1}; int s = 0; for (int i = 0; i < n; i++) s += b.twice(i); return s; }
> END
> done; echo 'int a(int), b(int); int main() { return a(500) + b(500) == 1; }' >c.cc
> for i in a b c; do $GXX -O2 -fprofile-generate -c $i.cc; done; $GXX -fprofile-generate a.o b.o c.o -o prog && ./prog
> for i in a b c; do $GXX -O2 -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=plus -c $i.cc; done
> pgolens stat plus | grep '^profile'
profile    use; 1 run; functions: 4 read, 1 never run, 0 mismatched
