# The man pages say what --help says, and their examples run.
$ "$TOP/tests/cli/check-man"
17 pages say what --help says
