# pgolens run with a [service]: training while the service runs, comparison under load, resuming; what it refuses.
# Takes long.
$ mkdir src
> cat >src/server.c <<'END'
> #include <arpa/inet.h>
> #include <signal.h>
> #include <stdio.h>
> #include <stdlib.h>
> #include <string.h>
> #include <unistd.h>
> static volatile sig_atomic_t is_over;
> static void on_signal(int number) { is_over = number; }
> static unsigned table[256];
> static unsigned mix(unsigned x)
> {
> 	x ^= x << 3; x += table[x & 255]; x ^= x >> 5; x += table[x & 127]; x *= 17;
> 	x ^= table[(x >> 3) & 255]; x += x << 7; x ^= x >> 3; table[x & 255] ^= x;
> 	return x + table[(x >> 8) & 255];
> }
> int main(int argc, char **argv)
> {
> 	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
> 	int listener = socket(AF_INET, SOCK_STREAM, 0), n = argc > 2 ? atoi(argv[2]) : 200;
> 	struct sigaction action = { .sa_handler = on_signal };
> 	sigaction(SIGTERM, &action, NULL);
> 	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
> 	if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 16)) return 1;
> 	while (!is_over) {
> 		char text[4096];
> 		int client = accept(listener, NULL, NULL);
> 		if (client < 0) continue;
> 		ssize_t length = read(client, text, sizeof text - 1);
> 		unsigned x = 1;
> 		if (length <= 0) { close(client); continue; }
> 		for (int i = 0; i < n; i++) { x = mix(x + i); if (i % 64 == 0) x += mix(i); }
> 		memset(table, 0, sizeof table);
> #ifdef ODD
> 		x ^= 1;
> #endif
> 		length = snprintf(text, sizeof text, "HTTP/1.1 %s\r\nContent-Length: 9\r\nConnection: close\r\n\r\n%08x\n",
> 				  n ? "200 OK" : "500 Not today", x);
> 		if (write(client, text, length) < 0) return 1;
> 		close(client);
> 	}
> 	return 0;
> }
> END
> cat >src/load.py <<'END'
> import os, socket, sys, time
> n, failed, since, place = 30, 0, time.monotonic(), os.environ["URL"].split("/")[2].split(":")
> for i in range(n):
>     with socket.create_connection(place) as asked:
>         asked.sendall(b"GET / HTTP/1.1\r\n\r\n")
>         answer = b""
>         while (more := asked.recv(4096)): answer += more
>         failed += b" 200 " not in answer
> if "print" in sys.argv: print(answer.decode().split()[-1])
> else: print("pgolens-load requests=%d failed=%d seconds=%f" % (n, failed, time.monotonic() - since))
> END
> cat >src/pgolens.ini <<'END'
> [program]
> build = $CC $CFLAGS -o server server.c
> old = -O2
> [service]
> start = ./server $PORT
> ready = tcp://127.0.0.1:$PORT
> load = python3 -SE load.py
> answers = python3 -SE load.py print
> seconds = 1
> [measure]
> runs = 2
> END
> cat >run.sh <<'END'
> cd src; CC=$GCC CXX=$GXX CFLAGS= exec pgolens run "$@"
> END
$ sh run.sh -v -j 1 -o ../out 2>err; sort err | sed 's/training instrumented: .*pgolens service/training instrumented: pgolens service/' | uniq -c | sed 's/^ *//'
1 answers NEW: ./server $PORT
1 answers OLD: ./server $PORT
1 build NEW: $CC $CFLAGS -o server server.c
1 build OLD: $CC $CFLAGS -o server server.c
1 build instrumented: $CC $CFLAGS -o server server.c
3 load NEW: ./server $PORT
3 load OLD: ./server $PORT
1 training instrumented: pgolens service --start './server $PORT' --ready 'tcp://127.0.0.1:$PORT' --load 'python3 -SE load.py' --seconds 5
$ sed -n 's/^output *//p' out; grep -c 'all units found their profile' out
OLD and NEW answer the same
1
$ awk '/^(requests-per-second|cpu-per-request)/ { print $1, $NF }' out | sed 's/[0-9.]* per second/N/'
requests-per-second load
cpu-per-request load
requests-per-second second
cpu-per-request second
$ test -s src/pgolens-out/report.html && echo there
there
$ # Gone on with, nothing is done again; and the results are the same, as JSON too.
$ sh run.sh -v -j 1 -o ../again; cmp out again
$ sh run.sh --format=json --cores 100 --core-hour 2 >run.json; "$TOP/tests/bin/schema/validate-run" run.json
> jq -c '.measuring, [.results[].what] == ["requests-per-second", "cpu-per-request", "requests-per-second", "cpu-per-request", "text"]' run.json
> jq -c '[.results[] | select(.what == "cpu-per-request")][1] as $cpu | .saves |
> 	(.cores + 100 * $cpu.change | fabs < 1e-9), (.cores_interval[0] + 100 * $cpu.interval[1] | fabs < 1e-9),
> 	(.money_a_year - .cores * 2 * 8766 | fabs < 1e-6), .is_seen' run.json
"service"
true
true
true
true
false

