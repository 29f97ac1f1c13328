# pgolens why: one call in both builds or in one, by place and by names; what is said of no such call. Numbers
# and names are those of the records in tests/data.
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count.c:85:7
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count mix
$ pgolens why -n 1 "$DATA/diff/new" end_word mix
$ pgolens why "$DATA/limits" 'm*' f | grep rejected
$ pgolens why --format=json "$DATA/limits" limits.c:13 | jq -c '.calls[0].instances[0].old.decisions[0].inequality'
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" src/count.c:81 | head -2
$ pgolens why "$DATA/events/old" "$DATA/events/new" events.c:93 | grep -c promoted
# no such call
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count.c:1
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count.c:81:1
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" cuont.c:81
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" cuont mix
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count mxi
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" mix count
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" note_odd end_word
# wrong use
$ pgolens why
$ pgolens why "$DATA/diff/old" "$DATA/diff/new"
$ pgolens why "$DATA/diff/old" nowhere count.c:81
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" x.c:0
$ pgolens why a b c d e
# GCC's own values of the --params are those of the compiler at hand
$ $GCC -O2 -Q --help=params >params
> sed -n '/^static const struct/,/^};/s/^\t{"\([a-z-]*\)", \([0-9]*\)},$/\1 \2/p' "$TOP/tools/reason/params.c" |
> while read -r name value; do
> 	grep -Eq -- "--param=$name=\S*\s+$value\s*$" params || echo "$name is not $value"
> done; grep -c early-inlining-insns= params
