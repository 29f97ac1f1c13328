# The limit that stopped a call, with the compared quantity, in all commands.
$ pgolens show "$DATA/limits"
location       caller  -> callee  outcome   inliner     reason                          quality        growth  limit
limits.c:11:2  main    -> f       rejected  einline     EARLY_INLINING_INSNS_LIMIT      uninitialized      14  growth 14 > early-inlining-insns 6
limits.c:12:2  main    -> f       rejected  ipa-inline  MAX_INLINE_INSNS_AUTO_LIMIT     uninitialized      40  growth 40 > 30, from max-inline-insns-auto 15
limits.c:13:2  main    -> f       rejected  ipa-inline  LARGE_FUNCTION_GROWTH_LIMIT     uninitialized       6  size 2704 > large-function-insns 2700
limits.c:14:2  main    -> f       rejected  ipa-inline  LARGE_STACK_FRAME_GROWTH_LIMIT  uninitialized       6  frame 560 > 440, from large-stack-frame-growth 1000
limits.c:15:2  main    -> f       rejected  ipa-inline  INLINE_UNIT_GROWTH_LIMIT        uninitialized       6  unit size 14006 > 14000, from inline-unit-growth 40
limits.c:16:2  main    -> f       rejected  ipa-inline  NOT_DECLARED_INLINED            uninitialized       3  growth 3 >= max-inline-insns-small 3

6 calls: 0 inlined, 6 rejected, 0 without a decision
$ pgolens show --tree "$DATA/limits"
main  limits.c:10:1
|- f  rejected by einline: EARLY_INLINING_INSNS_LIMIT: growth 14 > early-inlining-insns 6  limits.c:11:2  [gone]
|- f  rejected by ipa-inline: MAX_INLINE_INSNS_AUTO_LIMIT: growth 40 > 30, from max-inline-insns-auto 15  limits.c:12:2
|- f  rejected by ipa-inline: LARGE_FUNCTION_GROWTH_LIMIT: size 2704 > large-function-insns 2700  limits.c:13:2
|- f  rejected by ipa-inline: LARGE_STACK_FRAME_GROWTH_LIMIT: frame 560 > 440, from large-stack-frame-growth 1000  limits.c:14:2
|- f  rejected by ipa-inline: INLINE_UNIT_GROWTH_LIMIT: unit size 14006 > 14000, from inline-unit-growth 40  limits.c:15:2
`- f  rejected by ipa-inline: NOT_DECLARED_INLINED: growth 3 >= max-inline-insns-small 3  limits.c:16:2
$ pgolens show --reason early_inlining_insns_limit "$DATA/limits"
location       caller  -> callee  outcome   inliner     reason                       quality        growth  limit
limits.c:11:2  main    -> f       rejected  einline     EARLY_INLINING_INSNS_LIMIT   uninitialized      14  growth 14 > early-inlining-insns 6
limits.c:12:2  main    -> f       rejected  ipa-inline  MAX_INLINE_INSNS_AUTO_LIMIT  uninitialized      40  growth 40 > 30, from max-inline-insns-auto 15

2 calls: 0 inlined, 2 rejected, 0 without a decision
$ pgolens stat "$DATA/limits" | sed -n '/^reason/,$p'
reason                               calls
EARLY_INLINING_INSNS_LIMIT               2
EARLY_INLINING_INSNS_PER_CALL_LIMIT      2
EARLY_ITERATIONS_LIMIT                   1
INLINE_UNIT_GROWTH_LIMIT                 1
LARGE_FUNCTION_GROWTH_LIMIT              1
LARGE_STACK_FRAME_GROWTH_LIMIT           1
MAX_INLINE_INSNS_AUTO_LIMIT              1
NOT_DECLARED_INLINED                     1
$ pgolens show --format=json --reason LARGE_STACK_FRAME_GROWTH_LIMIT "$DATA/limits" | grep -o '"limit".*"decisions"'
"limit": "large-stack-frame-growth", "limit_of": "caller", "limit_param": 1000, "limit_value": 440, "limit_actual": 560, "compared": "frame", "limit_text": "frame 560 > 440, from large-stack-frame-growth 1000", "stack": ["limits.c:14:2>main"], "key": "main > limits.c:14:2 f", "decisions"
$ sed '/"id":5,"root"/s/"reason".*}\]}/"reason":"UNLIKELY_CALL","growth":3,"limit_value":0,"compared":"growth"}]}/' "$DATA/limits/limits.pgolens.jsonl" >other.pgolens.jsonl
$ pgolens diff "$DATA/limits/limits.pgolens.jsonl" other.pgolens.jsonl | grep -A1 'reason changed  .*limits.c'
reason changed  main    -> f       limits.c:16:2
OLD: call, NOT_DECLARED_INLINED: growth 3 >= max-inline-insns-small 3  NEW: call, UNLIKELY_CALL: growth 3 > max-inline-insns-size 0
$ pgolens diff --format=json "$DATA/limits/limits.pgolens.jsonl" other.pgolens.jsonl | grep -o '"limit_text": "[^"]*"'
"limit_text": "growth 3 >= max-inline-insns-small 3"
"limit_text": "growth 3 > max-inline-insns-size 0"
