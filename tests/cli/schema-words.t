# The schema's lists of words are those of the code.
$ "$TOP/tests/bin/schema/validate" --words
