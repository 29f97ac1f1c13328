# pgolens show --tree: the inline forest.
$ pgolens show --tree "$DATA/show"
int area(const Box&)  src/box.cc:5:5
|- T Pair<T>::first() const [with T = int]  inlined by einline (always_inline)  src/box.cc:6:21
`- T Pair<T>::first() const [with T = int]  rejected by ipa-inline: UNLIKELY_CALL  src/box.cc:6:33  [cold, eh]
lex  src/lex.c:20:12  3,000 times  [offline body inlined]
|- next_char  inlined by ipa-inline (small)  src/lex.c:23:14  2,000,000 times
`- fail  rejected by ipa-inline: FUNCTION_NOT_INLINABLE  src/lex.c:25:3  0 times  [cold]
main  src/lex.c:40:5  3 times
|- lex  inlined by ipa-inline (called-once)  src/lex.c:44:9  3,000 times
|  |- next_char  inlined by ipa-inline (small)  src/lex.c:23:14  2,000,000 times  [copy]
|  `- fail  rejected by ipa-inline: FUNCTION_NOT_INLINABLE  src/lex.c:25:3  0 times  [copy, cold]
|- (indirect)  rejected by ipa-inline: INDIRECT_UNKNOWN_CALL  src/lex.c:46:5  3 times  [cold]
|- puts  rejected by ipa-inline: BODY_NOT_AVAILABLE  src/lex.c:47:2  3 times  [cold]
`- walk  10 times  [cold]
walk  src/lex.c:30:13  12,000 times
`- walk  inlined by ipa-inline (small)  src/lex.c:33:10  9,000 times  [recursive]
   `- walk  rejected by ipa-inline: RECURSIVE_INLINING  src/lex.c:33:10  4,500 times  [recursive, copy]
$ pgolens show --tree --sort=count --callee next_char "$DATA/show"
lex  src/lex.c:20:12  3,000 times  [offline body inlined]
`- next_char  inlined by ipa-inline (small)  src/lex.c:23:14  2,000,000 times
main  src/lex.c:40:5  3 times
`- lex  inlined by ipa-inline (called-once)  src/lex.c:44:9  3,000 times
   `- next_char  inlined by ipa-inline (small)  src/lex.c:23:14  2,000,000 times  [copy]
$ pgolens show --tree --callee nobody "$DATA/show"
0 calls
