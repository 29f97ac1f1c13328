# Where pgolens diff writes, and in which colours. The exit status is that of the comparison, unless
# writing the output failed.
$ pgolens diff -o out "$DATA/diff/old" "$DATA/diff/new"; echo $?; head -1 out; ls
1
OLD  $DATA/diff/old: 2 units, 19 call sites, no profile
out
$ pgolens diff -o - "$DATA/diff/old" "$DATA/diff/new" | cmp - out
$ pgolens diff -o out "$DATA/diff/old" "$DATA/diff/old"; echo $?; tail -n 1 out
0
No changes.
$ pgolens diff -o out --strict "$DATA/diff/old" "$DATA/diff/missing" 2>/dev/null; echo $?; tail -n 1 out
2
No changes.
$ pgolens diff -o /dev/full "$DATA/diff/old" "$DATA/diff/new"
pgolens: cannot write '/dev/full': No space left on device
? 2
$ pgolens diff --format=json "$DATA/diff/old" "$DATA/diff/new" >/dev/full
pgolens: cannot write standard output: No space left on device
? 2
$ pgolens diff "$DATA/diff/old" "$DATA/diff/old" >/dev/full
pgolens: cannot write standard output: No space left on device
? 2
$ pgolens diff -o nowhere/out "$DATA/diff/old" "$DATA/diff/new"
pgolens: cannot write 'nowhere/out': No such file or directory
? 2
$ pgolens diff --format=json -o x.json "$DATA/diff/old" "$DATA/diff/new"; python3 -m json.tool x.json >/dev/null
$ pgolens diff --color=always "$DATA/diff/old" "$DATA/diff/new" | grep -e 'end_word.part' -e OLD: | head -3 | sed 's/\x1b/ESC/g'
  only in OLD: 0
end_word.part.0    ~12,000          0    ESC[32m~-12,000ESC[0m        32
            ESC[2mOLD: an indirect call  NEW: inlined by ipa-inline (small)ESC[0m
$ NO_COLOR=1 pgolens diff --color=always "$DATA/diff/old" "$DATA/diff/new" | grep -c "$(printf '\033')"
37
$ pgolens diff --color=never "$DATA/diff/old" "$DATA/diff/new" | grep -c "$(printf '\033')"
0
? 1
$ pgolens diff --color=always --format=json "$DATA/diff/old" "$DATA/diff/new" | cmp - x.json
$ cat >on-terminal <<'END'
> # Runs its arguments on a terminal, and says whether what came was coloured.
> import os, pty, sys
> seen = []
> def read(fd):
>     seen.append(os.read(fd, 65536))
>     return seen[-1]
> pty.spawn(sys.argv[1:], read)
> print("coloured" if b"\x1b[" in b"".join(seen) else "plain", file=sys.stderr)
> END
$ export TERM=xterm; python3 on-terminal pgolens diff "$DATA/diff/old" "$DATA/diff/new" >/dev/null
coloured
$ export TERM=xterm NO_COLOR=1; python3 on-terminal pgolens diff "$DATA/diff/old" "$DATA/diff/new" >/dev/null
plain
$ export TERM=xterm NO_COLOR=1; python3 on-terminal pgolens diff --color=always "$DATA/diff/old" "$DATA/diff/new" >/dev/null
coloured
$ export TERM=dumb; python3 on-terminal pgolens diff "$DATA/diff/old" "$DATA/diff/new" >/dev/null
plain
$ export TERM=xterm; python3 on-terminal pgolens diff --format=json --color=always "$DATA/diff/old" "$DATA/diff/new" >/dev/null
plain
