# A chain of functions, each inlined early into the next. The record has all that runs: the tree of the function that
# is left. Of the functions that GCC removed it has no more than 16 levels, so that it grows in proportion to the chain.
$ cat >chain <<'END'
> #!/bin/sh
> # chain N KIND LEAF: a chain of N functions that ends with LEAF
> echo "int e (int); $2 int f0 (int x) { return $3; }"
> for i in $(seq $1); do echo "$2 int f$i (int x) { return f$((i - 1)) (x + $i) + 1; }"; done
> echo "int top (int x) { return f$1 (x); }"
> END
> cat >count <<'END'
> #!/bin/sh
> # count RECORD: sites in all; inlined sites, and calls, in the code of top
> awk '/"name":"(int )?top["(]/ { match ($0, /"id":[0-9]+/); top = substr ($0, RSTART + 5, RLENGTH - 5) }
> 	/^{"kind":"site"/ { n++; if (match ($0, /"root":[0-9]+/)) root = substr ($0, RSTART + 7, RLENGTH - 7) }
> 	/^{"kind":"site"/ && root == top { if (/"copy"|"sequence"/) inlined++; else calls++ }
> 	END { printf "%d sites, %d inlined and %d calls in top\n", n, inlined, calls }' $1
> END
> chmod +x chain count

$ for n in 100 200 400; do ./chain $n 'static inline' 'e (x) + 1' >c.c && $GCC -O2 -fplugin=$PLUGIN -c c.c && ./count c.pgolens.jsonl; done
1599 sites, 101 inlined and 1 calls in top
3299 sites, 201 inlined and 1 calls in top
6699 sites, 401 inlined and 1 calls in top

$ for n in 100 200; do ./chain $n 'static inline' 'x + 1' >c.c && $GCC -O2 -fplugin=$PLUGIN -c c.c && ./count c.pgolens.jsonl; done
1581 sites, 101 inlined and 0 calls in top
3281 sites, 201 inlined and 0 calls in top

$ ./chain 100 'static inline' 'e (x) + 1' >c.c && for o in -O1 -Og -O3 '-O2 -g'; do $GCC $o -fplugin=$PLUGIN -c c.c && ./count c.pgolens.jsonl; done
1599 sites, 101 inlined and 1 calls in top
1599 sites, 101 inlined and 1 calls in top
1599 sites, 101 inlined and 1 calls in top
1599 sites, 101 inlined and 1 calls in top
$ ./chain 100 'static inline __attribute__ ((always_inline))' 'e (x) + 1' >c.c && $GCC -O2 -fplugin=$PLUGIN -c c.c && ./count c.pgolens.jsonl
1599 sites, 101 inlined and 1 calls in top

$ ./chain 40 '' 'e (x) + 1' >c.c && $GCC -O2 -fno-ipa-icf -fplugin=$PLUGIN -c c.c && ./count c.pgolens.jsonl
903 sites, 41 inlined and 1 calls in top

$ ./chain 100 'static inline' 'e (x) + 1' >c.c
> echo 'int e (int x) { return x; } int top (int); int main (void) { return top (1); }' >m.c
> $GCC -O2 -flto -fno-ipa-cp -fplugin=$PLUGIN c.c m.c -o p && ./count p.wpa.pgolens.jsonl
> cat >t.cc <<'END'
> int e (int);
> template<int N> struct step { static int run (int x) { return step<N - 1>::run (x + N) + 1; } };
> template<> struct step<0> { static int run (int x) { return e (x); } };
> int top (int x) { return step<100>::run (x); }
> END
> $GXX -O2 -fplugin=$PLUGIN -c t.cc && ./count t.pgolens.jsonl
1702 sites, 102 inlined and 0 calls in top
1599 sites, 101 inlined and 1 calls in top
