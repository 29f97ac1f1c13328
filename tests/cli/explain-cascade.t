# pgolens explain names planted cascades (tests/data/cascade, see why-cascade.t), with both sides of the
# inequality, whichever limit the steps used up.
$ cat >build <<'END'
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
> pgolens explain --format=json $name/old $name/new >explained && "$TOP/tests/bin/schema/validate-explanation" explained
> jq -r '.cascades[] | "\(.caller) > \(.callee): \(.kind); in \(.in) the \(.budget) had no room, \(.param); " +
> 	"\([.steps[].location | sub(".*/"; "")] | join(", "))"' explained
> END
$ sh build function --param large-function-insns=10 --param large-function-growth=100
work > mixed: un-inlined; in new the caller had no room, large-function-growth; function.c:28:12
$ sh build frame
top > middle: un-inlined; in new the frame had no room, large-stack-frame; frame.c:29:14
other > middle: un-inlined; in new the frame had no room, large-stack-frame; frame.c:29:14
$ sh build callee
top > middle: un-inlined; in new the callee had no room, max-inline-insns-auto; callee.c:29:14
other > middle: un-inlined; in new the callee had no room, max-inline-insns-auto; callee.c:29:14
$ sh build unit --param large-unit-insns=0 --param inline-unit-growth=35
second > mixed: un-inlined; in new the unit had no room, inline-unit-growth; unit.c:27:12
$ jq -r '.cascades[].text' explained | sed 's/[0-9,]\{1,\}/N/g; s| [^ ]*/| |'
the unit had grown from N to N; N of that comes from an inlining that OLD does not make: sum into work at unit.c:N:N (inlining N +N); without it the unit size would be N <= N
$ pgolens explain unit/old unit/new | grep -c '^Cascades'
1
