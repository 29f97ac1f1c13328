# pgolens why: one call in both builds or in one, by location and by names; what it says if there is no such call.
# Numbers and names come from the records in tests/data; the --params' defaults, and the reasons that need a
# sentence, come from the installed compiler.
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count.c:85:7
count.c:85:7  count calls end_word
  in count's own code
    OLD: inlined
      recorded: executed 1 time per entry of count (guessed_local, no count)
      recorded: 13,000 times in training by NEW's profile, here
      recorded: inlined by einline (small), inlining 2 of its unit: growth 2 <= early-inlining-insns 6
    NEW: inlined
      recorded: executed 13,000 times in training (precise), hot: at least 6
      recorded: rejected by einline: unknown; the record does not say why
      recorded: inlined by ipa-inline (small), inlining 2 of its unit: growth 24 < 30 = max-inline-insns-auto 15 * 200 %, as the hint known_hot stretches it; saves 246.7 cycles per entry of count; badness -0.6556; hints: known_hot
    why it differs:
      recorded: without the profile it is inlined by einline (small), growth 2 <= early-inlining-insns 6; with the profile it is inlined by ipa-inline (small), growth 24 < 30 = max-inline-insns-auto 15 * 200 %, as the hint known_hot stretches it
      recorded: with the profile the call is executed 13,000 times in training (precise), hot: at least 6
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count mix
count.c:81:17  count calls mix
  in count's own code
    OLD: call
      recorded: executed 2.67 times per entry of count (guessed_local, no count)
      recorded: 45,000 times in training by NEW's profile, here
      recorded: rejected by einline: unknown; the record does not say why
      recorded: rejected by ipa-inline: MAX_INLINE_INSNS_AUTO_LIMIT; the callee is too large for a function that is not declared inline
    NEW: inlined
      recorded: executed 45,000 times in training (precise), hot: at least 6
      recorded: rejected by einline: unknown; the record does not say why
      recorded: inlined by ipa-inline (small), inlining 3 of its unit: growth 21 < 30 = max-inline-insns-auto 15 * 200 %, as the hint known_hot stretches it; saves 675 cycles per entry of count; badness -0.1133; hints: known_hot
    why it differs:
      recorded: without the profile it stays a call: MAX_INLINE_INSNS_AUTO_LIMIT, the callee is too large for a function that is not declared inline; with the profile it is inlined by ipa-inline (small), growth 21 < 30 = max-inline-insns-auto 15 * 200 %, as the hint known_hot stretches it
      recorded: with the profile the call is executed 45,000 times in training (precise), hot: at least 6
$ pgolens why -n 1 "$DATA/diff/new" end_word mix
count.c:57:16  end_word calls mix
  in end_word's own code
    this build: call; the out-of-line body of end_word was removed, so this copy never runs
      recorded: executed 12,000 times in training (precise), hot: at least 6
      estimated: 0 times in training, here and not in another instance
      recorded: rejected by einline: unknown; the record does not say why
  and in 2 more places (--all shows them)

count.c:65:17  end_word calls mix
  in end_word's own code
    this build: call; the out-of-line body of end_word was removed, so this copy never runs
      recorded: executed 12,000 times in training (precise), hot: at least 6
      estimated: 0 times in training, here and not in another instance
      recorded: rejected by einline: unknown; the record does not say why
  and in 2 more places (--all shows them)
