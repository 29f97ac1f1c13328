# Branches in records: which way they go, and how often, is what gcov counts.
# Every line of the program that only one way leads to ran as often as the ways to it were taken.
$ cp "$DATA/programs/ways.c" . && $GCC -O0 --coverage -c ways.c && $GCC --coverage ways.o -o covered && ./covered 1000
1000
$ GCOV=$(echo "$GCC" | sed 's/gcc\(-[0-9]*\)\{0,1\}$/gcov\1/') && $GCOV --json-format -t ways.gcda >lines.json && rm ways.gcda
$ $GCC -O2 -fprofile-generate -c ways.c && $GCC -fprofile-generate ways.o -o trained && ./trained 1000
1000
$ $GCC -O2 -fprofile-use -fplugin="$PLUGIN" -fplugin-arg-pgolens-branches -fplugin-arg-pgolens-output=new.jsonl -c ways.c
$ "$TOP/tests/schema/validate" new.jsonl
$ grep -n '/\* way \*/' ways.c | cut -d: -f1 >wanted && wc -l <wanted
12
$ cat >compare.jq <<'END'
> # The line of each way, and how often it was taken.
> def ways: select(.kind == "branch" and .count) |
> 	[.true, .count * .share], [.false, .count * (1 - .share)] | select(.[0]) | [.[0][-2], .[1]];
> ([inputs | ways] | group_by(.[0]) | map({key: (.[0][0] | tostring), value: (map(.[1]) | add)}) | from_entries) as $ways |
> .files[0].lines[] | select(.line_number | IN($wanted[])) |
> "line \(.line_number): \(if (.count - $ways[.line_number | tostring] | fabs) <= 1 then "as gcov" else "\($ways[.line_number | tostring]), gcov \(.count)" end)"
> END
$ jq -r --slurpfile wanted wanted -f compare.jq lines.json new.jsonl | sort -u -k3 | cut -d: -f2
 as gcov
$ jq -r --slurpfile wanted wanted -f compare.jq lines.json new.jsonl | wc -l
12
