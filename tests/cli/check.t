# pgolens check: its output, which rules count, and its exit statuses.
$ cat >rules <<'END'
> # What a release must keep.
> fair
> stays-inlined hot                  # only what runs often
> not-inlined callee=begin_again name="cold code stays away"
$ pgolens check --rules rules "$DATA/diff/old" "$DATA/diff/new"
rules:2: holds: fair
rules:3: holds: stays-inlined hot
rules:4: holds: not-inlined callee=begin_again name="cold code stays away"

3 rules: 3 hold, 0 broken, 0 unknown; the check passes
$ sed -i '/^size/d' rules; pgolens check --rules=rules "$DATA/diff/old" "$DATA/diff/new"
rules:2: holds: fair
rules:3: holds: stays-inlined hot
rules:4: holds: not-inlined callee=begin_again name="cold code stays away"

3 rules: 3 hold, 0 broken, 0 unknown; the check passes
$ pgolens check --rules rules "$DATA/diff/new" "$DATA/diff/old"
rules:2: broken: fair (1 of 1)
    swapped
        OLD has the profile and NEW has none: are they swapped?
rules:3: broken: stays-inlined hot (3 of 7)
    count.c:81:17: count -> mix
        OLD: inlined by ipa-inline (small); NEW: call, MAX_INLINE_INSNS_AUTO_LIMIT; 45,000 executions in training, calls 0 -> 45,000
    count.c:57:16: end_word -> mix
        OLD: inlined by ipa-inline (small); NEW: call, MAX_INLINE_INSNS_AUTO_LIMIT; 12,000 executions in training, calls 0 -> 12,000
    count.c:65:17: end_word -> mix
        OLD: inlined by ipa-inline (small); NEW: call, MAX_INLINE_INSNS_AUTO_LIMIT; 12,000 executions in training, calls 0 -> 12,000
rules:4: broken: not-inlined callee=begin_again name="cold code stays away" (2 of 2)
    count.c:91:5: count -> begin_again
        OLD: call, UNLIKELY_CALL; NEW: inlined by ipa-inline (small); 0 executions in training, calls 0 -> 0
    count.c:93:5: count -> begin_again
        OLD: call, UNLIKELY_CALL; NEW: inlined by ipa-inline (small); 0 executions in training, calls 0 -> 0

3 rules: 0 hold, 3 broken, 0 unknown; the check fails
? 1
$ pgolens check -n 1 --rule 'stays-call callee=mix' "$DATA/diff/old" "$DATA/diff/new"
--rule:1: broken: stays-call callee=mix (3 of 4)
    count.c:81:17: count -> mix
        OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT; NEW: inlined by ipa-inline (small); 45,000 executions in training, calls 45,000 -> 0
    ... and 2 more (--all)

1 rule: 0 hold, 1 broken, 0 unknown; the check fails
? 1
$ pgolens check --rule 'stays-call callee=mix warn' "$DATA/diff/old" "$DATA/diff/new" | tail -n 1
1 rule: 0 hold, 1 broken, 0 unknown; the check passes (1 not counted)
$ pgolens check --rule 'text <= 1MB' "$DATA/diff/old" "$DATA/diff/new"
--rule:1: unknown: text <= 1MB
    not known: NEW has no object beside its records; name the program with --new-program

1 rule: 0 hold, 0 broken, 1 unknown; the check fails
? 1
$ pgolens check --rule 'text <= 1MB if-known' "$DATA/diff/old" "$DATA/diff/new"
--rule:1: unknown (let pass): text <= 1MB if-known
    not known: NEW has no object beside its records; name the program with --new-program

1 rule: 0 hold, 0 broken, 1 unknown; the check passes (1 not counted)
$ pgolens check --rule 'inlined callee=nobody' --rule 'inlined hot' "$DATA/diff/old" "$DATA/diff/old"
--rule:1: unknown: inlined callee=nobody
    not known: no call of NEW matches the rule
--rule:1: unknown: inlined hot
    not known: neither build has a profile with the counts of calls

2 rules: 0 hold, 0 broken, 2 unknown; the check fails
? 1
$ pgolens check --rule 'inlined' --rule 'bytes function=none* <= 1' "$DATA/diff/old" "$DATA/diff/new" | grep -E '^--rule|rules'
--rule:1: broken: inlined (9 of 19)
--rule:1: unknown: bytes function=none* <= 1
2 rules: 0 hold, 1 broken, 1 unknown; the check fails
$ printf 'inlined caller="count" callee="a\\"b\\\\"\r\n\r\n' >crlf; pgolens check --rules crlf "$DATA/diff/old" "$DATA/diff/new"
crlf:1: unknown: inlined caller="count" callee="a\"b\\"
    not known: no call of NEW matches the rule

