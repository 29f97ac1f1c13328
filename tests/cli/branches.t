# Branches in records: their directions and counts equal what gcov counts.
# Every line of the program that only one branch leads to ran as often as the branches to it were taken.
# Advice about conditions: each holds as often as gcov says that the lines it guards ran, whatever its branches are.
# advise leaves a condition alone that GCC guesses right; without branches in the records it has no advice.
# The compiler then uses the probability that the advice states.
$ cp "$DATA/programs/ways.c" . && $GCC -O0 --coverage -c ways.c && $GCC --coverage ways.o -o covered && ./covered 1000
1000
$ GCOV=$(echo "$GCC" | sed 's/gcc\(-[0-9]*\)\{0,1\}$/gcov\1/') && $GCOV --json-format -t ways.gcda >lines.json && rm ways.gcda
$ $GCC -O2 -fprofile-generate -c ways.c && $GCC -fprofile-generate ways.o -o trained && ./trained 1000
1000
$ $GCC -O2 -fprofile-use -fplugin="$PLUGIN" -fplugin-arg-pgolens-branches -fplugin-arg-pgolens-output=new.jsonl -c ways.c
$ "$TOP/tests/bin/schema/validate" new.jsonl
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
$ $GCC -O2 -fplugin="$PLUGIN" -fplugin-arg-pgolens-branches -fplugin-arg-pgolens-output=old.jsonl -c ways.c
$ pgolens show --branches --function simple --sort=count -n 3 new.jsonl | sed 's/  */ /g'
condition function executed per entry true false
ways.c:15:5 simple 1,000 1 50.0 % 50.0 %
ways.c:22:5 simple 1,000 1 10.0 % to :23:3 90.0 % to :24:5
ways.c:24:5 simple 1,000 1 25.0 % to :25:3 75.0 % to :27:3

3 branches (the first of 10)
$ pgolens show --branches --format=json new.jsonl | jq -c '.branches[] | select(.location == "ways.c:30:6") | [.function, .count, .true, .false]'
["simple",49,"ways.c:31:4","ways.c:33:6"]
$ pgolens show --branches "$DATA/show/lex.pgolens.jsonl"
0 branches; they are recorded with -fplugin-arg-pgolens-branches
$ pgolens advise --lines 100 --format=json old.jsonl new.jsonl >advice.json && "$TOP/tests/bin/schema/validate-advice" advice.json
$ jq -r --slurpfile lines lines.json '($lines[0].files[0].lines | map({key: (.line_number | tostring), value: .count}) | from_entries) as $count |
> 	.lines[] | select(.kind == "expect" and (.condition.text | startswith("i++") | not)) |
> 	"\(.condition.text): \(if ($count[.line + 1 | tostring] - .condition.asked * .condition.holds | fabs) <= 1 then "as gcov" else . end)"' advice.json | sort
!(i % 4): as gcov
i % 10 == 3: as gcov
i % 3: as gcov
i % 6: as gcov
i % 7 == 0 || i % 11 == 0 || i % 50 == 1: as gcov
i < n: as gcov
i > limit: as gcov
is_odd(i) && i % 5 == 0: as gcov
k < i % 4: as gcov
sum == -1: as gcov
$ pgolens advise --lines 100 old.jsonl new.jsonl | sed -n '1p;/while/p' | sed 's/  */ /g'
22 lines for 0 calls that differ and 10 conditions, estimated from the records; --verify tells what they keep
$ mkdir new && cp ways.c new && pgolens advise --format=patch --lines 100 old.jsonl new.jsonl | git -C new apply && $GCC -O2 -Wall -Wextra -Werror new/ways.c -o new/ways && ./new/ways 1000
1000
$ grep -c 'builtin_expect(' new/ways.c; grep 'while\|||' new/ways.c
2
	else if (__builtin_expect_with_probability(!!(i % 7 == 0 || i % 11 == 0 || i % 50 == 1), 1, 0.24))
	while (__builtin_expect_with_probability(!!(i % 6), 1, 0.714)) {
	} while (i++ % 4);
$ pgolens advise new.jsonl new.jsonl | head -1
0 lines for 0 calls that differ, estimated from the records; --verify tells what they keep
$ grep -v '"branch"' new.jsonl | sed 's/,"branches":[0-9]*//' >without.jsonl && pgolens advise old.jsonl without.jsonl | grep conditions
no lines about conditions: the records have no branches; build with -fplugin-arg-pgolens-branches
$ printf 'void f(void);\nvoid g(int x)\n{\n\tif (__builtin_expect(!!(x), 0))\n\t\tf();\n}\nvoid h(int x)\n{\n\tif (__builtin_expect_with_probability(!!(x), 1, 0.3))\n\t\tf();\n}\n' >e.c
$ $GCC -O2 -fplugin="$PLUGIN" -fplugin-arg-pgolens-branches -fplugin-arg-pgolens-output=e.jsonl -c e.c && pgolens show --branches --format=json e.jsonl | jq -c '.branches[] | [.function, .share, .true]'
["g",0.1,"e.c:5:3"]
["h",0.3,"e.c:10:3"]
