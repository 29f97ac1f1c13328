# From the paths that a user names to records: a bad record that the user names is an error, one in a directory is
# passed over; links, loops, and the same file again and again; pgolens reads any kind of file that the user names,
# but skips a FIFO in a directory.
$ pgolens stat nowhere
pgolens: cannot read 'nowhere': No such file or directory
? 2
$ mkdir none && pgolens stat none
pgolens: no records in 'none': no file is called *.pgolens.jsonl or has a section .pgolens
? 2
$ pgolens stat "$DATA/bad/empty.jsonl"
pgolens: $DATA/bad/empty.jsonl: empty: not a pgolens record
? 2
$ pgolens stat "$DATA/bad/not-json.jsonl"
pgolens: $DATA/bad/not-json.jsonl:1: not a pgolens record: no JSON object
? 2
$ pgolens stat "$DATA/bad/cut.jsonl"
pgolens: $DATA/bad/cut.jsonl:6: the record is cut off: no 'end' line
? 2
$ pgolens stat "$DATA/bad/version.jsonl"
pgolens: $DATA/bad/version.jsonl:1: format version 2, and this pgolens reads version 1
? 2
$ pgolens stat - </dev/null
pgolens: standard input: empty: not a pgolens record
? 2
$ pgolens stat "$DATA/show" "$DATA/bad/cut.jsonl"
pgolens: $DATA/bad/cut.jsonl:6: the record is cut off: no 'end' line
? 2
$ mkdir tree && ln -s .. tree/up && ln -s "$DATA/show" tree/show && ln -s "$DATA/show/more" tree/again
$ pgolens stat tree "$DATA/show/lex.pgolens.jsonl" "$DATA/show" | head -1
build      tree and 2 more: 2 units
$ ln -s nothing tree/gone.pgolens.jsonl && pgolens stat tree | head -1
pgolens: warning: passed over: cannot read 'tree/gone.pgolens.jsonl': No such file or directory
build      tree: 2 units
$ mkfifo fifo; cat "$DATA/show/lex.pgolens.jsonl" >fifo & pgolens stat fifo | head -1
build      fifo: 1 unit
$ pgolens stat /dev/stdin <"$DATA/show/lex.pgolens.jsonl" | head -1
build      /dev/stdin: 1 unit
$ mkfifo tree/pipe.pgolens.jsonl && rm tree/gone.pgolens.jsonl && pgolens stat tree | head -1
build      tree: 2 units
$ mkdir bad && for i in empty cut not-json; do cp "$DATA/bad/$i.jsonl" bad/$i.pgolens.jsonl; done
> pgolens stat bad
pgolens: bad/cut.pgolens.jsonl:6: the record is cut off: no 'end' line
? 2
$ cp "$DATA/show/lex.pgolens.jsonl" bad/ && pgolens stat bad | head -1
pgolens: warning: passed over: bad/cut.pgolens.jsonl:6: the record is cut off: no 'end' line
pgolens: warning: passed over: bad/empty.pgolens.jsonl: empty: not a pgolens record
pgolens: warning: passed over: bad/not-json.pgolens.jsonl:1: not a pgolens record: no JSON object
build      bad: 1 unit
$ pgolens stat bad bad/empty.pgolens.jsonl
pgolens: bad/empty.pgolens.jsonl: empty: not a pgolens record
? 2
