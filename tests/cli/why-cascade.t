# Cascades planted in tests/data/cascade, each compiled without and with a profile: by construction one inlining,
# which only the profile brings about, uses up what another call needs.
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
> # Each cascade by name, if its arithmetic holds.
> .calls[] | .caller as $caller | .callee as $callee | .instances[] |
> .old.fate as $old | .new.fate as $new | .cascades[] |
> "\($caller) > \($callee): \($old) in OLD, \($new) in NEW; \(.side), \(.budget) \(.function): " +
> ([.steps[] | "\(.callee) in \(.root)"] | join(", ")) +
> (if .actual > .limit and .without <= .limit and .actual - .added == .without and
>   (.budget == "frame" or ([.steps[].added] | add) == .added) then "" else " WRONG" end)
> EOF
# The function that the calls end up in.
$ sh build function --param large-function-insns=10 --param large-function-growth=100
> pgolens why --format=json function/old function/new '*' '*' | jq -r -f cascades.jq
# The stack frame: the callee has taken another's.
$ sh build frame && pgolens why --format=json frame/old frame/new '*' '*' | jq -r -f cascades.jq
# The callee has grown.
$ sh build callee && pgolens why --format=json callee/old callee/new '*' '*' | jq -r -f cascades.jq
# The unit has.
$ sh build unit --param large-unit-insns=0 --param inline-unit-growth=35
> pgolens why --format=json unit/old unit/new '*' '*' | jq -r -f cascades.jq
# The reverse: what NEW does not inline makes room.
$ pgolens why --format=json unit/new unit/old second mixed | jq -r -f cascades.jq
# No cascade: without what the profile brought about it would be too much, too.
$ sh build function --param large-function-insns=10 --param large-function-growth=20
> pgolens why --format=json function/old function/new work mixed | jq -r '.calls[].instances[].new.decisions[-1].reason'
> pgolens why --format=json function/old function/new '*' '*' | jq -r -f cascades.jq
# As text.
$ sh build function --param large-function-insns=10 --param large-function-growth=100
> pgolens why function/old function/new work mixed | sed -n 's/[0-9,]\{1,\}/N/g; s|/.*/||; s/.*estimated: //p'
