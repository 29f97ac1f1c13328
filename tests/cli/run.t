# pgolens run: all steps for a small program, and what it refuses, with its reason.
# Takes long.
$ mkdir src && cp "$DATA/programs/mix.c" src/p.c
> cat >src/pgolens.ini <<'END'
> [program]
> build = $CC $CFLAGS -o p p.c
> old = -O2
> [train]
> command = ./p 3000
> [measure]
> command = ./p 9000
> command = ./p 500
> metric = instructions user-time
> runs = 3
> END
> cat >run.sh <<'END'
> cd src; CC=$GCC CXX=$GXX CFLAGS= exec pgolens run "$@"
> END
$ sh run.sh -v -j 1 -o ../out 2>err; grep -v '^count' err | sort | uniq -c | sed 's/^ *//'
1 build NEW: $CC $CFLAGS -o p p.c
1 build OLD: $CC $CFLAGS -o p p.c
1 build instrumented: $CC $CFLAGS -o p p.c
1 output NEW: ./p 500
1 output NEW: ./p 9000
1 output OLD: ./p 500
1 output OLD: ./p 9000
3 time NEW: ./p 500
3 time NEW: ./p 9000
3 time OLD: ./p 500
3 time OLD: ./p 9000
1 training instrumented: ./p 3000
$ sed -E "s/$(basename $GCC)/GCC/; s/[0-9][0-9,.]+( ms)?/N/g" out | head -4
OLD      GCC -O2: 1 unit, N bytes of code
trained  ./p N: all units found their profile
NEW      GCC -O2 -fprofile-use: 1 unit, N bytes of code
output   OLD and NEW print the same
$ grep -E '^(instructions|user-time|text)' out | awk '{ print $1, (NF > 4) }' | sort | uniq -c | sed 's/^ *//'
3 instructions 1
1 text 1
3 user-time 1
$ grep -E '^The speedup|each cause' out
The speedup: measured above; this is the records' estimate
    what each cause is worth: pgolens run --attribute=yes