1 rule: 0 hold, 0 broken, 1 unknown; the check fails
? 1
$ pgolens check "$DATA/diff/old" "$DATA/diff/new"
pgolens: check: no rules; use --rules FILE or --rule RULE (try 'pgolens check --help')
? 2
$ pgolens check --rules rules "$DATA/diff/old"
pgolens: check: needs two builds, OLD and NEW; got one (try 'pgolens check --help')
? 2
$ pgolens check --rules missing "$DATA/diff/old" "$DATA/diff/new"
pgolens: cannot read 'missing': No such file or directory
? 2
$ printf '# nothing\n\n' >empty; pgolens check --rules empty "$DATA/diff/old" "$DATA/diff/new"
pgolens: empty: there is no rule in it
? 2
$ printf 'fair\n\tstays-inlind hot\n' >typo; pgolens check --rules typo --format=sarif -o out "$DATA/diff/old" "$DATA/diff/new"; ls out
pgolens: typo:2:2: unknown rule 'stays-inlind'; did you mean 'stays-inlined'?
ls: cannot access 'out': No such file or directory
? 2
$ printf 'fair\0\n' >binary; pgolens check --rules binary "$DATA/diff/old" "$DATA/diff/new"
pgolens: binary:1:5: a NUL byte: this is not a text file
? 2
$ pgolens check --rules rules "$DATA/diff/old" nowhere
pgolens: cannot read 'nowhere': No such file or directory
? 2
$ pgolens check --rules rules --new-program rules "$DATA/diff/old" "$DATA/diff/new"
pgolens: cannot read 'rules' as a program, library or object
? 2
$ pgolens check --rule 'not-rejected reason=MAX_INLINE_INSN_AUTO_LIMIT' "$DATA/diff/new" "$DATA/diff/old"
pgolens: note: --rule:1: no call has the reason 'MAX_INLINE_INSN_AUTO_LIMIT'; did you mean 'MAX_INLINE_INSNS_AUTO_LIMIT'?
--rule:1: holds: not-rejected reason=MAX_INLINE_INSN_AUTO_LIMIT

1 rule: 1 holds, 0 broken, 0 unknown; the check passes
$ pgolens check --rules rules --format=xml "$DATA/diff/old" "$DATA/diff/new"
pgolens: check: option '--format' cannot be 'xml'; it is one of: text, junit, sarif, github, json (try 'pgolens check --help')
? 2
$ pgolens check --rules rules -o /dev/full "$DATA/diff/old" "$DATA/diff/new"
pgolens: cannot write '/dev/full': No space left on device
? 2
$ mistake() { pgolens check --rule "$1" "$DATA/diff/old" "$DATA/diff/new"; }
> for rule in 'inlined foo' 'inlined caler=x' 'inlined caller' 'inlined caller=' 'inlined hot=3' 'inlined caller="a' \
>     'inlined caller=a"b' 'inlined caller="a\n"' 'inlined caller="a"b' 'text-growth' 'text-growth <=' \
>     'text-growth <= x' 'text-growth <= 1.2.3' 'text-growth <= 5q' 'text-growth <= 5k' 'calls-growth <= 5KiB' \
>     'text-growth >= 5' 'size <= 5%' 'paired >= 5' 'paired >= 500%' 'inlined <= 5' 'size <= 5 <= 6' \
>     'inlined executed=0' 'fair caller=x' '  größer=x' 'text-growth < 5' 'size reason=X <= 5'; do
>     mistake "$rule"
> done
pgolens: --rule:1:9: unknown word 'foo'
pgolens: --rule:1:9: unknown word 'caler'; did you mean 'caller'?
pgolens: --rule:1:15: 'caller' needs '=' and a value
pgolens: --rule:1:16: expected a text
pgolens: --rule:1:12: 'hot' takes no value
pgolens: --rule:1:16: the quoted text does not end
pgolens: --rule:1:17: '"' within a word; put the whole word in quotes
pgolens: --rule:1:18: '\' may only stand before '"' or '\'
pgolens: --rule:1:19: expected a blank after the quoted text
pgolens: --rule:1:12: 'text-growth' needs a limit: '<= N%'
pgolens: --rule:1:15: expected a number
pgolens: --rule:1:16: expected a number
pgolens: --rule:1:16: '1.2.3' is not a number
pgolens: --rule:1:17: 'q' is not a unit
pgolens: --rule:1:17: 'k' is not a unit of bytes
pgolens: --rule:1:18: 'KiB' is not a unit of counts
pgolens: --rule:1:13: the limit of 'text-growth' begins with '<='
pgolens: --rule:1:10: 'size' takes a number, not a percentage
pgolens: --rule:1:11: expected a percentage ('%')
pgolens: --rule:1:11: a percentage is at most 100 here
pgolens: --rule:1:9: 'inlined' takes no limit
pgolens: --rule:1:11: the rule has a limit already
pgolens: --rule:1:18: expected a whole number from 1 on
pgolens: --rule:1:6: 'fair' takes no 'caller'
pgolens: --rule:1:3: unknown rule 'größer=x'; 'pgolens check --list' lists the rules
pgolens: --rule:1:13: a limit begins with '<=' or '>='
pgolens: --rule:1:6: 'size' takes no 'reason'
? 2
