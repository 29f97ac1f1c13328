# pgolens reports an error in a command line once.
$ pgolens show
pgolens: show: missing RECORD (try 'pgolens show --help')
? 2
$ pgolens show --tree --functions x
pgolens: show: --tree, --functions, --events and --branches exclude each other (try 'pgolens show --help')
? 2
$ pgolens show --fnction=f x
pgolens: show: unknown option '--fnction'; did you mean '--function'? (try 'pgolens show --help')
? 2
$ pgolens show -x x
pgolens: show: unknown option '-x' (try 'pgolens show --help')
? 2
$ pgolens show --function
pgolens: show: option '--function' needs a value: GLOB (try 'pgolens show --help')
? 2
$ pgolens show -n ten x
pgolens: show: option '--limit' needs a number, not 'ten' (try 'pgolens show --help')
? 2
$ pgolens show --sort=cuont x
pgolens: show: option '--sort' cannot be 'cuont'; it is one of: location, count, caller, callee, reason, sequence, growth, badness, frequency (try 'pgolens show --help')
? 2
$ pgolens show --inliner small x
pgolens: show: unknown inliner 'small'; it is one of: einline, ipa-inline, always_inline (try 'pgolens show --help')
? 2
$ pgolens stat --format=xml x
pgolens: stat: option '--format' cannot be 'xml'; it is one of: text, json (try 'pgolens stat --help')
? 2
$ pgolens show --hot=yes x
pgolens: show: option '--hot' takes no value (try 'pgolens show --help')
? 2
$ pgolens show -- --tree
pgolens: cannot read '--tree': No such file or directory
? 2
$ pgolens show "$DATA/show" -n1 --sort sequence --callee lex
unit       location        caller  -> callee  outcome  inliner     phase        count  quality  frequency  growth
src/lex.c  src/lex.c:44:9  main    -> lex     inlined  ipa-inline  called-once  3,000  precise      1,000      -8

1 call: 1 inlined, 0 rejected, 0 without a decision
