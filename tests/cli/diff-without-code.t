# Calls of which the last pass left no call instruction are not calls: built-in functions that GCC expands in place,
# and calls that it removes after inlining. callgrind counts 500 calls of pure in this program.
$ cat >code.c <<'END'
> #include <stdio.h>
> unsigned counter, table[64];
> static __attribute__((noinline)) int pure(int v) { int s = 0; for (int i = 0; i < v; i++) s = s * 31 ^ i; return s; }
> static __attribute__((noinline)) void user(int x) { table[x & 63]++; }
> static int big(int flag, int v)
> {
> 	int p = pure(v);
> 	for (int i = 0; i < 3; i++) table[(v + i) & 63] += table[i] * 3 + v;
> 	if (flag > 3) { user(flag); user(v); }
> 	return flag ? p : v;
> }
> __attribute__((noinline)) int zero(int n) { int s = 0; for (int i = 0; i < n; i++) s += big(0, i & 7); return s; }
> __attribute__((noinline)) int one(int n) { int s = 0; for (int i = 0; i < n; i++) s += big(1, i & 7); return s; }
> __attribute__((noinline)) unsigned atomic(int n)
> {
> 	unsigned s = 0;
> 	for (int i = 0; i < n; i++) {
> 		s += __atomic_load_4(&counter, __ATOMIC_RELAXED);
> 		__atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED);
> 	}
> 	return s;
> }
> int main(void) { printf("%u\n", zero(1000) + one(500) + atomic(2000)); return 0; }
> END
> mkdir old new && $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=old -c code.c -o code.o
> $GCC -O2 -fprofile-generate -c code.c -o code.o && $GCC -fprofile-generate code.o -o code && ./code >out
> $GCC -O2 -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=new -c code.c -o code.o
> pgolens diff --format=json old new | jq -c '.summary | [.calls_old, .calls_new][] | [.inside, .outside]'
> pgolens diff --format=json old new | jq -c '.functions[] | [.name, .calls_old, .calls_new]' | grep pure
> pgolens stat new | grep -E '^(outcome|no code)'
> pgolens show new | grep -E 'atomic_|location' | cut -c-60
[504,1]
[504,1]
["pure",500,500]
outcome   inliner     phase  calls  hot  executions   share
no code                          7    7       5,000  58.8 %
location      caller  -> callee                 outcome   in
code.c:18:8   atomic  -> __atomic_load_4        no code   ip
code.c:19:3   atomic  -> __atomic_fetch_add_4   no code   ip
$ pgolens why new code.c:18 | tail -n +2; pgolens why new code.c:7 | grep removed; pgolens why new code.c:9 | grep -c 'never reached'
  in atomic's own code
    this build: expanded in place: no call instruction is left
      recorded: executed 2,000 times in training (precise), hot: at least 0
    this build: call; the out-of-line body of big was removed, so this copy never runs
    this build: removed after inlining: no call instruction is left
8
$ mkdir before && sed 's/"saw_code":true,//; s/,"flags":\["expanded"\]//' new/code.pgolens.jsonl >before/code.pgolens.jsonl
> pgolens diff --format=json before before | jq -c '.summary.calls_new | [.inside, .outside]'
[504,4001]
