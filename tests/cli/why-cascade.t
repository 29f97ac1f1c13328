# Cascades planted in tests/data/cascade, each compiled without and with a profile: by construction, one inlining
# that happens only with the profile uses up a limit that another call needs: the size of the function that the calls
# end up in (function.c), the callee's stack frame (frame.c), the callee's size (callee.c), or the unit's size (unit.c).
# The reverse: what one build does not inline leaves room. Then a limit so low that it rejects the call even without
# the inlining: not a cascade. Finally, one as text.
$ cat >build <<'EOF'
> # build NAME OPTION...: records of NAME.c in NAME/old and NAME/new
> set -e
> name=$1; shift
> mkdir -p $name/old $name/new
> $GCC -O2 "$@" -fprofile-generate -c "$DATA/cascade/$name.c" -o $name.o
> $GCC -fprofile-generate $name.o -o $name/program && $name/program
> $GCC -O2 "$@" -fplugin=$PLUGIN -c "$DATA/cascade/$name.c" -o $name.o
> mv $name.pgolens.jsonl $name/old
> $GCC -O2 "$@" -fplugin=$PLUGIN -fprofile-use -c "$DATA/cascade/$name.c" -o $name.o
> mv $name.pgolens.jsonl $name/new
> EOF
> cat >cascades.jq <<'EOF'
> .calls[] | .caller as $caller | .callee as $callee | .instances[] |
> .old.fate as $old | .new.fate as $new | .cascades[] |
> "\($caller) > \($callee): \($old) in OLD, \($new) in NEW; \(.side), \(.budget) \(.function): " +
> ([.steps[] | "\(.callee) in \(.root)"] | join(", ")) +
> (if .actual > .limit and .without <= .limit and .actual - .added == .without and
>   (.budget == "frame" or ([.steps[].added] | add) == .added) then "" else " WRONG" end)
> EOF
$ sh build function --param large-function-insns=10 --param large-function-growth=100
> pgolens why --format=json function/old function/new '*' '*' >all.json && "$TOP/tests/bin/schema/validate-why" all.json && jq -r -f cascades.jq all.json
work > mixed: inlined in OLD, call in NEW; new, caller work: sum in work
$ sh build frame && pgolens why --format=json frame/old frame/new '*' '*' | jq -r -f cascades.jq
top > middle: inlined in OLD, call in NEW; new, frame middle: leaf in middle
other > middle: inlined in OLD, call in NEW; new, frame middle: leaf in middle
$ sh build callee && pgolens why --format=json callee/old callee/new '*' '*' | jq -r -f cascades.jq
top > middle: inlined in OLD, call in NEW; new, callee middle: leaf in middle
other > middle: inlined in OLD, call in NEW; new, callee middle: leaf in middle
$ sh build unit --param large-unit-insns=0 --param inline-unit-growth=35
> pgolens why --format=json unit/old unit/new '*' '*' | jq -r -f cascades.jq
second > mixed: inlined in OLD, call in NEW; new, unit null: sum in work
$ pgolens why --format=json unit/new unit/old second mixed | jq -r -f cascades.jq
second > mixed: call in OLD, inlined in NEW; old, unit null: sum in work
$ sh build function --param large-function-insns=10 --param large-function-growth=20
> pgolens why --format=json function/old function/new work mixed | jq -r '.calls[].instances[].new.decisions[-1].reason'
> pgolens why --format=json function/old function/new '*' '*' | jq -r -f cascades.jq
LARGE_FUNCTION_GROWTH_LIMIT
$ sh build function --param large-function-insns=10 --param large-function-growth=100
> pgolens why function/old function/new work mixed | sed -n 's/[0-9,]\{1,\}/N/g; s|/.*/||; s/.*estimated: //p'
cascade in NEW: work had grown from N to N; N of that comes from an inlining that OLD does not make: sum at function.c:N:N (inlining N +N); without it the size would be N <= N
