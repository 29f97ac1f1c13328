# The program itself: commands, help, version, wrong use.
$ pgolens
pgolens: no command given; one of: run, show, diff, why, explain, report, stat, size, profile, attribute, advise, bisect, check, export, service, cc, help, version (try 'pgolens --help')
? 2
$ pgolens --help
Usage: pgolens COMMAND [OPTION]... RECORD...
Show, compare and replay the inlining decisions of GCC.

Commands:
  run        build, train, rebuild with the profile, measure and explain
  show       show the call sites of a build and their outcomes
  diff       compare a build without a profile with one that used it
  why        explain why a call was inlined or not, with the numbers GCC compared
  explain    explain what the profile changed and why, on one screen
  report     write an HTML page about what the profile changed
  stat       count the decisions of a build
  size       compare the sizes of two builds and explain the difference
  profile    assess profiles: coverage, overlap, fit
  attribute  split what a profile gains into its causes, by building without each
  advise     advise attributes and flags that keep the win without the profile
  bisect     find the decision with which a build that uses a profile goes wrong
  check      check a build against rules, for CI
  export     write one or two builds in formats of other programs
  service    run a service under load, or compare two
  cc         run a compiler with the plugin put into its command
  help       print the help of a command
  version    print the version

Options:
  -h, --help     print this help
      --version  print the version

RECORD is a file that gcc -fplugin=pgolens wrote, an object, archive,
library or program with embedded records, a directory of these, or -.
'pgolens help COMMAND' describes a command.

Exit status:
  0  fine
  1  diff: the records differ; check: a rule is broken
  2  trouble

Examples:
  gcc -O2 -fplugin=pgolens -c x.c && pgolens show x.pgolens.jsonl
  pgolens diff old/ new/
$ pgolens help | head -1
Usage: pgolens COMMAND [OPTION]... RECORD...
$ pgolens help stat
Usage: pgolens stat [OPTION]... RECORD...
count the decisions of a build

RECORD is a record file, an object, archive, library or program with embedded
records, a directory of these, or - for standard input. Several RECORDs make one build.

Options:
      --format=FORMAT     text (default) or json
  -o, --output=FILE       write to FILE; - is standard output
      --color=WHEN        auto (default), always or never
  -h, --help              print this help
      --version           print the version

Exit status:
  0  fine
  2  trouble: wrong usage, a record that can't be read

Examples:
  pgolens stat build/
  pgolens stat --format=json build/ | jq .reasons
$ pgolens stat --help | head -1
Usage: pgolens stat [OPTION]... RECORD...
$ pgolens version
pgolens 0.1.0
$ pgolens --version && pgolens show --version
pgolens 0.1.0
pgolens 0.1.0
$ pgolens shwo
pgolens: unknown command 'shwo'; did you mean 'show'? (try 'pgolens --help')
? 2
$ pgolens help sta
pgolens: unknown command 'sta'; did you mean 'stat'? (try 'pgolens --help')
? 2
$ pgolens help show stat
pgolens: help needs one command; got 2 (try 'pgolens --help')
? 2
$ pgolens --frobnicate
pgolens: unknown option '--frobnicate' (try 'pgolens --help')
? 2
$ pgolens frobnicate
pgolens: unknown command 'frobnicate' (try 'pgolens --help')
? 2
$ pgolens --help >/dev/full
pgolens: cannot write standard output: No space left on device
? 2
$ pgolens --version >&-
pgolens: cannot write standard output: Bad file descriptor
? 2
$ pgolens help show | head -1
Usage: pgolens show [OPTION]... RECORD...