$ grep -E '^(report|log) ' out; ls src/pgolens-out
report   pgolens-out/report.html
log      $SCRATCH/src/pgolens-work/log.jsonl
new
new-tree
old
old-tree
report.html
$ pgolens diff src/pgolens-out/old src/pgolens-out/new >diff; grep -c 'newly inlined' diff
3
$ pgolens show src/pgolens-out/new-tree/p >show && head -1 show | cut -c 1-8
location
$ jq -r 'select(.event == "end") | [.step, .variant, .status] | @tsv' src/pgolens-work/log.jsonl | sort | uniq -c | sed 's/^ *//'
1 build	NEW	0
1 build	OLD	0
1 build	instrumented	0
2 count	NEW	0
2 count	OLD	0
2 output	NEW	0
2 output	OLD	0
6 time	NEW	0
6 time	OLD	0
1 training	instrumented	0
$ sh run.sh -v --format=json -o ../out.json && jq '[.builds[].was_there] | all' out.json
true
$ "$TOP/tests/bin/schema/validate-run" out.json
$ jq -c '[.results[] | select(.what == "instructions") | .change < -0.01, .difference]' out.json
[true,"less",true,"less",true,"less"]
$ cat >refuse.sh <<'END'
> sh run.sh --work ../kept "$@" 2>&1 | sed 's|/[vm]/[0-9a-f]*|/KEY|g'; rm -rf kept
> END
> sh refuse.sh -j 1 --build 'echo compiling; echo oops >&2; exit 3'
pgolens: variant OLD: the build command failed with exit status 3: echo compiling; echo oops >&2; exit 3
pgolens: it printed (all of it is in '$SCRATCH/kept/KEY/log'):
compiling
oops
$ sh refuse.sh --train 'echo training; exit 4'
pgolens: variant instrumented: the training command failed with exit status 4: echo training; exit 4
pgolens: it printed (all of it is in '$SCRATCH/kept/KEY/log'):
training
$ sh refuse.sh --train 'kill -9 $$'
pgolens: variant instrumented: the training command was killed by signal 9: kill -9 $$
$ sh refuse.sh -j 1 --train true
pgolens: variant instrumented: the training command left no counts: it ran nothing that was built, or the program did not exit normally: true
$ sh refuse.sh --build '$CC $CFLAGS -o p p.c && ./p >/dev/null' --train true
pgolens: variant instrumented: the training command left no counts: it ran nothing that was built, or the program did not exit normally: true
$ sh refuse.sh --measure 'echo measuring; exit 5'
pgolens: variant OLD: the measured command failed with exit status 5: echo measuring; exit 5
pgolens: it printed (all of it is in '$SCRATCH/kept/KEY.log'):
measuring
$ sh refuse.sh --measure 'nothing-of-that-name'
pgolens: variant OLD: the measured command failed with exit status 127: nothing-of-that-name
pgolens: it printed (all of it is in '$SCRATCH/kept/KEY.log'):
/bin/sh: 1: nothing-of-that-name: not found
$ sh refuse.sh --measure './p 3 && wc -c <p >/dev/null; echo a line; size p | tail -1 | cut -f 1' | sed -E "s/byte [0-9]*/byte N/; s/OLD ' *[0-9]*', NEW ' *[0-9]*'/OLD N, NEW N/"
pgolens: OLD and NEW print different things: './p 3 && wc -c <p >/dev/null; echo a line; size p | tail -1 | cut -f 1', from line 3, byte N on: OLD N, NEW N; see all of it in '$SCRATCH/kept/KEY' and '$SCRATCH/kept/KEY'. OLD prints the same each time: the profile exposed a bug in the program or the compiler. Use --allow-different-output if the difference does not matter
$ sh run.sh --measure 'echo a line; size p | tail -1 | cut -f 1' --allow-different-output --metric text | grep '^output' | sed 's/[0-9]* on/N on/'
output   DIFFERENT from line 2, byte N on, which was allowed: echo a line; size p | tail -1 | cut -f 1
$ sh refuse.sh --measure 'date +%s%N' | sed -E "s/OLD '[0-9]*', NEW '[0-9]*'/OLD N, NEW N/; s/byte [0-9]*/byte N/"
pgolens: OLD and NEW print different things: 'date +%s%N', from line 1, byte N on: OLD N, NEW N; see all of it in '$SCRATCH/kept/KEY' and '$SCRATCH/kept/KEY'. OLD alone prints something else each time it is run: change the command, or use --allow-different-output
$ sh refuse.sh -j 1 --build 'case $CFLAGS in *fprofile-use*|*fprofile-generate*) ;; *) echo "/* */" >>$PGOLENS_SOURCE/p.c ;; esac; $CC $CFLAGS -o p p.c'
pgolens: variant instrumented: the sources changed since the run began: 'p.c' in '$SCRATCH/src' changed; builds of different sources cannot be compared
$ sh refuse.sh -j 1 --build 'case $CFLAGS in *fprofile-use*) touch $PGOLENS_SOURCE/new.c ;; *) rm -f $PGOLENS_SOURCE/new.c ;; esac; $CC $CFLAGS -o p p.c' --measure './p 1'
pgolens: the sources changed since the run began: 'new.c' in '$SCRATCH/src' is new; builds of different sources cannot be compared
$ sh refuse.sh --build 'echo "/* $CFLAGS */" >>p.c; $CC $CFLAGS -o p p.c' | sed 's|on: OLD .*|on:|'
pgolens: OLD and NEW are not of the same sources: 'p.c', from line 22 on:
$ sh refuse.sh --build 'echo "#define WHEN $(date +%s%N)" >when.h; $CC $CFLAGS -include when.h -o p p.c' | sed -E "s/WHEN [0-9]*/WHEN N/g"
pgolens: OLD and NEW are not of the same sources: 'when.h', from line 1 on: OLD '#define WHEN N', NEW '#define WHEN N'. Is a source regenerated on every build, or was one edited in between? Use --allow-different-sources if the difference does not matter
$ sh run.sh --build 'echo "#define WHEN $(date +%s%N)" >when.h; $CC $CFLAGS -include when.h -o p p.c' --allow-different-sources --metric text --work ../kept | grep '^output'; rm -rf kept
output   OLD and NEW print the same
$ sh run.sh --aa --metric instructions --metric text --work ../aa | grep -E 'A/A|^(instructions|text)' | sed 's/[0-9][0-9,]*[0-9]/N/g'
         OLD and NEW are the same program, built twice (an A/A test)
instructions  N  N  +0.N %  no difference  ./p N
instructions  N  N  +0.N %  no difference  ./p N
instructions  N  N  +0.N %  no difference
text            N    N  +0.N %  no difference
$ sh run.sh --aa --new=-DMORE --metric text --work ../aa | grep -c 'A/A'
1
