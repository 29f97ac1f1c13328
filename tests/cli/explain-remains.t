# explain says what still costs: hot calls that stay calls, by the reason that stopped GCC, with their share and what
# would let them in. Here the unit may not grow, and one function is in another unit.
$ { echo '#include <stdlib.h>'; echo 'extern int far(int);'
> for i in $(seq 12); do
> 	echo "static inline unsigned f$i(unsigned *t, unsigned x) { unsigned a = t[x & 63];"
> 	for j in $(seq 6); do echo "if (a & $j) a += x * ${j}u; else a ^= x >> $j; t[(a + $j) & 63] = a;"; done
> 	echo 'return a; }'
> done
> for i in 1 2 3; do
> 	echo "__attribute__((noinline)) unsigned g$i(unsigned *t, unsigned n) { unsigned s = 0; for (unsigned i = 0; i < n; i++) {"
> 	for j in $(seq 12); do echo "s += f$j(t, s + i);"; done; echo 's += far(i); } return s; }'
> done
> echo 'int main(void) { static unsigned t[64]; unsigned s = g1(t, 1000) + g2(t, 2000) + g3(t, 3000); return s == 12345; }'; } >remains.c
> echo 'int far(int x) { return x ^ 1; }' >far.c; mkdir old new
> F='-O2 --param inline-unit-growth=1 --param large-unit-insns=10'
> for i in remains far; do $GCC $F -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=old -c $i.c -o $i.o; done
> for i in remains far; do $GCC $F -fprofile-generate -c $i.c -o $i.o; done
> $GCC -fprofile-generate remains.o far.o -o remains && ./remains
> for i in remains far; do $GCC $F -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=new -c $i.c -o $i.o; done
> pgolens explain --format=json old new | jq -c '.remaining[:2][] | [.reason, .body_is_elsewhere, .calls, .executions, (.share * 100 | floor), .remedy]'
> pgolens explain old new | sed -n '/^What still/,/^The profile/p' | grep -E '^What|GROWTH|to let'
> pgolens stat new | grep -E '^INLINE_UNIT'
["INLINE_UNIT_GROWTH_LIMIT",false,36,72000,92,"a larger --param inline-unit-growth (now 1), or always_inline"]
["BODY_NOT_AVAILABLE",true,3,6000,7,"-flto, or the body in a header"]
What still costs: hot calls that stay calls in NEW, by reason (2 of 3)
    INLINE_UNIT_GROWTH_LIMIT: 36 calls, executed 72,000 times (92.3 % of all calls' executions);
      to let them in: a larger --param inline-unit-growth (now 1), or always_inline
      to let them in: -flto, or the body in a header
INLINE_UNIT_GROWTH_LIMIT       36   36      72,000  92.3 %
$ echo 'int main(void) { return 0; }' >once.c; mkdir once none
> $GCC -O2 -fprofile-generate -c once.c -o once.o && $GCC -fprofile-generate once.o -o once.exe && ./once.exe
> $GCC -O2 -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=once -c once.c -o once.o
> pgolens explain once once | grep -A 2 '^What still'
> $GCC -O2 -w -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=none -c far.c -o none.o
> pgolens explain none none | grep -A 2 '^What still'
What still costs: hot calls that stay calls in NEW, by reason
    the highest count of the profile is 1: training ran too little to say what is hot [recorded]

What still costs: hot calls that stay calls in NEW, by reason
    not known without a profile; NEW found none: training that ends by _exit(), abort() or a signal
      writes no .gcda files [recorded]
