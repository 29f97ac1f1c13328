# pgolens diff --format=json: its shape; which values are recorded and which are estimated; OLD and NEW mirrored.
$ pgolens diff --format=json "$DATA/diff/old" "$DATA/diff/new" >x.json
? 1
$ python3 - <<'END'
> import json
> diff = json.load(open("x.json"))
> def shape(value, depth=0):
>     if isinstance(value, dict):
>         return " ".join(value)
>     return type(value).__name__
> for key, value in diff.items():
>     print(f"{key}: {shape(value)}")
> print("a change:", shape(diff["changes"][0]))
> print("a side:", shape(diff["changes"][0]["new"]))
> print("a function:", shape(diff["functions"][0]))
> print("a kind:", shape(diff["summary"]["moved"]))
> END
format: str
version: int
generator: str
old: path units sites profile
new: path units sites profile
weights_from: str
match: paired exact order neighbour ambiguous ambiguous_old ambiguous_new only_old only_new parts_old parts_new guesses_old guesses_new duplicates_old duplicates_new only_old_classes only_new_classes
summary: newly inlined un-inlined moved reason changed appeared vanished calls_old calls_new events
fairness: list
changes: list
events: list
functions: list
a change: caller callee caller_assembler callee_assembler root source file line column location executions executions_estimated weight weight_estimated opposite kind class stage in_copies stack old new calls_old calls_new estimated
a side: source id there inlined verdict inliner phase sequence reason growth time_saved badness hints limit limit_of limit_param limit_value limit_actual compared limit_text count quality frequency flags calls calls_estimated calls_least calls_most inlined_share copies estimated
a function: name assembler file line inside part calls_old calls_estimated_old calls_least_old calls_most_old size_old bytes_hot_old bytes_cold_old hotness_old calls_new calls_estimated_new calls_least_new calls_most_new size_new bytes_hot_new bytes_cold_new hotness_new estimated
a kind: count weight unknown callers growth bytes_old bytes_new estimated
$ head -n 38 x.json
{
  "format": "pgolens-diff",
  "version": 1,
  "generator": "pgolens 0.1.0",
  "old": {
    "path": "$DATA/diff/old",
    "units": 2,
    "sites": 19,
    "profile": {"found": false, "units_used": 0, "units_found": 0, "units_instrumented": 0}
  },
  "new": {
    "path": "$DATA/diff/new",
    "units": 2,
    "sites": 19,
    "profile": {"found": true, "units_used": 2, "units_found": 2, "units_instrumented": 0, "runs": 1, "runs_least": 1, "sum_max": 69000, "hot_threshold": 6}
  },
  "weights_from": "new",
  "match": {
    "paired": 19,
    "exact": 19,
    "order": 0,
    "neighbour": 0,
    "ambiguous": 0,
    "ambiguous_old": 0,
    "ambiguous_new": 0,
    "only_old": 0,
    "only_new": 0,
    "parts_old": 2,
    "parts_new": 0,
    "guesses_old": 0,
    "guesses_new": 1,
    "duplicates_old": 0,
    "duplicates_new": 0,
    "only_old_classes": {"promoted call": 0, "split part": 0, "clone": 0, "merged function": 0, "dead code": 0, "early inlining": 0, "duplicate": 0, "unexplained": 0},
    "only_new_classes": {"promoted call": 0, "split part": 0, "clone": 0, "merged function": 0, "dead code": 0, "early inlining": 0, "duplicate": 0, "unexplained": 0}
  },
  "summary": {
    "newly inlined": {"count": 3, "weight": 69000, "unknown": 0, "callers": 2, "growth": 60, "bytes_old": null, "bytes_new": null, "estimated": []},
$ python3 - <<'END'
> import json
> for change in json.load(open("x.json"))["changes"]:
>     old, new = (change[side] and (change[side]["inliner"], change[side]["inlined"], change[side]["reason"], change[side]["calls"]) for side in ("old", "new"))
>     print(change["kind"], change["callee"], change["stack"], change["class"], change["stage"], "%.1f" % change["weight"])
>     print("   ", old, new, "estimated:", change["estimated"])
> END
appeared is_letter ['count.c:79:11>count'] promoted call guess 58000.0
    None ('ipa-inline', True, None, 0) estimated: []
newly inlined mix ['count.c:81:17>count'] None exact 45000.0
    ('ipa-inline', False, 'MAX_INLINE_INSNS_AUTO_LIMIT', 45000) ('ipa-inline', True, None, 0) estimated: []
moved end_word ['count.c:85:7>count'] None exact 13000.0
    ('einline', True, None, 0) ('ipa-inline', True, None, 0) estimated: []
newly inlined mix ['count.c:57:16>end_word'] None exact 12000.0
    ('ipa-inline', False, 'MAX_INLINE_INSNS_AUTO_LIMIT', 12000) ('ipa-inline', True, None, 0) estimated: []
newly inlined mix ['count.c:65:17>end_word'] None exact 12000.0
    ('ipa-inline', False, 'MAX_INLINE_INSNS_AUTO_LIMIT', 12000) ('ipa-inline', True, None, 0) estimated: []
vanished end_word.part.0 ['?>end_word', 'count.c:85:7>count'] split part part 11142.9
    ('ipa-inline', False, 'MAX_INLINE_INSNS_AUTO_LIMIT', 11142.857142857143) None estimated: ['weight', 'calls_old']
moved end_word ['count.c:88:3>count'] None exact 1000.0
    ('einline', True, None, 0) ('ipa-inline', True, None, 0) estimated: []
vanished end_word.part.0 ['?>end_word', 'count.c:88:3>count'] split part part 857.1
    ('ipa-inline', False, 'MAX_INLINE_INSNS_AUTO_LIMIT', 857.1428571428571) None estimated: ['weight', 'calls_old']
reason changed mix ['count.c:37:16>note_odd'] None exact 0.0
    ('ipa-inline', False, 'MAX_INLINE_INSNS_AUTO_LIMIT', 0) ('ipa-inline', False, 'UNLIKELY_CALL', 0) estimated: []
un-inlined begin_again ['count.c:91:5>count'] None exact 0.0
    ('ipa-inline', True, None, 0) ('ipa-inline', False, 'UNLIKELY_CALL', 0) estimated: []
un-inlined begin_again ['count.c:93:5>count'] None exact 0.0
    ('ipa-inline', True, None, 0) ('ipa-inline', False, 'UNLIKELY_CALL', 0) estimated: []
$ python3 - <<'END'
> import json
> for function in json.load(open("x.json"))["functions"]:
>     if function["inside"]:
>         print(function["name"], function["calls_old"], function["calls_new"], function["size_old"], function["size_new"], function["estimated"])
> END
mix 69000 0 28 28 []
is_letter 58000 0 8 8 []
end_word.part.0 12000 0 32 None ['calls_old']
count 1000 1000 83 215 []
complain 5 5 9 9 []
main 1 1 34 34 []
begin_again 0 0 17 17 []
$ pgolens diff --format=json "$DATA/diff/new" "$DATA/diff/old" >y.json; python3 - <<'END'
> import json
> x, y = json.load(open("x.json")), json.load(open("y.json"))
> TURNED = {"newly inlined": "un-inlined", "un-inlined": "newly inlined", "appeared": "vanished", "vanished": "appeared", "only in OLD": "only in NEW", "only in NEW": "only in OLD"}
> def mirror(value):
>     if isinstance(value, dict):
>         return {mirror(key): mirror(item) for key, item in value.items()}
>     if isinstance(value, list):
>         return [mirror(item) for item in value]
>     if isinstance(value, str):
>         value = TURNED.get(value, value)
>         for a, b in (("old", "new"), ("new", "old")):
>             if value == a or value.endswith("_" + a):
>                 return value[:-len(a)] + b
>             if value == "only_" + a + "_classes":
>                 return value.replace(a, b)
>     return value
> for key in x:
>     if key != "fairness":
>         print(key, mirror(x[key]) == y["old" if key == "new" else "new" if key == "old" else key])
> END
format True
version True
generator True
old True
new True
weights_from True
match True
summary True
changes True
events True
functions True
$ pgolens diff --format=json "$DATA/diff/old" "$DATA/diff/old" >z.json; echo $?; python3 - <<'END'
> import json
> diff = json.load(open("z.json"))
> print(diff["changes"], diff["match"]["paired"], diff["old"]["sites"], diff["summary"]["calls_old"], diff["weights_from"])
> END
0
[] 19 19 {'inside': None, 'outside': None, 'estimated': []} None
$ pgolens diff --format=json --limit=1 "$DATA/diff/old" "$DATA/diff/new" | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["changes"]))'
1
