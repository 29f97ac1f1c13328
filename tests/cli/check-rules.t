# Each rule holds, fails, and is unknown where the data that it needs is missing.
$ mkdir objects-small objects-large frames
> for file in count main; do
>     cp "$DATA/diff/old/$file.pgolens.jsonl" objects-small
>     cp "$DATA/diff/new/$file.pgolens.jsonl" objects-large
>     "$GCC" -Os -c "$DATA/diff/src/$file.c" -o objects-small/$file.o
>     "$GCC" -O0 -c "$DATA/diff/src/$file.c" -o objects-large/$file.o
>     sed 's/"frame":40/"frame":400/' "$DATA/diff/new/$file.pgolens.jsonl" >frames/$file.pgolens.jsonl
> done
> cp -r "$DATA/diff/mismatched" mismatched
> mkdir events-none; sed '/sum.constprop.isra/s/"offline":"kept"/"offline":"removed"/' "$DATA/events/old/events.pgolens.jsonl" >events-none/events.pgolens.jsonl
$ cat >cases <<'END'
> holds   old new		inlined caller=end_word callee=mix
> broken  new old		inlined caller=count callee=mix
> unknown old new		inlined callee=nobody
> holds   old new		inlined callee=mix hot
> unknown old old		inlined callee=mix hot
> holds   old new		inlined callee=mix executed=12k
> broken  new old		inlined callee=mix executed=45000
> holds   new old		inlined callee=mix executed=45001
> holds   old new		not-inlined callee=begin_again
> broken  new old		not-inlined callee=begin_again
> unknown old new		not-inlined file=nowhere.c
> holds   old new		stays-inlined hot
> broken  new old		stays-inlined hot
> unknown old new		stays-inlined caller=nobody
> holds   new old		stays-call callee=mix
> broken  old new		stays-call callee=mix
> unknown old new		stays-call caller=nobody
> holds   old new		not-rejected hot reason=MAX_*
> broken  new old		not-rejected hot reason=MAX_*
> holds   new old		not-rejected hot reason=unlikely_call
> unknown old old		not-rejected hot
> holds   old new		inlined-share callee=mix >= 99.5%
> broken  new old		inlined-share callee=mix >= 0.5%
> unknown old old		inlined-share >= 1%
> holds   old new		size function=mix <= 28
> broken  old new		size function=mix <= 27
> unknown old new		size function=nobody <= 28
> holds   new old		size-growth <= 0
> broken  old new		size-growth <= 159%
> holds   old new		size-growth <= 160 %
> unknown old new		size-growth function=nobody <= 160 %
> holds   objects-small objects-large	bytes function=count <= 64KiB
> broken  objects-small objects-large	bytes function=count <= 8B
> unknown old new		bytes function=count <= 64KiB
> holds   objects-small objects-small	bytes-growth <= 0%
> broken  objects-small objects-large	bytes-growth function=count <= 0.5%
> unknown old objects-large	bytes-growth <= 0%
> holds   old new		frame <= 40
> broken  old new		frame file=main.c <= 39B
> unknown old new		frame function=nobody <= 40
> holds   old new		frame-growth <= 0
> broken  new frames		frame-growth <= 899%
> holds   new frames		frame-growth <= 360
> unknown old new		frame-growth function=nobody <= 40
> holds   old new		entries-growth <= 0
> broken  new old		entries-growth function=mix <= 68999
> holds   new old		entries-growth function=mix <= 69k
> unknown old old		entries-growth function=mix <= 0
> holds   events/old events/new	clones <= 1
> broken  events/old events/new	clones function=sum <= 0
> unknown old new		clones function=nobody <= 0
> holds   events/old events/new	clones-growth function=usual <= 0
> broken  events-none events/new	clones-growth <= 0
> unknown old new		clones-growth function=nobody <= 0
> holds   old new		profiled function=mix
> broken  old new		profiled function=note_odd
> unknown new old		profiled function=mix
> unknown old new		profiled function=repeat
> holds   old new		no-mismatch
> broken  old mismatched		no-mismatch
> unknown new old		no-mismatch
> holds   mismatched mismatched	no-new-mismatch
> broken  new mismatched		no-new-mismatch
> unknown old new		no-new-mismatch function=nobody
> holds   old new		fair
> broken  old other-flags		fair
> holds   old other-flags		fair except=flags except="no profile"
> holds   old new		paired >= 100%
> broken  old objects-half	paired >= 90%
> holds   old new		calls-growth <= +2%
> broken  new old		calls-growth <= +2%
> holds   new old		calls-growth <= 140k
> unknown old old		calls-growth <= +2%
> holds   objects-small objects-large	text <= 1MiB
> broken  objects-small objects-large	text <= 1
> unknown objects-small new		text <= 1MiB
> holds   objects-small objects-small	text-growth <= 0%
> broken  objects-small objects-large	text-growth <= 1%
> unknown old objects-large	text-growth <= 1%
> holds   new old		unit-growth <= 0
> broken  old new		unit-growth file=count.c <= 1%
> unknown old new		unit-growth file=nowhere.c <= 1%
> holds   old new		inlining-growth <= 200%
> broken  old new		inlining-growth <= 0%
> unknown old new		inlining-growth file=nowhere.c <= 1%
> END
$ mkdir objects-half; cp "$DATA/diff/new/main.pgolens.jsonl" objects-half
$ where() { if [ -d "$1" ]; then echo "$1"; elif [ -d "$DATA/diff/$1" ]; then echo "$DATA/diff/$1"; else echo "$DATA/$1"; fi; }
> n=0
> while read -r expected old new rule; do
>     found=$(pgolens check --rule "$rule" "$(where $old)" "$(where $new)" | sed -n 's/^--rule:1: \([a-z]*\).*/\1/p')
>     n=$((n + 1))
>     [ "$found" = "$expected" ] || echo "$old $new: $rule: $found, not $expected"
>     pgolens check --rule "$rule" "$(where $old)" "$(where $new)" >output; status=$?
>     case $expected in holds) [ $status -eq 0 ] ;; *) [ $status -eq 1 ] ;; esac || echo "$rule: exit $status"
> done <cases
> [ $n -gt 80 ] || echo "only $n cases were run"
$ pgolens check --list | sed -n '/^Every rule/q; s/^\([a-z][a-z-]*\).*/\1/p' | sort >names
> for state in holds broken; do
>     awk -v state=$state '$1 == state { print $4 }' cases | sort -u >$state; comm -23 names $state; done
$ printf 'int main(void) { return 0; }\n' >one.c; printf 'int f(int a) { return a * a / 3; }\nint main(void) { return f(3); }\n' >two.c
> "$GCC" -O0 one.c -o one; "$GCC" -O0 two.c -o two
> pgolens check --rule 'text-growth <= 0' --old-program one --new-program one "$DATA/diff/old" "$DATA/diff/new" | tail -n 1
> pgolens check --rule 'text-growth <= 1B' --old-program one --new-program two "$DATA/diff/old" "$DATA/diff/new" | sed -n '1,2p'
1 rule: 1 holds, 0 broken, 0 unknown; the check passes
--rule:1: broken: text-growth <= 1B (1 of 1)
    the program
