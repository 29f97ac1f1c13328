# pgolens service: it starts a service, loads it, makes it dump its profile, stops it, and never leaves it behind.
# Takes long.
$ pgolens service
pgolens: service: missing --start, or --old and --new (the commands that start the service) (try 'pgolens service --help')
? 2
$ pgolens service --start x --stop SIGNONE
pgolens: service: there is no signal 'SIGNONE' (try 'pgolens service --help')
? 2
$ pgolens service --start x --cores 10
pgolens: service: --cores needs --old and --new: savings are a difference of two services (try 'pgolens service --help')
? 2
$ pgolens service --old x --new y --cores 10 --rounds 1
pgolens: service: --cores needs at least --rounds=2: one round cannot show a saving (try 'pgolens service --help')
? 2
$ pgolens service --old x --new y --cores 1,5
pgolens: service: '1,5' is not a number of cores (try 'pgolens service --help')
? 2
$ pgolens service --start x --url ftp://here
pgolens: 'ftp://here' is not an address: give http://HOST:PORT/PATH or tcp://HOST:PORT
? 2

$ # One that counts what it answers, by its own book. /slow burns CPU time, /bad fails, /die ends it.
$ cat >server.py <<'END'
> import http.server, os, signal, socketserver, sys, threading, time
> n, options = 0, sys.argv[2:]
> class Handler(http.server.BaseHTTPRequestHandler):
>     protocol_version = "HTTP/1.1"
>     def log_message(self, *words): pass
>     def do_GET(self):
>         global n
>         if self.path == "/ready": return self.answer(200)
>         n += 1
>         if self.path == "/die": os.kill(os.getpid(), signal.SIGSEGV)
>         if self.path == "/slow": burn(0.02)
>         if self.path == "/child":
>             child = os.fork()
>             if not child: burn(0.02); os._exit(0)
>             os.waitpid(child, 0)
>         self.answer(503 if self.path == "/bad" else 200)
>     def answer(self, status):
>         self.send_response(status)
>         self.send_header("Content-Length", "0")
>         self.end_headers()
> def burn(seconds):
>     until = time.process_time() + seconds
>     while time.process_time() < until: pass
> def stop(*what):
>     times = os.times()
>     print("answered", n, flush=True)
>     open("book", "w").write("%f\n" % sum(times[:4]))
>     if "deaf" not in options: os._exit(0)
> signal.signal(signal.SIGTERM, stop)
> if "dumps" in options: signal.signal(signal.SIGUSR1, lambda *what: print("dumped", flush=True))
> open("pids", "a").write("%d\n" % os.getpid())
> print("here I am", flush=True)
> socketserver.TCPServer.allow_reuse_address = True
> http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
> END
> cat >load.py <<'END'
> import http.client, os, sys, urllib.parse
> url, n, failed = urllib.parse.urlsplit(os.environ["URL"]), int(sys.argv[1]), 0
> for i in range(n):
>     try:
>         c = http.client.HTTPConnection(url.netloc, timeout=5)
>         c.request("GET", url.path)
>         failed += c.getresponse().status != 200
>     except OSError:
>         failed += 1
> print("pgolens-load requests=%d failed=%d seconds=1" % (n, failed))
> END
> cat >gone.sh <<'END'
> # Are all that ever noted their number gone, if not at once then soon?
> for i in $(seq 100); do
> 	left=0
> 	for pid in $(cat pids); do [ ! -d /proc/$pid ] || left=1; done
> 	[ $left = 0 ] && exec echo gone
> 	sleep 0.1
> done
> echo left behind
> END
> cat >ask.sh <<'END'
> path=$1; shift
> exec pgolens service --url "http://127.0.0.1:\$PORT/$path" --ready 'http://127.0.0.1:$PORT/ready' "$@"
> END

$ # It says what its book says.
$ sh ask.sh x --start 'python3 server.py $PORT' --load 'python3 load.py 50' --log log --format=json >x.json
> jq -c '[.requests, .failed, .status, .latency.p50]' x.json; cat log; "$TOP/tests/bin/schema/validate-service" x.json
[50,0,0,null]
here I am
answered 50
$ # CPU time, that of children too, against the server's own times.
$ for path in slow child; do
> 	sh ask.sh $path --start 'python3 server.py $PORT' --load 'python3 load.py 20' --format=json >x.json
> 	jq --argjson book "$(cat book)" '[.cpu_per_request >= 0.02, .cpu_seconds <= .cpu_seconds_in_all + 0.02,
> 		(.cpu_seconds_in_all - $book | -0.05 < . and . < 0.3)] | all' x.json
> done
true
true

