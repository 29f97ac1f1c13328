# pgolens attribute: wrong use, commands that fail, and a program whose gain is split.
# A command that fails: attribute prints its output and names the variant; nothing counts as done.
# The split: GCC inlines mix() at the call in the loop once it knows the call's count.
# A second run reuses what the first one built, and measures nothing twice.
# A build that ignores the flags gets them as part of its compiler's name.
# An interrupted run resumes where it stopped; it left nothing half done.
# Takes long.
$ pgolens attribute
pgolens: attribute: missing --build (the command that builds the program) (try 'pgolens attribute --help')
? 2
$ pgolens attribute --build make
pgolens: attribute: missing --train (the command that runs the program for training) (try 'pgolens attribute --help')
? 2
$ pgolens attribute --build make --train ./x
pgolens: attribute: missing --measure (the command to measure) (try 'pgolens attribute --help')
? 2
$ pgolens attribute --build make --train ./x --measure ./x --metric instructoins
pgolens: attribute: unknown metric 'instructoins'; did you mean 'instructions'? (try 'pgolens attribute --help')
? 2
$ pgolens attribute --build make --train ./x --measure ./x y
pgolens: attribute: unexpected operand 'y' (try 'pgolens attribute --help')
? 2
$ pgolens attribute --build make --train ./x --measure ./x --cc clang-none
pgolens: there is no compiler 'clang-none'
? 2
$ pgolens attribute --build make --train ./x --measure ./x --source missing
pgolens: cannot read 'missing': No such file or directory
? 2
$ mkdir src && cp "$DATA/programs/mix.c" src/p.c
> cat >attribute.sh <<'END'
> CC=$GCC CXX=$GXX CFLAGS= exec pgolens attribute --source src --work kept "$@"
> END
$ sh attribute.sh -j 1 --build 'echo compiling; echo oops >&2; exit 3' --train ./p --measure ./p 2>&1 | sed 's|/v/[0-9a-f]*|/v/KEY|'
pgolens: variant OLD: the build command failed with exit status 3: echo compiling; echo oops >&2; exit 3
pgolens: it printed (all of it is in '$SCRATCH/kept/v/KEY/log'):
compiling
oops
$ find kept -name done
$ sh attribute.sh -j 1 --build '$CC $CFLAGS -c p.c' --train ./p --measure ./p 2>&1
pgolens: variant OLD: the build command made no program or shared library in the folder it ran in: $CC $CFLAGS -c p.c
? 2
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train 'kill -9 $$' --measure ./p 2>&1
pgolens: variant instrumented: the training command was killed by signal 9: kill -9 $$
? 2
$ sh attribute.sh -j 1 --build '$CC $CFLAGS -o p p.c' --train true --measure ./p 2>&1
pgolens: variant instrumented: the training command left no counts: it ran nothing that was built, or the program did not exit normally: true
? 2
$ $GCC -O2 -o src/p src/p.c && sh attribute.sh -j 1 --build 'test -f p' --train ./p --measure ./p 2>&1; rm src/p
pgolens: variant OLD: the build command compiled nothing with the flags it was given (CC, CFLAGS, CXXFLAGS): does it find everything built already?
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' --metric text --budget 8 -o x.txt && head -2 x.txt | sed "s/$(basename $GCC)/GCC/"
OLD: GCC -O2
NEW: -O2 -fprofile-use
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' --metric text --budget 2 --format=json | jq '.metrics[0] | [.causes[].alone, .interaction] | all(. != null)'
true
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' --metric text -o x.txt
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' --metric instructions -o x.txt
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' --metric instructions --metric text --sites --format=json -o x.json
$ "$TOP/tests/bin/schema/validate-attribution" x.json
$ jq -r '.metrics[0] | .verdict, .leading[0]' x.json
pgo-gains
newly-inlined
$ jq -r '.sites | .explained, .same_program, .named[0].kind, .named[0].location, .named[0].call' x.json
true
true
newly inlined
p.c:14:7
main > mix
$ mkdir ways && cp "$DATA/programs/both-ways.c" ways/p.c
$ sh attribute.sh --source ways --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000 8000' --sites --format=json -o ways.json
$ jq -r '.sites | .explained, (.together / .part < 1.2), (.named | map(.kind, .worth > 0) | join(" "))' ways.json
true
true
newly inlined true newly inlined true un-inlined false un-inlined false
$ cat >uneven <<END
> # Slow every other time: NEW when OLD is not.
> ran=$PWD/ran.\$(md5sum <p | cut -c 1-32); n=\$(cat \$ran 2>/dev/null || grep -c profile-use flags)
> echo \$((n + 1)) >\$ran; sleep 0.\$((n % 2 * 2))
> END
$ sh attribute.sh --build 'echo $CFLAGS >flags; $CC $CFLAGS -o p p.c' --train './p 3000' --measure "sh $PWD/uneven" --metric wall-time --runs 4 --format=json -o t.json
$ "$TOP/tests/bin/schema/validate-attribution" t.json
$ jq -r '.metrics[0] | .verdict, (.leading | length), .interval[0] < 0 and .interval[1] > 0' t.json
not-resolved
0
true
$ find kept/m -type f | sort | xargs sha256sum >before
$ sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' --metric instructions --metric text --sites --format=json -o y.json
$ jq '[.variants[].was_there] | all' y.json
true
$ jq .metrics x.json >x && jq .metrics y.json >y && cmp x y && find kept/m -type f | sort | xargs sha256sum | cmp - before
$ sh attribute.sh --build "$(basename $GCC) -O2 -c p.c && $(basename $GCC) p.o -o p" --train './p 3000' --measure './p 9000' --metric text --format=json -o z.json
$ jq -r '.metrics[0].metric, (.variants[] | select(.name == "NEW") | .units_without_profile)' z.json
text
0
$ rm -rf kept; sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --metric text >/dev/null 2>&1 & child=$!
> while [ "$(find kept -name done 2>/dev/null | wc -l)" -lt 4 ] && kill -0 $child 2>/dev/null; do sleep 0.05; done
> kill -9 $child; wait $child 2>/dev/null; sleep 0.5
> find kept -name done -newermt '2000-01-01' -printf '%p %T@\n' | sort >first
> sh attribute.sh --build '$CC $CFLAGS -o p p.c' --train './p 3000' --metric text --format=json -o w.json
> find kept -name done -printf '%p %T@\n' | sort >second
> comm -23 first second | wc -l
> jq .metrics[0].whole w.json >w && jq .metrics[1].whole x.json | cmp - w
0