$ pgolens why "$DATA/limits" 'm*' f | grep rejected
      recorded: rejected by einline: EARLY_INLINING_INSNS_LIMIT: growth 14 > early-inlining-insns 6; early inlining accepts only calls that hardly make the code larger; the IPA inliner considers the call again
      recorded: rejected by einline: EARLY_INLINING_INSNS_LIMIT: growth of at least 20 > early-inlining-insns 6; early inlining accepts only calls that hardly make the code larger; the IPA inliner considers the call again
      recorded: rejected by ipa-inline: MAX_INLINE_INSNS_AUTO_LIMIT: growth 40 > 30 = max-inline-insns-auto 15 * 200 %; the callee is too large for a function that is not declared inline
      recorded: rejected by einline: EARLY_INLINING_INSNS_PER_CALL_LIMIT: growth 6 * 3 = 18 > early-inlining-insns 6; the callee makes calls itself: the more it makes, the less growth early inlining accepts; the IPA inliner considers the call again
      recorded: rejected by ipa-inline: LARGE_FUNCTION_GROWTH_LIMIT: size 2,698 + growth 6 = 2,704 > large-function-insns 2,700; the function that the call ends up in would become too large
      recorded: rejected by einline: EARLY_ITERATIONS_LIMIT: iteration 2 > max-early-inliner-iterations 1; the call came with a body inlined in the last round of early inlining, which did not consider it; the IPA inliner does
      recorded: rejected by ipa-inline: LARGE_STACK_FRAME_GROWTH_LIMIT: frame 560 > 440 = 40 + 1,000 % (large-stack-frame-growth); the function that the call ends up in would need too large a stack frame
      recorded: rejected by einline: EARLY_INLINING_INSNS_PER_CALL_LIMIT: growth 6 * 3 = 18 > early-inlining-insns 6; the callee makes calls itself: the more it makes, the less growth early inlining accepts; the IPA inliner considers the call again
      recorded: rejected by ipa-inline: INLINE_UNIT_GROWTH_LIMIT: unit size 14,000 + growth 6 = 14,006 > 14,000 = 10,000 + 40 % (inline-unit-growth); the unit has already grown as much as it may
      recorded: rejected by ipa-inline: NOT_DECLARED_INLINED: growth 3 >= max-inline-insns-small 3; the callee is not declared inline, and at this optimization level GCC inlines such functions only if the code gets no larger
$ pgolens why --format=json "$DATA/limits" limits.c:13 >one.json && pgolens why --format=json "$DATA/diff/old" "$DATA/diff/new" '*' '*' >two.json && "$TOP/tests/bin/schema/validate-why" one.json two.json
$ jq -c '.calls[0].instances[0].old.decisions[0].inequality' one.json
{"measure":"growth_times_calls","actual":18,"relation":">","limit":6,"param":"early-inlining-insns","param_value":6,"before":null,"growth":6,"times":3,"base":null,"text":"growth 6 * 3 = 18 > early-inlining-insns 6"}
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" src/count.c:81 | head -2
pgolens: no call in a file 'src/count.c'; did you mean 'count.c'?
$ pgolens why "$DATA/events/old" "$DATA/events/new" events.c:93 | grep -c promoted
1
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count.c:1
pgolens: no call at count.c:1; the nearest calls are in line 37
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count.c:81:1
pgolens: no call at count.c:81:1; there is one in column 17
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" cuont.c:81
pgolens: no call in a file 'cuont.c'; did you mean 'count.c'?
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" cuont mix
pgolens: no function 'cuont'; did you mean 'count'?
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" count mxi
pgolens: no function 'mxi'; did you mean 'mix'?
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" mix count
pgolens: 'mix' calls nothing
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new" note_odd end_word
pgolens: 'note_odd' does not call 'end_word'; it calls mix
? 2
$ pgolens why
pgolens: why: needs one or two builds, and FILE:LINE or CALLER CALLEE (try 'pgolens why --help')
? 2
$ pgolens why "$DATA/diff/old" "$DATA/diff/new"
pgolens: why: needs one or two builds, and FILE:LINE or CALLER CALLEE (try 'pgolens why --help')
? 2
$ pgolens why "$DATA/diff/old" nowhere count.c:81
pgolens: cannot read 'nowhere': No such file or directory
? 2
$ pgolens why a b c d e
pgolens: why: needs one or two builds, and FILE:LINE or CALLER CALLEE (try 'pgolens why --help')
? 2
$ $GCC -O2 -Q --help=params >params
> sed -n '/^static const struct/,/^};/s/^\t{"\([a-z-]*\)", \([0-9]*\)},$/\1 \2/p' "$TOP/tools/explain/allowance.c" |
> while read -r name value; do
> 	grep -Eq -- "--param=$name=\S*\s+$value\s*$" params && echo "as the compiler says" || echo "$name is not $value"
> done | sort | uniq -c
     16 as the compiler says
$ { grep -o 'DEFCIFCODE(\w*' "$($GCC -print-file-name=plugin)/include/cif-code.def" | grep -v "(OK$\|(code$" | cut -d '(' -f 2
> grep -o '^| `EARLY_\w*` | [a-z]' "$TOP/docs/reference/record-format.md" | cut -d '`' -f 2; } | sort -u >reasons
> while read -r reason; do
> 	grep -q "{\"$reason\"," "$TOP/tools/explain/reason.c" || echo "$reason has no sentence"
> done <reasons; grep -cx 'BODY_NOT_AVAILABLE\|EARLY_RECURSIVE' reasons
2