$ # More rounds: only those that are new are run. Anew: all.
$ sh run.sh -v --runs 3 -o x 2>&1 | sort | uniq -c | sed 's/^ *//'
1 load NEW: ./server $PORT
1 load OLD: ./server $PORT
$ sh run.sh -v --again -o x 2>&1 | sort | uniq -c | sed 's/^ *//'
3 load NEW: ./server $PORT
3 load OLD: ./server $PORT

$ # What is refused.
$ sh run.sh --new=-DODD --work ../w2 2>&1 | sed "s/'[^']*\/m\/[^']*'/FILE/g; s/'[0-9a-f]\{8\}'/X/g"
pgolens: OLD and NEW answer different things to 'python3 -SE load.py print', from line 1, byte 8 on: OLD X, NEW X; see all of it in FILE and FILE. Use --allow-different-output if the difference does not matter
$ sh run.sh --start './server $PORT 0' --work ../w3 2>&1 | sed 's/:[^:]*pgolens service/: pgolens service/; s/ (all of it.*//' | head -2
pgolens: variant instrumented: the training command failed with exit status 1: pgolens service --start './server $PORT 0' --ready 'tcp://127.0.0.1:$PORT' --load 'python3 -SE load.py' --seconds 5
pgolens: it printed
$ sh run.sh --start 'exec ./server $PORT' --stop KILL --work ../w4 2>&1 | head -1 | sed 's/:[^:]*pgolens service/: pgolens service/'
pgolens: variant instrumented: the training command left no counts: it ran nothing that was built, or the program did not exit normally: pgolens service --start 'exec ./server $PORT' --ready 'tcp://127.0.0.1:$PORT' --stop KILL --load 'python3 -SE load.py' --seconds 5
$ sh run.sh --cores many
pgolens: run: 'many' is not a number of cores (try 'pgolens run --help')
? 2
$ sh run.sh --cores 5 --runs 1
pgolens: --cores needs at least two --runs: one run has no interval
? 2
$ sh run.sh --attribute=yes
pgolens: run: missing --measure (a benchmark that ends), which splitting the gain of a service needs (try 'pgolens run --help')
? 2
$ sh run.sh --dump SIGNONE
pgolens: there is no signal 'SIGNONE'
? 2

$ # A program that runs and ends: by its user time, and not without it.
$ mkdir -p batch; printf '%s\n' '#include <stdio.h>' 'int main(int n, char **v) { volatile long x = 0; for (long i = 0; i < 9000000L * n; i++) x += i; printf("%ld\n", x); return 0; }' >batch/p.c
> cd batch; CC=$GCC CFLAGS= pgolens run --build '$CC $CFLAGS -o p p.c' --train ./p --measure ./p --runs 3 --cores 8 --format=json | jq -c '.saves.of_cores, (.saves.assumes | test("per run"))'
> CC=$GCC CFLAGS= pgolens run --build '$CC $CFLAGS -o p p.c' --train ./p --measure ./p --metric instructions --cores 8 -o x; grep -c 'of 8 cores' x
8
true
pgolens: cannot compute savings: no CPU time was measured in rounds; use --metric=user-time
0
? 1
