# Events: show --events with its filters and orders, stat, diff; the objects' bytes.
$ pgolens show --events "$DATA/events/new"
location        event          function            -> target                count    share  call     how
events.c:15:39  constprop      sum                 -> sum.constprop       100,000                    unused removed, k=3, *p+0=1, *p+8=2
events.c:15:39  isra           sum.constprop       -> sum.constprop.isra  100,000                    *p+8 as long int
events.c:15:39  section        sum.constprop.isra                         100,000                    .text.hot
events.c:25:12  section        usual                                       99,991                    .text.hot
events.c:40:36  section        divide                                     100,000                    .text.hot
events.c:42:11  value profile  divide                                     100,000   99.0 %           division by 8
events.c:45:32  section        copy                                       100,000                    .text.hot
events.c:47:2   value profile  copy                -> memcpy              100,000   99.0 %           string operation of 8
events.c:51:6   section        triple                                     200,000                    .text.hot
events.c:57:6   merged         threefold           -> triple              100,000                    wrapper
events.c:57:6   section        threefold                                  100,000                    .text.hot
events.c:64:31  section        check                                      100,000                    .text.hot
events.c:64:31  partition      check                                      100,000                    .text.unlikely
events.c:75:42  startup        begin                                            1
events.c:75:42  section        begin                                            1                    .text.startup
events.c:80:41  exit           end                                              1
events.c:80:41  section        end                                              1                    .text.exit
events.c:85:5   startup        main                                             1
events.c:85:5   section        main                                             1                    .text.startup
events.c:93:8   promoted       main                -> usual               100,000  100.0 %  inlined

20 events
$ pgolens show --events --event=promoted --event value_profile --sort=count "$DATA/events/new"
location        event          function  -> target    count    share  call     how
events.c:42:11  value profile  divide               100,000   99.0 %           division by 8
events.c:47:2   value profile  copy      -> memcpy  100,000   99.0 %           string operation of 8
events.c:93:8   promoted       main      -> usual   100,000  100.0 %  inlined

3 events
$ pgolens show --events --function 'check' "$DATA/events/new"
location        event      function    count  how
events.c:64:31  section    check     100,000  .text.hot
events.c:64:31  partition  check     100,000  .text.unlikely

2 events
$ pgolens show --events --callee 'memcpy' "$DATA/events/new"
location       event          function  -> target    count   share  how
events.c:47:2  value profile  copy      -> memcpy  100,000  99.0 %  string operation of 8

1 event
$ pgolens show --events --inlined "$DATA/events/new"
location       event     function  -> target    count    share  call
events.c:93:8  promoted  main      -> usual   100,000  100.0 %  inlined

1 event
$ pgolens show --events --hot --file events.c -n 2 "$DATA/events/new"
location        event      function       -> target                count  how
events.c:15:39  constprop  sum            -> sum.constprop       100,000  unused removed, k=3, *p+0=1, *p+8=2
events.c:15:39  isra       sum.constprop  -> sum.constprop.isra  100,000  *p+8 as long int

2 events (the first of 14)
$ pgolens show --events --function nobody "$DATA/events/new"
0 events
$ pgolens show --events "$DATA/show"
unit       location         event  function        count
src/lex.c  src/lex.c:30:13  clone  walk.constprop     10

1 event
$ pgolens show --events --event=constprop --format=json "$DATA/events/new" | tail -n 4
  "events": [
    {"unit": 0, "source": "events.c", "id": 4, "what": "constprop", "function": "sum", "function_assembler": "sum", "function_order": 1, "target": "sum.constprop", "target_assembler": "sum.constprop.0", "target_order": null, "site": null, "outcome": null, "location": "events.c:15:39", "count": 100000, "quality": "precise", "share": null, "bytes_hot": null, "bytes_cold": null, "how": null, "pass": null, "value": null, "reason": null, "section": null, "arguments": [{"index": 1, "name": "unused", "became": "removed", "offset": null, "by_reference": false, "value": null}, {"index": 2, "name": "k", "became": "constant", "offset": null, "by_reference": false, "value": "3"}, {"index": 0, "name": "p", "became": "constant", "offset": 0, "by_reference": true, "value": "1"}, {"index": 0, "name": "p", "became": "constant", "offset": 8, "by_reference": true, "value": "2"}]}
  ]
}
$ pgolens stat "$DATA/events/new" | grep events
build      $DATA/events/new: 1 unit
events     20: 1 constprop, 1 isra, 1 merged, 1 promoted, 2 value profile, 2 startup, 1 exit, 1 partition, 10 section
$ pgolens stat --format=json "$DATA/events/new" | sed -n '/event/,/}/p'
  "build": "$DATA/events/new",
  "units": 1,
  "functions": {
    "all": 14,
    "bodies": 12,
    "clones": 2,
    "absent": 2,
    "kept": 11,
    "inlined": 0,
    "removed": 1
  },
  "events": 20,
  "event_kinds": {
    "constprop": 1,
    "isra": 1,
    "merged": 1,
    "promoted": 1,
    "value_profile": 2,
    "startup": 2,
    "exit": 1,
    "partition": 1,
    "section": 10
  },
