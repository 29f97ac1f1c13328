# Filters of pgolens show; all given filters must hold.
$ pgolens show --function main --rejected "$DATA/show"
unit       location        caller  -> callee      outcome   copy  inliner     reason                  count  quality          frequency
src/lex.c  src/lex.c:25:3  lex     -> fail        rejected  copy  ipa-inline  FUNCTION_NOT_INLINABLE      0  guessed_global0
src/lex.c  src/lex.c:46:5  main    -> (indirect)  rejected        ipa-inline  INDIRECT_UNKNOWN_CALL       3  precise                  1
src/lex.c  src/lex.c:47:2  main    -> puts        rejected        ipa-inline  BODY_NOT_AVAILABLE          3  precise                  1

3 calls: 0 inlined, 3 rejected, 0 without a decision; 1 of them a copy
$ pgolens show --function lex --no-copies "$DATA/show"
unit       location         caller  -> callee     outcome   inliner     phase  reason                      count  quality          frequency  growth  badness
src/lex.c  src/lex.c:23:14  lex     -> next_char  inlined   ipa-inline  small                          2,000,000  precise              666.7      -2  -0.0125
src/lex.c  src/lex.c:25:3   lex     -> fail       rejected  ipa-inline         FUNCTION_NOT_INLINABLE          0  guessed_global0          0

2 calls: 1 inlined, 1 rejected, 0 without a decision
$ pgolens show --callee '_ZNK4Pair*' --hot "$DATA/show"
unit        location         caller                -> callee                                   outcome  inliner  phase          quality        frequency
src/box.cc  src/box.cc:6:21  int area(const Box&)  -> T Pair<T>::first() const [with T = int]  inlined  einline  always_inline  guessed_local          1

1 call: 1 inlined, 0 rejected, 0 without a decision
$ pgolens show --callee '(indirect)' --callee puts "$DATA/show"
unit       location        caller  -> callee      outcome   inliner     reason                 count  quality  frequency
src/lex.c  src/lex.c:46:5  main    -> (indirect)  rejected  ipa-inline  INDIRECT_UNKNOWN_CALL      3  precise          1
src/lex.c  src/lex.c:47:2  main    -> puts        rejected  ipa-inline  BODY_NOT_AVAILABLE         3  precise          1

2 calls: 0 inlined, 2 rejected, 0 without a decision
$ pgolens show --file box.cc --inliner always_inline "$DATA/show"
unit        location         caller                -> callee                                   outcome  inliner  phase          quality        frequency
src/box.cc  src/box.cc:6:21  int area(const Box&)  -> T Pair<T>::first() const [with T = int]  inlined  einline  always_inline  guessed_local          1

1 call: 1 inlined, 0 rejected, 0 without a decision
$ pgolens show --hot --inliner ipa-inline --sort sequence --file 'src/*.c' "$DATA/show"
unit       location         caller  -> callee     outcome   copy  inliner     phase        reason                  count  quality  frequency  growth  badness
src/lex.c  src/lex.c:23:14  lex     -> next_char  inlined         ipa-inline  small                            2,000,000  precise      666.7      -2  -0.0125
src/lex.c  src/lex.c:23:14  lex     -> next_char  inlined   copy  ipa-inline  small                            2,000,000  precise                 -2  -0.0125
src/lex.c  src/lex.c:33:10  walk    -> walk       inlined         ipa-inline  small                                9,000  precise       0.75      18     -1.5
src/lex.c  src/lex.c:44:9   main    -> lex        inlined         ipa-inline  called-once                          3,000  precise      1,000      -8
src/lex.c  src/lex.c:33:10  walk    -> walk       rejected  copy  ipa-inline               RECURSIVE_INLINING      4,500  precise

5 calls: 4 inlined, 1 rejected, 0 without a decision; 2 of them copies
$ pgolens show --reason unknown "$DATA/show"
0 calls: 0 inlined, 0 rejected, 0 without a decision
$ pgolens show --reason unlikely_cal "$DATA/show"
pgolens: no call has the reason 'unlikely_cal'; did you mean 'UNLIKELY_CALL'?
0 calls: 0 inlined, 0 rejected, 0 without a decision
$ pgolens show --reason unlikely_call "$DATA/show"
unit        location         caller                -> callee                                   outcome   inliner     reason         quality        frequency
src/box.cc  src/box.cc:6:33  int area(const Box&)  -> T Pair<T>::first() const [with T = int]  rejected  ipa-inline  UNLIKELY_CALL  guessed_local       0.25

1 call: 0 inlined, 1 rejected, 0 without a decision
$ pgolens show --functions --function 'walk*' "$DATA/show"
unit       location         function        clone              hotness   count  quality   profile     size  after  time  after  out of line
src/lex.c  src/lex.c:30:13  walk                               normal   12,000  precise   mismatched    20     38    18     30  kept
src/lex.c  src/lex.c:30:13  walk.constprop  constprop of walk  normal       10  adjusted  read          18     18    16     16  kept

2 functions
