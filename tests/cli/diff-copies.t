# A call counts as un-inlined for the executions that were inlined and are calls now, not for all its executions:
# NEW leaves the call in middle's out-of-line body, which runs once, and inlines its copy in hot.
$ cat >copies.c <<'END'
> #include <stdio.h>
> unsigned table[64];
> static inline unsigned leaf(unsigned x)
> {
> 	unsigned a = table[x & 63], b = table[(x >> 6) & 63];
> 	if (a & 1) a += b * 3u; else b ^= a >> 1;
> 	table[a & 63] = b;
> 	if (b & 2) a += b * 5u;
> 	table[(a + 1) & 63] = a;
> 	return a ^ b;
> }
> static inline unsigned middle(unsigned x) { return x % 7 ? x + 1u : leaf(x ^ x >> 7); }
> unsigned (*volatile pointer)(unsigned) = middle;
> __attribute__((noinline)) unsigned hot(unsigned n) { unsigned s = 0; for (unsigned i = 0; i < n; i++) s += middle(i); return s; }
> __attribute__((noinline)) unsigned other(unsigned x) { return leaf(x) + 1; }
> int main(int argc, char **argv)
> {
> 	unsigned s = hot(700) + other(1);
> 	if (argc > 1) s += pointer(7);
> 	printf("%s %u\n", argv[0], s);
> }
> END
> mkdir old new && F='-O2 -fno-partial-inlining'
> $GCC $F -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=old -c copies.c -o copies.o
> $GCC $F -fprofile-generate -c copies.c -o copies.o && $GCC -fprofile-generate copies.o -o copies && ./copies x >out
> for i in $(seq 49); do ./copies; done >out
> $GCC $F -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=new -c copies.c -o copies.o
> pgolens diff --callee=leaf old new | sed -n '/^change /,/^vanished/p; /^executions  change/,/^$/p'
> pgolens diff --callee=leaf new old | grep -E '^(newly |un-)inlined'
> pgolens diff --format=json old new | jq -c '.changes[] | [.callee, .kind, .weight < 1.1, .executions | if type == "number" then floor else . end]'
change          sites  executions in training  callers  size inlined
newly inlined       0                       0                         inlined in NEW, a call in OLD
un-inlined          2                     ~50        2            48  inlined in OLD, a call in NEW
moved               0                       0                         inlined in both, by another inliner
reason changed      0                       0                         a call in both, for another reason
appeared            0                       0                         only NEW has such a call
vanished            0                       0                         only OLD has such a call
executions  change      calls OLD  calls NEW  caller  -> callee  location
        50  un-inlined          0         50  other   -> leaf    copies.c:15:63
            OLD: inlined by ipa-inline (small)  NEW: call, UNLIKELY_CALL: growth 24 > max-inline-insns-size 0
   ~0.1429  un-inlined          0    ~0.1429  middle  -> leaf    copies.c:12:69
            OLD: inlined by ipa-inline (small)  NEW: call, UNLIKELY_CALL: growth 24 > max-inline-insns-size 0
~ is estimated from the counts around it, not recorded

newly inlined       2                     ~50        2            48  inlined in NEW, a call in OLD
un-inlined          0                       0                         inlined in OLD, a call in NEW
["leaf","un-inlined",false,50]
["leaf","un-inlined",true,5001]
