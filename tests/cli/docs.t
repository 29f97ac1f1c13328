# README and docs/ agree with the program, the schema and the Makefile, and their examples run.
# Takes long.
$ "$TOP/tests/cli/check-docs"
the documents agree with the program
