# -o FILE, and what can go wrong with it: pgolens writes a special file in place and does not replace
# it; a failure leaves FILE as it was and nothing beside it; its permissions stay.
$ pgolens stat "$DATA/show" -o out && head -1 out && ls
build      $DATA/show: 2 units
out
$ pgolens stat "$DATA/show/more" --output=- | head -1
build      $DATA/show/more: 1 unit
$ pgolens stat "$DATA/show" -o nowhere/out
pgolens: cannot write 'nowhere/out': No such file or directory
? 2
$ pgolens stat "$DATA/show" -o .
pgolens: cannot write '.': Is a directory
? 2
$ pgolens stat "$DATA/show" -o /dev/full
pgolens: cannot write '/dev/full': No space left on device
? 2
$ pgolens stat "$DATA/show" >/dev/full
pgolens: cannot write standard output: No space left on device
? 2
$ pgolens stat "$DATA/show" -o /dev/null && test -c /dev/null
$ mkfifo fifo; head -1 fifo & sleep 0.2; pgolens stat "$DATA/show" -o fifo; wait; test -p fifo
build      $DATA/show: 2 units
$ ln -s out link && pgolens stat "$DATA/show/more" -o link && test -h link && head -1 out
build      $DATA/show/more: 1 unit
$ echo old >out && pgolens stat nowhere -o out
pgolens: cannot read 'nowhere': No such file or directory
? 2
$ cat out && ls
old
fifo
link
out
$ chmod 600 out && pgolens stat "$DATA/show" -o out && stat -c %a out
600
