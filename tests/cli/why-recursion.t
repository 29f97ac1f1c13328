# pgolens why: what stopped a recursion: its depth, its probability or its size, each with the --param that moves it.
# GCC considers such a call again later, and the code that it then leaves is not what stopped it.
$ cat >recursion.c <<'END'
> static unsigned fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
> unsigned use_fib(unsigned n) { return fib(n + 1); }
> extern int more(int);
> int seldom(int n)
> {
> 	if (__builtin_expect_with_probability(n & 1, 1, 0.05))
> 		return seldom(more(n)) ^ n;
> 	return more(n + 1);
> }
> END
$ cat >stopped <<'END'
> # stopped CALLER OPTION...: what the recursive calls in CALLER rest on
> caller=$1; shift
> $GCC -O3 "$@" -fplugin=$PLUGIN -c recursion.c
> pgolens show --format=json recursion.pgolens.jsonl | jq -r --arg root "$caller" '.sites[] |
>   select(.root == $root and .callee_name != "more" and .inlined == false) |
>   select(.callee == "fib" or .callee == "seldom") | .decisions[-1] | select(.inliner == "ipa-inline") |
>   "\(.reason): \(.limit_text)"'
> END
$ sh stopped fib
RECURSIVE_INLINING: recursion depth 9 > max-inline-recursive-depth-auto 8
$ pgolens why recursion.pgolens.jsonl fib fib --all | grep -o 'RECURSIVE_INLINING: rec.*'
RECURSIVE_INLINING: recursion depth 9 > max-inline-recursive-depth-auto 8; GCC has inlined the function into itself as often as it may
$ sh stopped fib --param=max-inline-recursive-depth-auto=10
RECURSIVE_INLINING: recursion depth 11 > max-inline-recursive-depth-auto 10
$ sh stopped use_fib
RECURSIVE_INLINING: probability 90 % >= 87.5 %, from max-inline-recursive-depth-auto 8
$ sh stopped use_fib --param=max-inline-recursive-depth-auto=12
RECURSIVE_INLINING: probability 72.9 % >= 70.61 %, from max-inline-recursive-depth-auto 12
$ sh stopped seldom
RECURSIVE_INLINING: probability 5 % <= min-inline-recursive-probability 10 %
$ sh stopped seldom --param=min-inline-recursive-probability=1
RECURSIVE_INLINING: probability 0.25 % <= min-inline-recursive-probability 1 %
$ sh stopped fib --param=max-inline-insns-recursive-auto=40
RECURSIVE_INLINING: size 42 > max-inline-insns-recursive-auto 40
$ sh stopped fib --param=max-inline-insns-recursive-auto=1000
RECURSIVE_INLINING: recursion depth 9 > max-inline-recursive-depth-auto 8
$ pgolens why --format=json recursion.pgolens.jsonl '*' '*' >all.json && "$TOP/tests/bin/schema/validate-why" all.json