$ pgolens diff "$DATA/events/old" "$DATA/events/new"
OLD  $DATA/events/old: 1 unit, 9 call sites, no profile
NEW  $DATA/events/new: 1 unit, 9 call sites, profile of 1 run, highest count 1,000,000
Paired 9 call sites: 8 exact, 1 by order, 0 by neighbours; 0 ambiguous
  only in OLD: 0
  only in NEW: 0
  not counted: guesses at indirect calls' targets, 0 in OLD, 1 in NEW
  not counted: calls duplicated by the compiler, 0 in OLD, 1 in NEW

calls executed in training      OLD      NEW  difference
inside the program          500,003  400,013     -99,990  -20.0 %
out of it                   100,000  100,000           0
all                         600,003  500,013     -99,990  -16.7 %

change          sites  executions in training  callers
newly inlined       0                       0           inlined in NEW, a call in OLD
un-inlined          0                       0           inlined in OLD, a call in NEW
moved               0                       0           inlined in both, by another inliner
reason changed      0                       0           a call in both, for another reason
appeared            1                  99,990        1  only NEW has such a call
vanished            0                       0           only OLD has such a call
all changes         1                  99,990

function called  calls OLD  calls NEW  difference  size OLD  size NEW
usual               99,991          1     -99,990         5         5

executions  change    calls OLD  calls NEW  caller  -> callee  location
    99,990  appeared          0          0  main    -> usual   events.c:93:8
            OLD: an indirect call  NEW: inlined by ipa-inline (small)

event          OLD  NEW  same  changed  only in OLD  only in NEW
constprop        1    1     1        0            0            0
isra             1    1     1        0            0            0
merged           1    1     1        0            0            0
promoted         0    1     0        0            0            1
value profile    0    2     0        0            0            2
startup          2    2     2        0            0            0
exit             1    1     1        0            0            0
partition        0    1     0        0            0            1
section          3   10     3        0            0            7

executions  event                       function            -> target  location
   200,000  section        only in NEW  triple                         events.c:51:6
            OLD: no  NEW: .text.hot
   100,000  promoted       only in NEW  main                -> usual   events.c:93:8
            OLD: no  NEW: 100.0 % inlined
   100,000  value profile  only in NEW  copy                -> memcpy  events.c:47:2
            OLD: no  NEW: 99.0 % string operation of 8
   100,000  value profile  only in NEW  divide                         events.c:42:11
            OLD: no  NEW: 99.0 % division by 8
   100,000  partition      only in NEW  check                          events.c:64:31
            OLD: no  NEW: .text.unlikely
   100,000  section        only in NEW  check                          events.c:64:31
            OLD: no  NEW: .text.hot
   100,000  section        only in NEW  copy                           events.c:45:32
            OLD: no  NEW: .text.hot
   100,000  section        only in NEW  divide                         events.c:40:36
            OLD: no  NEW: .text.hot
   100,000  section        only in NEW  sum.constprop.isra             events.c:15:39
            OLD: no  NEW: .text.hot
   100,000  section        only in NEW  threefold                      events.c:57:6
            OLD: no  NEW: .text.hot
    99,991  section        only in NEW  usual                          events.c:25:12
            OLD: no  NEW: .text.hot

