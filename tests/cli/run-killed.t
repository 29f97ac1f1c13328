# pgolens run, killed at each of its steps: the next run ends with the same result, and no command that had
# ended runs again. Commands log when they end; one of them, which HOLD names, waits for kill -9 when the run
# reaches it, and would write into `late` if it survived.
# Takes long.
$ mkdir src && cp "$DATA/programs/mix.c" src/p.c
> cat >step <<'END'
> #!/bin/sh
> # step NAME COMMAND...
> name=$1; shift
> case $name:$CFLAGS in
> build:*-fprofile-generate*) name=build-instrumented ;;
> build:*-fprofile-use*) name=build-NEW ;;
> build:*) name=build-OLD ;;
> esac
> n=$(grep -c "^$name\$" "$SCRATCH/ran" 2>/dev/null)
> echo "$name" >>"$SCRATCH/ran"
> if [ "$name ${n:-0}" = "$(cat "$SCRATCH/hold" 2>/dev/null)" ]; then
> 	rm "$SCRATCH/hold"; touch "$SCRATCH/reached"
> 	"$@" >/dev/null
> 	sleep 3; echo late >>"$SCRATCH/late"
> fi
> "$@" && echo "$name" >>"$SCRATCH/ended"
> END
> chmod +x step
> cat >src/pgolens.ini <<'END'
> [program]
> build = $SCRATCH/step build $CC $CFLAGS -o p p.c
> old = -O2
> [train]
> command = $SCRATCH/step train ./p 3000
> [measure]
> command = $SCRATCH/step measure ./p 9000
> metric = instructions user-time
> runs = 2
> END
> cat >walk.sh <<'END'
> cd src && CC=$GCC CXX=$GXX exec pgolens run -j 1 --format=json "$@"
> END
> # What is the same in each run: all but times, and which builds were there.
> cat >try.sh <<'END'
> same() { jq 'del(.builds[].was_there, .explanation.old, .explanation.new) | .results |= map(select(.unit != "s"))' "$1"; }
> rm -rf src/pgolens-work src/pgolens-out ran ended hold
> sh walk.sh -o "$SCRATCH/whole.json" || exit
> sort ended | uniq -c | sort -k 2
> same whole.json >whole
> sort ended >ended-whole
> for hold; do
> 	rm -rf src/pgolens-work src/pgolens-out ran ended reached killed.json
> 	echo "$hold" >hold
> 	setsid sh walk.sh -o "$SCRATCH/killed.json" & child=$!
> 	while [ ! -f reached ] && kill -0 $child 2>/dev/null; do sleep 0.02; done
> 	cp ended before 2>/dev/null || : >before
> 	# One is interrupted, as by Ctrl-C.
> 	case $hold in
> 	"measure 2") kill -INT $child ;;
> 	*) kill -9 -$child ;;
> 	esac
> 	wait $child 2>/dev/null
> 	[ ! -f killed.json ] || echo "it was not killed"
> 	sh walk.sh -o "$SCRATCH/again.json" || exit
> 	same again.json >again
> 	sort ended | diff - ended-whole && diff whole again &&
> 		echo "killed at $hold: $(wc -l <before) had ended, the rest ran once"
> done 2>&1 | grep -v Killed
> END
$ sh try.sh "build-OLD 0" "build-instrumented 0" "train 0" "build-NEW 0" "measure 2" "measure 5"
      1 build-NEW
      1 build-OLD
      1 build-instrumented
      8 measure
      1 train
killed at build-OLD 0: 0 had ended, the rest ran once
killed at build-instrumented 0: 1 had ended, the rest ran once
killed at train 0: 2 had ended, the rest ran once
killed at build-NEW 0: 3 had ended, the rest ran once
killed at measure 2: 6 had ended, the rest ran once
killed at measure 5: 9 had ended, the rest ran once
$ PGOLENS_NO_MOUNT=1 sh try.sh "train 0" "measure 5"
      1 build-NEW
      1 build-OLD
      1 build-instrumented
      8 measure
      1 train
killed at train 0: 2 had ended, the rest ran once
killed at measure 5: 9 had ended, the rest ran once
$ sleep 3; [ ! -f late ]
