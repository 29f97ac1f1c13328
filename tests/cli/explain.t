# pgolens explain: its output for two small builds, and wrong use.
# The end of the test: how much fits the screen, and how much the user selects.
$ cp -r "$DATA/diff/old" "$DATA/diff/new" . && pgolens explain old new
OLD=old NEW=new  # 19 call sites paired

The speedup: not measured, this is the records' estimate
    calls inside the program in training: OLD ~140,006, NEW ~1,006 (-99.3 %) [estimated]
    what each cause is worth: pgolens attribute --format=json ... >FILE, then --attribution FILE

The functions whose calls changed most, OLD -> NEW
function called  calls in training    saved        size      frame
mix                    69,000 -> 0   69,000    28 -> 28     0 -> 0
is_letter              58,000 -> 0   58,000      8 -> 8     0 -> 0
end_word.part.0       ~12,000 -> 0  ~12,000  32 -> none  0 -> none
calls, bytes (hot+cold) [recorded], with ~ [estimated]; size, frame: the compiler's own [estimated]

The decisions behind them
  mix: newly inlined in count, count.c:81:17, 45,000 times in training (1 of 3 calls) [recorded]
    without the profile it stays a call: MAX_INLINE_INSNS_AUTO_LIMIT, the callee is too large for a
      function that is not declared inline; with the profile it is inlined by ipa-inline (small),
      growth 21 < 30 = max-inline-insns-auto 15 * 200 %, as the hint known_hot stretches it
      [recorded]
  is_letter: appeared in count, count.c:79:11, 58,000 times in training [recorded]
    in NEW it is inlined by ipa-inline (small), growth 2 < 30 = max-inline-insns-auto 15 * 200 %, as
      the hint known_hot stretches it [recorded]
  end_word.part.0: vanished in count, (no line), ~11,143 times in training (1 of 2 calls)
    [estimated]
    in OLD it stays a call: MAX_INLINE_INSNS_AUTO_LIMIT, the callee is too large for a function that
      is not declared inline [recorded]

What was un-inlined, and what that saved
    2 calls in 1 function, executed 0 times in training [recorded]
    inlined in OLD they had added 16 to their callers' size [estimated]

What still costs: hot calls that stay calls in NEW, by reason
    BODY_NOT_AVAILABLE (the body is in another unit): 1 call, executed 1,000 times (0.7 % of all
      calls' executions): count in main, main.c:17:5, 1,000 times [recorded]
      to let them in: -flto, or the body in a header

The profile's health
    NEW: found for 2 of 2 units; 6 functions have counts, 2 never ran, 0 do not fit [recorded]
      $ pgolens stat $NEW
    training may not be representative; check with --measured [recorded]
    hot call of count in repeat, 1,000 times in training, cannot be inlined: the body is in count.c
      (size 54); -flto, or its body in a header, would let it [recorded]
      $ pgolens why $OLD $NEW main.c:17:5

Where these numbers stand
    $ pgolens diff $OLD $NEW                        # sums; --callee NAME: calls of it
    $ pgolens why $OLD $NEW FILE:LINE               # any call above, in both builds
    $ pgolens show --functions --function NAME $NEW # or $OLD: size, frame, counts
    $ pgolens stat $NEW                             # calls by reason, their executions

$ pgolens explain --format=json old new >explained && "$TOP/tests/bin/schema/validate-explanation" explained && jq -c '.n_functions, .functions[0].calls' explained
3
{"old":69000,"new":0}

$ pgolens explain old; pgolens explain old missing; pgolens explain --attribution nothing old new
pgolens: explain: needs two builds, OLD and NEW; got one (try 'pgolens explain --help')
pgolens: cannot read 'missing': No such file or directory
pgolens: cannot read 'nothing': No such file or directory
? 2
$ echo '{"format":"other"}' >a.json; pgolens explain --attribution a.json old new
pgolens: a.json: not an attribution: the format is 'other'
? 2
$ echo '{' >a.json; pgolens explain --attribution a.json old new
pgolens: a.json:2: not an attribution: invalid JSON: unexpected end of data
? 2
$ pgolens explain --measured nothing nowhere old new
pgolens: cannot read 'nothing': No such file or directory
? 2
$ NO_COLOR=1 pgolens explain --color=always old new | grep -c "$(printf '\033')" >/dev/null && echo coloured
coloured
$ pgolens explain -o - old new | head -1
OLD=old NEW=new  # 19 call sites paired
$ cat >a.json <<'END'
> {"format": "pgolens-attribution", "version": 1, "metrics": [{"metric": "instructions", "old": 1000000, "new": 900000, "whole": 100000,
> "percent": 10, "verdict": "pgo-gains", "causes": [
> {"cause": "newly-inlined", "share": 120000, "percent_of_old": 12, "changes_program": true, "resolved": true},
> {"cause": "un-inlined", "share": 0, "percent_of_old": 0, "changes_program": false, "resolved": true},
> {"cause": "counts", "share": -20000, "percent_of_old": -2, "changes_program": true, "resolved": false}]}],
> "sites": {"metric": "instructions", "part": 120000, "together": 118000, "named": [
> {"kind": "newly inlined", "location": "count.c:81:17", "call": "count > mix", "worth": 90000}]}}
> END
> pgolens explain --attribution a.json old new | sed -n '3,8p;/caused/p' | uniq
> pgolens explain --attribution a.json --format=json old new >explained && "$TOP/tests/bin/schema/validate-explanation" explained
> jq -c '.speedup.caused.causes[0], [.functions[].changes[] | select(.worth) | .worth]' explained
The speedup and its causes
    instructions: OLD 1,000,000, NEW 900,000: NEW is better by 100,000 (+10.00 %) [measured]
    its causes, by Shapley value: newly-inlined +120,000 (+12.00 %), counts -20,000 (-2.00 %, not
      resolved) [caused]
    (from a.json)
    calls inside the program in training: OLD ~140,006, NEW ~1,006 (-99.3 %) [estimated]
    NEW's decision on this call, by itself, saves 90,000 instructions [caused]
{"cause":"newly-inlined","share":120000,"percent_of_old":12,"changes_program":true,"resolved":true}
[90000]
$ echo '{"format": "pgolens-attribution", "version": 1, "metrics": [{"metric": 3}]}' >a.json; pgolens explain --attribution a.json old new
pgolens: a.json: not an attribution: wrong type of 'metric'
? 2

$ cp -r "$DATA/diff/old" "$DATA/diff/new" . && for rows in 45 42 20; do
> 	script -qec "stty rows $rows cols 100; pgolens explain old new" /dev/null </dev/null | tr -d '\r' >screen
> 	echo $rows: $(($(wc -l <screen) < rows)), $(grep -c 'newly inlined\|appeared in\|vanished in' screen) decisions
> done; pgolens explain -n 3 old new | grep -c 'newly inlined\|appeared in\|vanished in'
45: 1, 1 decisions
42: 1, 1 decisions
20: 0, 1 decisions
6

$ "$TOP/tests/slow/explain/numbers" old new
52 of 52 numbers found by the commands
