# pgolens show as a table.
$ pgolens show "$DATA/show/lex.pgolens.jsonl"
location         caller  -> callee      outcome   copy  inliner     phase        reason                      count  quality          frequency  growth  badness
src/lex.c:23:14  lex     -> next_char   inlined         ipa-inline  small                                2,000,000  precise              666.7      -2  -0.0125
src/lex.c:23:14  lex     -> next_char   inlined   copy  ipa-inline  small                                2,000,000  precise                         -2  -0.0125
src/lex.c:25:3   lex     -> fail        rejected        ipa-inline               FUNCTION_NOT_INLINABLE          0  guessed_global0          0
src/lex.c:25:3   lex     -> fail        rejected  copy  ipa-inline               FUNCTION_NOT_INLINABLE          0  guessed_global0
src/lex.c:33:10  walk    -> walk        inlined         ipa-inline  small                                    9,000  precise               0.75      18     -1.5
src/lex.c:33:10  walk    -> walk        rejected  copy  ipa-inline               RECURSIVE_INLINING          4,500  precise
src/lex.c:44:9   main    -> lex         inlined         ipa-inline  called-once                              3,000  precise              1,000      -8
src/lex.c:46:5   main    -> (indirect)  rejected        ipa-inline               INDIRECT_UNKNOWN_CALL           3  precise                  1
src/lex.c:47:2   main    -> puts        rejected        ipa-inline               BODY_NOT_AVAILABLE              3  precise                  1
                 main    -> walk                                                                                10  precise              3.333

10 calls: 4 inlined, 5 rejected, 1 without a decision; 3 of them copies
$ pgolens show "$DATA/show"
unit        location         caller                -> callee                                   outcome   copy  inliner     phase          reason                      count  quality          frequency  growth  badness
src/box.cc  src/box.cc:6:21  int area(const Box&)  -> T Pair<T>::first() const [with T = int]  inlined         einline     always_inline                                     guessed_local            1
src/box.cc  src/box.cc:6:33  int area(const Box&)  -> T Pair<T>::first() const [with T = int]  rejected        ipa-inline                 UNLIKELY_CALL                      guessed_local         0.25
src/lex.c   src/lex.c:23:14  lex                   -> next_char                                inlined         ipa-inline  small                                  2,000,000  precise              666.7      -2  -0.0125
src/lex.c   src/lex.c:23:14  lex                   -> next_char                                inlined   copy  ipa-inline  small                                  2,000,000  precise                         -2  -0.0125
src/lex.c   src/lex.c:25:3   lex                   -> fail                                     rejected        ipa-inline                 FUNCTION_NOT_INLINABLE          0  guessed_global0          0
src/lex.c   src/lex.c:25:3   lex                   -> fail                                     rejected  copy  ipa-inline                 FUNCTION_NOT_INLINABLE          0  guessed_global0
src/lex.c   src/lex.c:33:10  walk                  -> walk                                     inlined         ipa-inline  small                                      9,000  precise               0.75      18     -1.5
src/lex.c   src/lex.c:33:10  walk                  -> walk                                     rejected  copy  ipa-inline                 RECURSIVE_INLINING          4,500  precise
src/lex.c   src/lex.c:44:9   main                  -> lex                                      inlined         ipa-inline  called-once                                3,000  precise              1,000      -8
src/lex.c   src/lex.c:46:5   main                  -> (indirect)                               rejected        ipa-inline                 INDIRECT_UNKNOWN_CALL           3  precise                  1
src/lex.c   src/lex.c:47:2   main                  -> puts                                     rejected        ipa-inline                 BODY_NOT_AVAILABLE              3  precise                  1
src/lex.c                    main                  -> walk                                                                                                               10  precise              3.333

12 calls: 5 inlined, 6 rejected, 1 without a decision; 3 of them copies
$ pgolens show --functions "$DATA/show"
unit        location         function                                 clone              hotness            count  quality          profile     size  after   time  after  frame  out of line
src/box.cc  src/box.cc:5:5   int area(const Box&)                                        normal                    guessed_local                   9      7      8      5         kept
src/box.cc  src/größe.h:7:4  T Pair<T>::first() const [with T = int]                     normal                    guessed_local                   3             2                removed
src/lex.c   src/lex.c:8:13   fail                                                        unlikely               0  guessed_global0  never_run     12     12     20     20         kept
src/lex.c   src/lex.c:20:12  lex                                                         normal             3,000  precise          read          60         55.25            32  inlined
src/lex.c   src/lex.c:30:13  walk                                                        normal            12,000  precise          mismatched    20     38     18     30         kept
src/lex.c   src/lex.c:30:13  walk.constprop                           constprop of walk  normal                10  adjusted         read          18     18     16     16         kept
src/lex.c   src/lex.c:40:5   main                                                        executed_once          3  precise          read          40     90     30   28.5     64  kept
src/lex.c   src/lex.h:3:19   next_char                                                   hot            2,000,000  precise          read           6             5                removed
src/lex.c                    puts                                                                                                                                                 absent

9 functions
$ pgolens show -n 2 --sort=count "$DATA/show"
unit       location         caller  -> callee     outcome  copy  inliner     phase      count  quality  frequency  growth  badness
src/lex.c  src/lex.c:23:14  lex     -> next_char  inlined        ipa-inline  small  2,000,000  precise      666.7      -2  -0.0125
src/lex.c  src/lex.c:23:14  lex     -> next_char  inlined  copy  ipa-inline  small  2,000,000  precise                 -2  -0.0125

2 calls: 2 inlined, 0 rejected, 0 without a decision; 1 of them a copy (the first of 12)
$ pgolens show --functions -n1 --sort count "$DATA/show"
unit       location        function   hotness      count  quality  profile  size  time  out of line
src/lex.c  src/lex.h:3:19  next_char  hot      2,000,000  precise  read        6     5  removed

1 function (the first of 9)
$ pgolens show --color=always -n1 "$DATA/show/more" | tr '\033' ^
^[1mlocation^[0m         ^[1mcaller^[0m                ^[1m-> callee^[0m                                   ^[1moutcome^[0m  ^[1minliner^[0m  ^[1mphase^[0m          ^[1mquality^[0m        ^[1mfrequency^[0m
src/box.cc:6:21  int area(const Box&)  -> T Pair<T>::first() const [with T = int]  ^[32minlined^[0m  einline  always_inline  guessed_local          1

1 call: 1 inlined, 0 rejected, 0 without a decision (the first of 2)
$ cat "$DATA/show/lex.pgolens.jsonl" "$DATA/show/more/box.pgolens.jsonl" | pgolens show - | tail -1
12 calls: 5 inlined, 6 rejected, 1 without a decision; 3 of them copies
