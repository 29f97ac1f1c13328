# The early inliner's reasons count, whatever their names, when a call was decided again later: here the
# function grows too large for the early inliner, and ipa-inline rejects the calls for another reason.
$ { echo 'extern int G[64];'
> echo 'static int step(int a, int b) { G[a & 63] += b; return (a | b) - G[b & 63] * 5 + (a >> 2) - G[(a - b) & 63]; }'
> echo 'static inline __attribute__((always_inline)) int many(int a, int b) {'
> for i in $(seq 24); do echo "a = step(a, b + $i); b = step(b, a ^ $i); G[(a + $i) & 63] += b * $i; if (a & $i) b ^= G[b & 63];"; done
> echo 'return a ^ b; } int all(int a, int b) {'
> for i in $(seq 20); do echo "a += many(b, a + $i);"; done
> echo 'return a; }'; } >many.c
> $GCC -O2 -fplugin=$PLUGIN -c many.c && pgolens stat many.pgolens.jsonl | grep LIMIT
> pgolens show --reason=large_function_growth_limit many.pgolens.jsonl | tail -n 1
LARGE_FUNCTION_GROWTH_LIMIT    960
MAX_INLINE_INSNS_AUTO_LIMIT    960
960 calls: 0 inlined, 960 rejected, 0 without a decision