$ # What goes wrong.
$ pgolens service --start 'echo no room >&2; exit 3' --url tcp://127.0.0.1:1
pgolens: the service ended with exit status 3 before it was ready
pgolens: it printed:
no room
? 2
$ pgolens service --start 'echo wait; exec sleep 60' --url tcp://127.0.0.1:1 --start-within 1
pgolens: the service was not ready at tcp://127.0.0.1:1 within 1 s: Connection refused
pgolens: it printed:
wait
? 2
$ pgolens service --start 'python3 server.py $PORT' --url 'http://127.0.0.1:$PORT/bad' --start-within 5 2>&1 | sed 's/[0-9]\{4,5\}/PORT/'
pgolens: the service was not ready at http://127.0.0.1:PORT/bad within 5 s: HTTP status 503
pgolens: it printed:
here I am
$ sh ask.sh die --start 'exec python3 server.py $PORT' --load 'python3 load.py 5'
pgolens: the service was killed by signal 11 (Segmentation fault) while it was loaded
pgolens: it printed:
here I am
? 2
$ sh ask.sh bad --start 'python3 server.py $PORT' --load 'python3 load.py 5' | grep failed
pgolens: 5 of 5 requests failed
failed     5
$ sh ask.sh bad --start 'python3 server.py $PORT' --load 'python3 load.py 5' -o x
pgolens: 5 of 5 requests failed
? 1
$ sh ask.sh x --start 'python3 server.py $PORT deaf' --load 'python3 load.py 5' --stop-within 1
pgolens: the service did not stop within 1 s of signal 15 (Terminated) and was killed: data it had not written is lost
pgolens: it printed:
here I am
answered 5
? 2
$ sh ask.sh x --start 'python3 server.py $PORT' --load 'echo hello'
pgolens: the load command printed no numbers: neither a line 'pgolens-load requests=N failed=N seconds=N' nor what wrk prints
pgolens: it printed:
hello
? 2
$ sh ask.sh x --start 'python3 server.py $PORT' --load 'echo pgolens-load requests=5 seconds=1'
pgolens: the load command's line 'pgolens-load' has no 'failed=' with a number
pgolens: it printed:
pgolens-load requests=5 seconds=1
? 2
$ sh ask.sh x --start 'python3 server.py $PORT' --load 'false'
pgolens: the load command ended with exit status 1
? 2

$ # A signal that nobody handles would end it; a shell around the server is not told.
$ sh ask.sh x --start 'python3 server.py $PORT' --load 'python3 load.py 5' --dump USR1
pgolens: no process of the service handles signal 10 (User defined signal 1): the signal would kill it
pgolens: it printed:
here I am
? 2
$ sh ask.sh x --start 'python3 server.py $PORT dumps; echo over' --load 'sleep 1; python3 load.py 5' --seconds 1 --dump USR1 --dumps 2 --log log | grep profile; cat log
profile    SIGUSR1 while it ran: 2 times, 2 signals to processes
here I am
dumped
dumped
answered 5
over

$ # Nothing is left: not of these, not of a daemon, not when we are interrupted or killed.
$ sh ask.sh x --start '(setsid python3 server.py $PORT &) ; exit 0' --load 'python3 load.py 5' | grep -c requests
1
$ sh gone.sh
gone
$ for signal in INT TERM KILL; do
> 	: >pids; : >loading
> 	bash -c 'exec env --default-signal=INT sh ask.sh x --start "(setsid python3 server.py \$PORT &); sleep 99" --load "echo \$\$ >>pids; echo >loading; sleep 98"' &
> 	until [ -s loading ]; do sleep 0.05; done
> 	kill -$signal $!; wait $! 2>/dev/null; sh gone.sh
> done 2>/dev/null
gone
gone
gone

$ # What another has at the address is not taken for it.
$ : >port; python3 -u -m http.server --bind 127.0.0.1 0 >port 2>&1 & server=$!
> until port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' port); [ -n "$port" ]; do sleep 0.1; done
> pgolens service --start 'sleep 5' --url http://127.0.0.1:$port/ 2>&1 | sed "s/$port/PORT/"; kill $server
pgolens: something answers at http://127.0.0.1:PORT/ before the service is started: another instance? Use '$PORT' in the URL to get a free port
