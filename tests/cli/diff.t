# pgolens diff as text, on two builds of the program in tests/data/diff/src. Its input has 45 letters
# in 12 words among 58 characters, a thousand times over: mix is called 69,000 times, is_letter 58,000.
$ pgolens diff "$DATA/diff/old" "$DATA/diff/new"
OLD  $DATA/diff/old: 2 units, 19 call sites, no profile
NEW  $DATA/diff/new: 2 units, 19 call sites, profile of 1 run, highest count 69,000
Paired 19 call sites: 19 exact, 0 by order, 0 by neighbours; 0 ambiguous
  only in OLD: 0
  only in NEW: 0
  not counted: calls of split parts, 2 in OLD, 0 in NEW
  not counted: guesses at indirect calls' targets, 0 in OLD, 1 in NEW

calls executed in training       OLD    NEW  difference
inside the program          ~140,006  1,006   ~-139,000  -99.3 %
out of it                          0      0           0
all                         ~140,006  1,006   ~-139,000  -99.3 %

change          sites  executions in training  callers  size inlined
newly inlined       3                  69,000        2            60  inlined in NEW, a call in OLD
un-inlined          2                       0        1            16  inlined in OLD, a call in NEW
moved               2                  14,000        1                inlined in both, by another inliner
reason changed      1                       0        1                a call in both, for another reason
appeared            1                  58,000        1                only NEW has such a call
vanished            2                 ~12,000        1                only OLD has such a call
all changes        11                ~153,000

function called  calls OLD  calls NEW  difference  size OLD  size NEW
mix                 69,000          0     -69,000        28        28
is_letter           58,000          0     -58,000         8         8
end_word.part.0    ~12,000          0    ~-12,000        32

executions  change          calls OLD  calls NEW  caller    -> callee           location
    58,000  appeared                0          0  count     -> is_letter        count.c:79:11
            OLD: an indirect call  NEW: inlined by ipa-inline (small)
    45,000  newly inlined      45,000          0  count     -> mix              count.c:81:17
            OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT  NEW: inlined by ipa-inline (small)
    13,000  moved                   0          0  count     -> end_word         count.c:85:7
            OLD: inlined by einline (small)  NEW: inlined by ipa-inline (small)
    12,000  newly inlined      12,000          0  end_word  -> mix              count.c:57:16
            OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT  NEW: inlined by ipa-inline (small)
    12,000  newly inlined      12,000          0  end_word  -> mix              count.c:65:17
            OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT  NEW: inlined by ipa-inline (small)
   ~11,143  vanished          ~11,143          0  count     -> end_word.part.0  (no line)
            OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT  NEW: absent: GCC split this function differently
     1,000  moved                   0          0  count     -> end_word         count.c:88:3
            OLD: inlined by einline (small)  NEW: inlined by ipa-inline (small)
      ~857  vanished             ~857          0  count     -> end_word.part.0  (no line)
            OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT  NEW: absent: GCC split this function differently
         0  reason changed          0          0  note_odd  -> mix              count.c:37:16
            OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT  NEW: call, UNLIKELY_CALL
         0  un-inlined              0          0  count     -> begin_again      count.c:91:5
            OLD: inlined by ipa-inline (small)  NEW: call, UNLIKELY_CALL
         0  un-inlined              0          0  count     -> begin_again      count.c:93:5
            OLD: inlined by ipa-inline (small)  NEW: call, UNLIKELY_CALL
~ is estimated from the counts around it, not recorded

note: implied flags: -fprofile-use also switched these flags: fbranch-probabilities
      fdevirtualize-speculatively fgcse-after-reload fipa-cp-clone floop-interchange
      floop-unroll-and-jam fpeel-loops fpredictive-commoning fprofile-reorder-functions fsplit-loops
      ftracer ftree-loop-distribution funroll-completely-grow-size funroll-loops funswitch-loops
      fvect-cost-model fversion-loops-for-strides fvpt (count.c and 1 more)
