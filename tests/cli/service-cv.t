# The service of tests/programs/workloads/cv, instrumented, with 8 threads: gcov counts what it served, no more, no less.
# Takes long.
$ cp -r "$TOP/tests/programs/workloads/cv" cv && cd cv && rm -f *.o service/*.o && make -s documents.jsonl &&
> make -s CC=$GCC CFLAGS='-O2 -fprofile-generate -ftest-coverage -fprofile-update=atomic'
$ cat >counts.sh <<'END'
> # What gcov says of FUNCTION in SOURCE, whose objects are in FOLDER.
> gcov=$(echo $GCC | sed 's/gcc\(-[0-9]*\)\{0,1\}$/gcov\1/')
> $gcov --json-format -t -o $1 $2 2>/dev/null | jq ".files[].functions[] | select(.name == \"$3\").execution_count"
> END
$ cd cv; served=0
> for round in 1 2; do
> 	pgolens service --start './cv-service documents.jsonl $PORT 8' --url 'http://127.0.0.1:$PORT/cv' \
> 		--ready 'http://127.0.0.1:$PORT/' --seconds 2 --dump USR1 --dumps 8 --log log --format=json >run.json || exit
> 	now=$(sed -n 's/^served: //p' log); served=$((served + now))
> 	test $(jq .requests run.json) -gt 100 && test $now -ge $(jq .requests run.json) &&
> 		test $now -le $(jq '.requests + .connections' run.json) && echo the load and the service agree
> 	"$TOP/tests/bin/schema/validate-service" run.json; jq -c '[.failed, .dump_signals_sent, .status]' run.json; grep -c 'profile: written' log
> 	echo $(($(sh ../counts.sh service service/main.c serve_cv) - served)) $(($(sh ../counts.sh . extract.c cv_extract_add) - served))
> done
the load and the service agree
[0,8,0]
8
0 0
the load and the service agree
[0,8,0]
8
0 0

$ # Killed after the dump, what was served before it is there all the same.
$ cd cv; find . -name '*.gcda' -delete
> pgolens service --start './cv-service documents.jsonl $PORT 8' --url 'http://127.0.0.1:$PORT/cv' \
> 	--ready 'http://127.0.0.1:$PORT/' --seconds 1 --dump USR1 --stop KILL --format=json >run.json
> counted=$(sh ../counts.sh service service/main.c serve_cv)
> test $counted -ge $(jq .requests run.json) && test $counted -le $(jq '.requests + .connections' run.json) && echo all there
all there

$ # The profile is one that a build can use: nothing missing, nothing that does not fit, and cold code set apart.
$ cd cv; rm -f cv-service *.o service/*.o
> make -s CC=$GCC CFLAGS='-O2 -fprofile-use -Wmissing-profile -Wcoverage-mismatch -Werror' && size -A lexer.o | grep -c '\.text\.unlikely'
> pgolens service --start './cv-service documents.jsonl $PORT 2' --url 'http://127.0.0.1:$PORT/cv' --seconds 1 --dump USR1 --log log | grep failed; grep profile log
1
failed     none
profile: none in this build

$ # At a rate that is asked for, wrk keeps it.
$ cd cv; pgolens service --start './cv-service documents.jsonl $PORT 2' --url 'http://127.0.0.1:$PORT/cv' --seconds 2 --rate 300 --format=json |
> 	jq '.requests >= 500 and .requests <= 630 and .failed == 0, (.latency | ."p50" <= ."p90" and ."p90" <= ."p99" and ."p99" <= ."p99.9")'
true
true
$ # Documents that are not there are failures, and those of a script's own are asked for.
$ cd cv; printf 'wrk.path = "/cv/7"\n' >seven.lua; printf 'wrk.path = "/cv/7000"\n' >none.lua
> for script in seven none; do
> 	pgolens service --start './cv-service documents.jsonl $PORT 2' --url 'http://127.0.0.1:$PORT/' --seconds 1 --script $script.lua --log log --format=json >run.json
> 	echo $? $(jq '.failed == if .requests > 0 then $all else -1 end' --argjson all $(test $script = none && jq .requests run.json || echo 0) run.json)
> done 2>/dev/null
0 true
1 true
$ cd cv; pgolens service --start './cv-service none.jsonl $PORT 2' --url 'http://127.0.0.1:$PORT/cv'
pgolens: the service ended with exit status 1 before it was ready
pgolens: it printed:
cv-service: cannot read 'none.jsonl': No such file or directory
? 2