note: implied flags: -fprofile-use also switched these flags: fbranch-probabilities
      fdevirtualize-speculatively fgcse-after-reload fipa-cp-clone floop-interchange
      floop-unroll-and-jam fpeel-loops fpredictive-commoning fprofile-reorder-functions fsplit-loops
      ftracer ftree-loop-distribution funroll-completely-grow-size funroll-loops funswitch-loops
      fvect-cost-model fversion-loops-for-strides fvpt (events.c)
? 1
$ pgolens diff --event=section --function usual --format=json "$DATA/events/old" "$DATA/events/new" | sed -n '/"events": \[/,/\]/p'
  "events": [
    {"change": "only in NEW", "what": "section", "function": "usual", "target": null, "location": "events.c:25:12", "weight": 99991, "old": null, "new": {"unit": 0, "source": "events.c", "id": 11, "what": "section", "function": "usual", "function_assembler": "usual", "function_order": 2, "target": null, "target_assembler": null, "target_order": null, "site": null, "outcome": null, "location": "events.c:25:12", "count": 99991, "quality": "precise", "share": null, "bytes_hot": null, "bytes_cold": null, "how": null, "pass": null, "value": null, "reason": null, "section": ".text.hot", "arguments": []}}
$ pgolens diff --event=split -n 3 "$DATA/events/old" "$DATA/events/new" | grep -c '^event'
0
? 1
$ pgolens diff "$DATA/events/new" "$DATA/events/new" | tail -n 1
No changes.
$ mkdir other; sed -e '/constprop/s/"value":"3"/"value":"4"/' -e '/"section","function":8/s/hot/unlikely/' -e '/promoted/s/"target":1/"target":2/' "$DATA/events/new/events.pgolens.jsonl" >other/events.pgolens.jsonl
$ pgolens diff "$DATA/events/new" other | sed -n '/^event/,$p'
event          OLD  NEW  same  changed  only in OLD  only in NEW
constprop        1    1     0        1            0            0
isra             1    1     1        0            0            0
merged           1    1     1        0            0            0
promoted         1    1     0        1            0            0
value profile    2    2     2        0            0            0
startup          2    2     2        0            0            0
exit             1    1     1        0            0            0
partition        1    1     1        0            0            0
section         10   10     9        1            0            0

executions  event               function  -> target         location
   100,000  constprop  changed  sum       -> sum.constprop  events.c:15:39
            OLD: unused removed, k=3, *p+0=1, *p+8=2  NEW: unused removed, k=4, *p+0=1, *p+8=2
   100,000  promoted   changed  main      -> other          events.c:93:8
            OLD: usual 100.0 % inlined  NEW: other 100.0 % inlined
   100,000  section    changed  check                       events.c:64:31
            OLD: .text.hot  NEW: .text.unlikely

note: two profiles: both builds use a profile
$ mkdir renamed; sed 's/constprop\.0/constprop.7/g' "$DATA/events/new/events.pgolens.jsonl" >renamed/events.pgolens.jsonl
$ pgolens diff --event=isra --event=constprop --event=section "$DATA/events/new" renamed | grep "No changes"
No changes.
$ cp "$DATA/events/src/events.c" .; $GCC -O2 -fplugin="$PLUGIN" -c events.c
$ size() { readelf -sW events.o | awk -v name="$1" '$4 == "FUNC" && $8 == name { print $3 }'; }
> pgolens show --functions --format=json events.pgolens.jsonl >x.json
> python3 -c 'import json; [print(f["name"], f["bytes_hot"], f["bytes_cold"]) for f in json.load(open("x.json"))["functions"] if f["name"] in ("triple", "main", "memcpy")]' | sort >ours
> { echo "main $(size main) 0"; echo "memcpy None None"; echo "triple $(size triple) 0"; } | diff ours - && echo same
same
$ pgolens diff --format=json events.pgolens.jsonl events.pgolens.jsonl | python3 -c 'import json, sys; print(len({(f["bytes_hot_old"], f["bytes_hot_new"]) for f in json.load(sys.stdin)["functions"] if f["bytes_hot_old"]}) > 3)'
True
$ cp events.pgolens.jsonl cut.pgolens.jsonl; for n in 3 20 64 300 1000; do head -c $n events.o >cut.o; pgolens show --functions cut.pgolens.jsonl | tail -n 1; done
14 functions
14 functions
14 functions
14 functions
14 functions