? 1
$ pgolens diff "$DATA/diff/old" "$DATA/diff/new" >all; pgolens diff -n 2 "$DATA/diff/old" "$DATA/diff/new" | diff all - | tail -n 5
<             OLD: inlined by ipa-inline (small)  NEW: call, UNLIKELY_CALL
<          0  un-inlined              0          0  count     -> begin_again      count.c:93:5
<             OLD: inlined by ipa-inline (small)  NEW: call, UNLIKELY_CALL
---
> ... and 9 more (--all)
$ pgolens diff --limit=1 --all "$DATA/diff/old" "$DATA/diff/new" | cmp - all
$ pgolens diff "$DATA/diff/old/main.pgolens.jsonl" "$DATA/diff/new/main.pgolens.jsonl"
OLD  $DATA/diff/old/main.pgolens.jsonl: 1 unit, 6 call sites, no profile
NEW  $DATA/diff/new/main.pgolens.jsonl: 1 unit, 6 call sites, profile of 1 run, highest count 69,000
Paired 6 call sites: 6 exact, 0 by order, 0 by neighbours; 0 ambiguous
  only in OLD: 0
  only in NEW: 0

No changes.

note: implied flags: -fprofile-use also switched these flags: fbranch-probabilities
      fdevirtualize-speculatively fgcse-after-reload fipa-cp-clone floop-interchange
      floop-unroll-and-jam fpeel-loops fpredictive-commoning fprofile-reorder-functions fsplit-loops
      ftracer ftree-loop-distribution funroll-completely-grow-size funroll-loops funswitch-loops
      fvect-cost-model fversion-loops-for-strides fvpt (main.c)
$ pgolens diff "$DATA/diff/new" "$DATA/diff/new"
OLD  $DATA/diff/new: 2 units, 19 call sites, profile of 1 run, highest count 69,000
NEW  $DATA/diff/new: 2 units, 19 call sites, profile of 1 run, highest count 69,000
Paired 19 call sites: 19 exact, 0 by order, 0 by neighbours; 0 ambiguous
  only in OLD: 0
  only in NEW: 0
  not counted: guesses at indirect calls' targets, 1 in OLD, 1 in NEW

NOT FAIR: same: OLD and NEW are the same records

No changes.
$ cp -r "$DATA/diff/new" copy; pgolens diff "$DATA/diff/new" copy | tail -n 4

No changes.

note: two profiles: both builds use a profile
$ cat "$DATA"/diff/old/*.jsonl | pgolens diff - "$DATA/diff/new" | tail -n +2 >piped; tail -n +2 all | diff - piped
$ pgolens diff "$DATA/diff/old" nowhere
pgolens: cannot read 'nowhere': No such file or directory
? 2
$ pgolens diff "$DATA/diff/old"
pgolens: diff: needs two builds, OLD and NEW; got one (try 'pgolens diff --help')
? 2
$ pgolens diff "$DATA/diff/old" "$DATA/diff/new" "$DATA/diff/new"
pgolens: diff: needs two builds, OLD and NEW; got three (try 'pgolens diff --help')
? 2
$ pgolens diff --reason FOO --inliner nobody "$DATA/diff/old" "$DATA/diff/new"
pgolens: diff: unknown inliner 'nobody'; it is one of: einline, ipa-inline, always_inline (try 'pgolens diff --help')
? 2
$ pgolens diff --sort=weight "$DATA/diff/old" "$DATA/diff/new"
pgolens: diff: option '--sort' cannot be 'weight'; it is one of: executions, delta, location, caller, callee, kind (try 'pgolens diff --help')
? 2
$ head -c 2000 "$DATA/diff/new/count.pgolens.jsonl" >cut.pgolens.jsonl; pgolens diff "$DATA/diff/old" cut.pgolens.jsonl
pgolens: cut.pgolens.jsonl:11: the line is cut off
? 2
