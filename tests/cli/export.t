# pgolens export: the contents of each format, for one build and for two. In tests/slow/export/check-export, other
# people's programs read them.
$ pgolens export "$DATA/diff/new"
main;repeat_[i];count 1000
main;repeat_[i];count;end_word_[i];complain 5
$ pgolens export --format=folded "$DATA/diff/old" "$DATA/diff/new"
main;repeat_[i];count 1000 1000
main;repeat_[i];count;mix 45000 0
main;repeat_[i];count;end_word_[i];complain 0 5
main;repeat_[i];count;end_word_[i];end_word.part.0 12000 0
main;repeat_[i];count;end_word_[i];end_word.part.0;mix 24000 0
main;repeat_[i];count;end_word_[i];end_word.part.0;complain 5 0
main;repeat_[i];count;(indirect) 58000 0
$ pgolens export --format=csv -o calls.csv "$DATA/diff/old" "$DATA/diff/new"; head -c 30 calls.csv; echo; tail -c 2 calls.csv | od -An -c
caller,callee,caller_assembler
  \r  \n
$ python3 - <<'END'
> import csv
> rows = list(csv.DictReader(open("calls.csv", newline=""), strict=True))
> hot = max((row for row in rows if row["change"] == "newly inlined"), key=lambda row: float(row["executions"]))
> print(len(rows), *(hot[key] for key in ("caller", "callee", "file", "line", "executions", "old_verdict", "old_reason", "old_calls", "new_verdict", "new_phase", "new_calls", "new_count")))
> print(sum(float(row["new_calls"] or 0) for row in rows), sorted({row["new_verdict"] for row in rows}))
> END
22 count mix count.c 81 45000 call MAX_INLINE_INSNS_AUTO_LIMIT 45000 inlined small 0 45000
1005.0 ['absent', 'call', 'gone', 'inlined']
$ pgolens export --format=csv "$DATA/diff/new" | head -n 1 | cut -d , -f 1-9
caller,callee,caller_assembler,callee_assembler,root,source,file,line,column
$ pgolens export --format=sqlite -o calls.db "$DATA/diff/old" "$DATA/diff/new"
> sqlite3 calls.db "SELECT caller, callee, line, executions, old_reason, new_verdict FROM changes WHERE change = 'newly inlined' ORDER BY executions DESC, line" \
>     "SELECT * FROM rejections" "SELECT build, records, round(calls_inside) FROM build" "SELECT caller, old_calls, new_calls FROM callers WHERE caller = 'end_word'" \
>     "SELECT f.name, count(*) FROM call AS c JOIN function AS f ON f.id = c.callee_id WHERE f.name = 'mix'" "PRAGMA integrity_check" "PRAGMA foreign_key_check"
count|mix|81|45000.0|MAX_INLINE_INSNS_AUTO_LIMIT|inlined
end_word|mix|57|12000.0|MAX_INLINE_INSNS_AUTO_LIMIT|inlined
end_word|mix|65|12000.0|MAX_INLINE_INSNS_AUTO_LIMIT|inlined
new|BODY_NOT_AVAILABLE|5|1005.0
new|INDIRECT_UNKNOWN_CALL|1|0.0
new|UNLIKELY_CALL|3|0.0
old|BODY_NOT_AVAILABLE|5|1005.0
old|INDIRECT_UNKNOWN_CALL|1|58000.0
old|MAX_INLINE_INSNS_AUTO_LIMIT|6|81000.0
old|2|140006.0
new|2|1006.0
end_word|24005.0|5.0
mix|4
ok
$ pgolens export --format=sqlite "$DATA/diff/new" >one.db; sqlite3 one.db "SELECT count(*), count(old_verdict), count(change) FROM calls" "SELECT count(DISTINCT build) FROM verdict"
20|0|0
1
$ pgolens export --format=dot -n 2 "$DATA/diff/old" "$DATA/diff/new"
digraph calls {
	rankdir=LR;
	node [shape=box, style=filled, fontname=sans, fillcolor=white];
	edge [fontname=sans, fontsize=10];
	label="executions in training; dashed: inlined";
	n4 [label="is_letter", fillcolor="0.000 1.000 0.850"];
	n6 [label="count", fillcolor="0.160 0.250 1.000"];
	unknown [label="(indirect)", fillcolor="0.000 1.000 0.850"];
	n6 -> n4 [label="0 -> 58,000", color="0.000 1.000 0.850", penwidth=5.00, style=dashed, arrowhead=empty];
	n6 -> unknown [label="58,000 -> 0", color="0.000 1.000 0.850", penwidth=5.00];
}
$ pgolens export --format=dot "$DATA/diff/old" | sed -n '/label="call sites/p; / -> /p' | head -n 3
	label="call sites; dashed: inlined";
	n6 -> n1 [label="2", color="0.000 1.000 0.850", penwidth=5.00, style=dashed, arrowhead=empty];
	n6 -> n2 [label="2", color="0.000 1.000 0.850", penwidth=5.00, style=dashed, arrowhead=empty];
