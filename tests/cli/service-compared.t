# pgolens service --old --new: it finds planted differences of CPU time, and finds none where there is none.
# Takes long.
$ cat >server.py <<'END'
> import socket, sys, time
> burnt, server = float(sys.argv[2]), socket.create_server(("127.0.0.1", int(sys.argv[1])))
> while True:
>     asked = server.accept()[0]
>     if not asked.recv(4096): continue
>     until = time.process_time() + burnt
>     while time.process_time() < until: pass
>     asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
>     asked.close()
> END
$ cat >load.py <<'END'
> import os, socket, time
> n, since, place = 5, time.monotonic(), os.environ["URL"].split("/")[2].split(":")
> for i in range(n):
>     with socket.create_connection(place) as asked:
>         asked.sendall(b"GET / HTTP/1.1\r\n\r\n")
>         while asked.recv(4096): pass
> print("pgolens-load requests=%d failed=0 seconds=%f p50=0.02 p99.9=0.1" % (n, time.monotonic() - since))
> print(os.environ["RATE"], os.environ["LOAD_SECONDS"], file=open("rates", "a"))
> END
$ cat >compare.sh <<'END'
> old=$1 new=$2; shift 2
> exec pgolens service --old "python3 -SE server.py \$PORT $old" --new "python3 -SE server.py \$PORT $new" --load 'python3 -SE load.py' \
> 	--ready 'tcp://127.0.0.1:$PORT' --rounds 12 "$@"
> END
$ sh compare.sh 0.02 0.012 --only-equal --rate 40 --cores 100 --core-hour 0.05 --format=json >x.json
> "$TOP/tests/bin/schema/validate-service" x.json
> jq -c '.equal["cpu-per-request"] | .difference, .change > -0.45 and .change < -0.3, .interval[1] < 0' x.json
> jq -c '.stands_for_it, (.saves | .is_seen, .cores > 30 and .cores < 45, (.money_a_year / .cores * 10 | round), .cores_interval[0] < .cores)' x.json
> jq -c '.equal | .p50.difference, .p90.old, .rate, .old.requests, .new.failed' x.json; sort -u rates
"less"
true
true
"equal"
true
true
4383
true
"none-seen"
null
40
60
0
 1
40 2
$ sh compare.sh 0.01 0.01 --only-full --cores 100 | tail -3 | sed 's/[-+]*[0-9][0-9.]*/N/g'
CPU time per request at full load: no difference seen (N to N %)
of N cores, NEW saves none that is seen: saved may be N to N
  assumes that all these cores run this service, are as busy with NEW as they are with OLD, get requests like those measured, on processors like this one, and that half the CPU time per request needs half the cores
$ sh compare.sh 0.01 0.03 --only-full --rounds 2 | tail -2 | sed 's/[-+]*[0-9][0-9.]*/N/g'
CPU time per request at full load: no difference seen (N to N %)
too few rounds to show a difference: at least N are needed
$ sh compare.sh 0.01 '0.01; exit 4' --only-full --rounds 1 2>&1 | grep -c 'no difference seen\|one round cannot tell'
1
$ pgolens service --old 'python3 -SE server.py $PORT 0' --new 'echo cannot; exit 4' --load 'python3 -SE load.py'
pgolens: NEW: the service ended with exit status 4 before it was ready
pgolens: it printed:
cannot
? 2
