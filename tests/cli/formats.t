# Every JSON output begins with its format, version and generator, and agrees with its schema.
$ old=$DATA/diff/old new=$DATA/diff/new
> pgolens diff --all --format=json $old $new >diff.json; pgolens diff --all --format=json $DATA/events/old $DATA/events/new >events.json
> pgolens diff --format=json $DATA/limits $DATA/limits >limits.json; pgolens diff --format=json $old $DATA/diff/missing >missing.json
> pgolens show --format=json $new >show.json; pgolens show --format=json $DATA/events/new >show-events.json
> pgolens show --format=json $DATA/show >show-two.json
> pgolens stat --format=json $new >stat.json; pgolens stat --format=json $DATA/limits >stat-limits.json
> pgolens profile --format=json $DATA/gcda/mix.gcda >profile.json
> pgolens why --format=json $old $new "*" "*" >why.json; pgolens why --format=json $DATA/limits limits.c:13 >why-one.json
> pgolens explain --format=json $old $new >explain.json
> printf 'inlined callee=mix\nsize <= 10\nbytes <= 1\n' >rules; pgolens check --format=json --rules rules $old $new >check.json
> "$TOP/tests/bin/schema/validate-output" *.json
$ "$GCC" -g -O2 -c "$DATA/programs/twice.c" -o old.o; "$GCC" -g -O0 -c "$DATA/programs/twice.c" -o new.o
> pgolens size --format=json old.o new.o >size.json; "$TOP/tests/bin/schema/validate-output" size.json