$ pgolens export --format=llvm-yaml "$DATA/diff/new" | sed -n '/^--- !Missed/,/^\.\.\./p' | sed -n '1,13p'
--- !Missed
Pass:            inline
Name:            'UNLIKELY_CALL'
DebugLoc:        { File: 'count.c', Line: 37, Column: 16 }
Function:        'note_odd'
Hotness:         0
Args:
  - Callee:          'mix'
    DebugLoc:        { File: 'count.c', Line: 6, Column: 1 }
  - String:          ' not inlined into '
  - Caller:          'note_odd'
    DebugLoc:        { File: 'count.c', Line: 34, Column: 1 }
  - String:          ' by ipa-inline: '
$ python3 - <<'END'
> import json, jsonschema, os, subprocess
> def export(*builds):
>     words = ["pgolens", "export", "--format=speedscope"] + [os.environ["DATA"] + "/diff/" + build for build in builds]
>     return json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout)
> schema = json.load(open(os.environ["DATA"] + "/schemas/speedscope.schema.json"))
> for builds in (["new"], ["old", "new"]):
>     file = export(*builds)
>     jsonschema.Draft7Validator(schema).validate(file)
>     frames = [frame["name"] for frame in file["shared"]["frames"]]
>     for profile in file["profiles"]:
>         assert len(profile["samples"]) == len(profile["weights"])
>         assert abs(sum(profile["weights"]) - profile["endValue"]) < 1e-6
>         print(profile["type"], len(profile["samples"]), round(profile["endValue"]), [frames[i] for i in profile["samples"][-1]])
> del file["shared"]["frames"][0]["name"]
> print(list(error.message for error in jsonschema.Draft7Validator(schema).iter_errors(file))[:1])
> END
sampled 2 1005 ['main', 'repeat (inlined)', 'count', 'end_word (inlined)', 'complain']
sampled 6 140005 ['main', 'repeat (inlined)', 'count', '(indirect)']
sampled 2 1005 ['main', 'repeat (inlined)', 'count', 'end_word (inlined)', 'complain']
["'name' is a required property"]
$ for n in 1 3 10 1000000; do pgolens export --detail $n "$DATA/diff/new" | awk '{ sum += $NF } END { print NR, sum }'; pgolens export --detail $n "$DATA/diff/old" "$DATA/diff/new" | awk '{ old += $(NF - 1); new += $NF } END { print NR, old, new }'; done
1 1005
4 140005 1005
2 1005
5 140005 1005
2 1005
7 140005 1005
2 1005
7 140005 1005
$ mkdir recursive; cat >recursive/walk.c <<'END'
> #include <stdlib.h>
> __attribute__((noinline)) static int leaf(int n) { return n * 3 ^ 5; }
> __attribute__((noinline)) static int even(int n);
> __attribute__((noinline)) static int odd(int n) { return n ? even(n - 1) + leaf(n) : 0; }
> __attribute__((noinline)) static int even(int n) { return n ? odd(n - 1) + leaf(n) : 1; }
> int main(int argc, char **argv) { int sum = 0; for (int i = 0; i < 100; i++) sum += even(50 + argc - 1); return sum == argc || !argv; }
> END
> cd recursive; flags="-O2 -fno-optimize-sibling-calls -fno-ipa-cp"
> "$GCC" $flags -fprofile-generate -c walk.c && "$GCC" -fprofile-generate walk.o -o walk && ./walk
> "$GCC" $flags -fprofile-use -fplugin="$PLUGIN" -c walk.c; cd ..
> # 100 times 51 calls of odd and even, and 50 of leaf; in two ways of counting, but for the entry of main.
> pgolens export --format=sqlite recursive | cat >walk.db; sqlite3 walk.db "SELECT calls_inside FROM build"
> pgolens export recursive | awk '{ sum += $NF } END { print sum }'
10101.0
10100

$ pgolens export "$DATA/diff/old"
pgolens: '$DATA/diff/old' has no profile: how often calls run is not known
? 2
$ pgolens export --format=speedscope -o kept.json "$DATA/diff/old"; ls kept.json
pgolens: '$DATA/diff/old' has no profile: how often calls run is not known
ls: cannot access 'kept.json': No such file or directory
? 2
$ pgolens export
pgolens: export: needs one build, NEW, or two, OLD and NEW; got 0 (try 'pgolens export --help')
? 2
$ pgolens export a b c
pgolens: export: needs one build, NEW, or two, OLD and NEW; got 3 (try 'pgolens export --help')
? 2
$ pgolens export --format=svg "$DATA/diff/new"
pgolens: export: option '--format' cannot be 'svg'; it is one of: folded, speedscope, llvm-yaml, csv, sqlite, dot (try 'pgolens export --help')
? 2
$ pgolens export --format=sqlite -o /dev/full "$DATA/diff/new"
pgolens: cannot write '/dev/full': Input/output error
? 2
$ pgolens export "$DATA/diff/old" nowhere
pgolens: cannot read 'nowhere': No such file or directory
? 2
