# pgolens profile: coverage against gcov(1), overlap against the counts that gcov-dump(1) reads, mismatches against the
# warnings of GCC itself, and damaged files.
$ mkdir src build && cd src
> cat >work.c <<'END'
> #include <stdlib.h>
> static int mix(int x, int k)
> {
> 	for (int i = 0; i < k; i++)
> 		x = x * 33 ^ (x >> 5) % 7;
> 	return x;
> }
> int often(int x) { int s = 0; for (int i = 0; i < 100; i++) { if ((i ^ x) & 1) s += mix(i, 3); else s -= i; } return s; }
> int rarely(int x) { return x > 3 ? mix(x, 9) / 3 : mix(x, 2); }
> int never(int x) { switch (x) { case 1: return 4; case 2: return mix(x, x); case 7: abort(); } return 0; }
> int same(int x) { return x > 10 ? x : 10 - x; }
> END
> cat >main.c <<'END'
> #include <stdio.h>
> #include <stdlib.h>
> int often(int), rarely(int), never(int), same(int);
> int main(int argc, char **argv)
> {
> 	int n = argc > 1 ? atoi(argv[1]) : 0, s = 0;
> 	for (int i = 0; i < n; i++)
> 		s += i % 3 ? often(i) : i % 5 ? rarely(i) : same(i);
> 	if (n > 1000)
> 		s += never(n);
> 	printf("%d\n", s);
> 	return 0;
> }
> END
> for f in work main; do $GCC -O2 --coverage -fprofile-generate -c $f.c -o ../build/$f.o; done
> cd ../build && $GCC --coverage work.o main.o -o program
> ./program 1 && mkdir ../a && cp *.gcda ../a && rm *.gcda && ./program 500 && ./program 2 >/dev/null && mkdir ../b && cp *.gcda ../b
10
-399967259
$ pgolens profile -a --notes build a b | sed 's/GCC [0-9]*/GCC N/; s/[0-9.]* %/P/g; s/,[0-9,]*/,N/g'
profile     a: 2 units,N GCC N; 1 run,N largest count 1
functions   2 of 5 run (P)
blocks      15 of 44 run (P)
counters    8 of 27 run (P)
fit         5 fit,N 0 mismatched

unit  runs  largest count  of all counts  functions  run  blocks run
main     1              1         P          1    1      P
work     1              1         P          4    1      P

profile     b: 2 units,N GCC N; 2 runs,N largest count 50,N
functions   4 of 5 run (P)
blocks      36 of 44 run (P)
counters    20 of 27 run (P)
fit         5 fit,N 0 mismatched

unit  runs  largest count  of all counts  functions  run  blocks run
work     2         50,N         P          4    3      P
main     2         50,N          P          1    1      P

overlap     P of a and b
$ cp build/*.gcno b; pgolens profile --format=json a b >found.json; cat >check.py <<'END'
> import itertools, json, re, subprocess, sys
> tool = sys.argv[1]
> found = json.load(open("found.json"))
> n = 0
> for unit in found["profiles"][1]["units"]:
>     out = subprocess.run([tool, "--json-format", "-t", unit["path"]], stdout=subprocess.PIPE, text=True, check=True).stdout
>     theirs = {f["name"]: f for file in json.loads(out)["files"] for f in file["functions"]}
>     for f in unit["list"]:
>         g = theirs[f["function"]]
>         # gcov counts the exit as one of the blocks that ran, in place of the last one.
>         last = f["has_run"] and f["blocks_run"] != g["blocks_executed"]
>         assert f["blocks"] == g["blocks"] and abs(f["blocks_run"] - g["blocks_executed"]) <= last, (f, g)
>         assert f["has_run"] == (g["execution_count"] > 0), (f, g)
>         n += 1
> print(n, "functions are as gcov has them")
> def counts(folder):
>     """(unit, function, number) -> count, by GCC's own reader."""
>     result = {}
>     for unit in ("main", "work"):
>         out = subprocess.run([tool.replace("gcov", "gcov-dump"), "-l", f"{folder}/{unit}.gcda"], stdout=subprocess.PIPE, text=True, check=True).stdout
>         function, is_arcs, at = None, False, 0
>         for line in out.split("\n"):
>             head = re.search(r"FUNCTION ident=(\d+)", line)
>             if head:
>                 function = head.group(1)
>             if "COUNTERS" in line:
>                 is_arcs, at = "COUNTERS arcs" in line, 0
>             values = re.match(r"\S*gcda: {10,}\d+: (.*)", line)
>             if values and is_arcs:
>                 for value in values.group(1).split():
>                     result[unit, function, at] = int(value)
>                     at += 1
>     return result
> a, b = counts("a"), counts("b")
> sums = sum(a.values()), sum(b.values())
> overlap = sum(min(a[key] / sums[0], b.get(key, 0) / sums[1]) for key in a)
> ours = found["overlaps"][0]["overlap"]
> print("overlap", "agrees" if abs(ours - overlap) < 1e-9 and 0 < ours < 0.95 else (ours, overlap))
> for profile, dumped in zip(found["profiles"], (a, b)):
>     assert sum(u["counters_above_zero"] for u in profile["units"]) == sum(v > 0 for v in dumped.values())
> END
> python3 check.py "$(echo "$GCC" | sed 's/gcc\(-[0-9]*\)\{0,1\}$/gcov\1/')"
5 functions are as gcov has them
overlap agrees
$ cd src && sed -i 's/int never(int x) {/int never(int x) { if (x == 77) return 3;/; s/return x > 3 ? mix/return x > 3 \&\& x < 1000 ? mix/; s/^int often/\n\nint added(int x) { return x * (x > 2 ? 3 : 4); }\nint often/' work.c
> for flags in "-fprofile-generate -ftest-coverage" "-fprofile-use -Wcoverage-mismatch -Wno-error=coverage-mismatch -Wmissing-profile"; do
> 	(cd ../src; $GCC -O2 $flags -c work.c -o ../build/work.o) 2>>../warnings
> done
> cd .. && python3 - <<'END'
> import json, re, subprocess
> text = open("warnings").read().replace("\u2018", "'").replace("\u2019", "'")
> theirs = {("mismatched", name) for name in re.findall(r"control flow of function '(\w+)' does not match", text)}
> theirs |= {("missing", name) for name in re.findall(r"profile for function '(\w+)' not found", text)}
> theirs |= {("moved", name) for name in re.findall(r"source locations for function '(\w+)' have changed", text) if ("mismatched", name) not in theirs}
> out = subprocess.run(["pgolens", "profile", "--format=json", "--notes", "build", "b/work.gcda"], stdout=subprocess.PIPE, text=True, check=True).stdout
> profile = json.loads(out)["profiles"][0]
> ours = {(f["fit"], f["function"]) for f in profile["units"][0]["list"] if f["fit"] != "fits"}
> print("agrees with GCC" if ours == theirs else (sorted(ours), sorted(theirs)))
> print(sorted(ours), profile["units_of_another_compile"], profile["units_with_newer_sources"])
> END
agrees with GCC
[('mismatched', 'never'), ('missing', 'added'), ('moved', 'often'), ('moved', 'rarely'), ('moved', 'same')] 1 1
$ pgolens profile --notes build b/work.gcda | sed -n '/^fit/,$p'
fit         0 fit, 3 moved, 1 mismatched, 1 missing; the notes of 1 of 1 units are of another compile
stale       sources of 1 of 1 units were changed after the profile was written

unit  runs  largest count  of all counts  functions  run  blocks run
work     2         50,100        100.0 %          5    3     100.0 %  1 mismatched; work.c is newer

fit         function  declared at  unit
mismatched  never     work.c:13    work
missing     added     work.c:10    work
moved       often     work.c:11    work
moved       rarely    work.c:12    work
moved       same      work.c:14    work
$ mkdir cost && cd cost && $GCC -O2 ../src/work.c ../src/main.c -o plain && $GCC -O2 -fprofile-generate ../src/work.c ../src/main.c -o instrumented
> python3 - <<'END'
> # Both programs run 500 and 900 rounds: what the second run executes more is their own, whatever kernel and loader do.
> import json, os, re, subprocess
> def ours(n):
>     found = json.loads(subprocess.run(["pgolens", "profile", "--format=json", "--plain", "./plain %d" % n, "--instrumented", "./instrumented %d" % n],
>         stdout=subprocess.PIPE, check=True).stdout)
>     return [found["instructions_" + name] for name in ("plain", "instrumented")]
> def theirs(name, n):
>     subprocess.run(["valgrind", "-q", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=counts", "./" + name, str(n)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
>         env={"PATH": os.environ["PATH"], "GCOV_PREFIX": "%s/%d" % (os.getcwd(), n)}, check=True)
>     return int(re.search(r"summary: (\d+)", open("counts").read()).group(1))
> few, many = ours(500), ours(900)
> for i, name in enumerate(("plain", "instrumented")):
>     ran, counted = many[i] - few[i], theirs(name, 900) - theirs(name, 500)
>     print(name, "agrees" if ran == counted > 0 else (ran, counted))
> print(few[0] < few[1], many[1] - few[1] > many[0] - few[0])
> END
> ls *.gcda 2>&1; cd ..
plain agrees
instrumented agrees
True True
ls: cannot access '*.gcda': No such file or directory
$ pgolens profile --plain true b; pgolens profile; pgolens profile --plain 'exit 3' --instrumented true
pgolens: profile: --plain and --instrumented go together (try 'pgolens profile --help')
pgolens: profile: missing PATH (try 'pgolens profile --help')
pgolens: the measured command failed with exit status 3: exit 3
? 2
$ for bad in nowhere src work.c build/work.gcno src/work.c; do pgolens profile "$bad"; echo $?; done
pgolens: cannot read 'nowhere': No such file or directory
2
pgolens: no .gcda in 'src': no profile was written there
2
pgolens: cannot read 'work.c': No such file or directory
2
pgolens: build/work.gcno: the notes of a compile (.gcno), not counts (.gcda)
2
pgolens: src/work.c: offset 0: neither a .gcda nor a .gcno: it does not begin as one
2
$ pgolens profile --notes b/work.gcda b
pgolens: b/work.gcda: counts (.gcda), not the notes of a compile (.gcno)
? 2
$ cd b && python3 - <<'END'
> import os, random, subprocess, struct
> random.seed(1)
> whole = {name: open(name, "rb").read() for name in ("work.gcda", "work.gcno")}
> os.mkdir("bad")
> seen = set()
> def run(name, data, what):
>     for other in whole:
>         open("bad/" + other, "wb").write(data if other == name else whole[other])
>     done = subprocess.run(["pgolens", "profile", "-a", "bad"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", timeout=60)
>     assert done.returncode in (0, 2), (what, done)
>     assert (done.returncode == 2) == (len(done.stderr.splitlines()) == 1), (what, done.stderr)
>     if done.returncode:
>         assert "bad/" + name in done.stderr and not done.stdout, (what, done.stderr)
>     return done.returncode
> for name, data in whole.items():
>     cut = [run(name, data[:n], n) for n in range(0, len(data), 7)]
>     print(name, "cut:", "refused" if name.endswith("a") and all(cut) or sum(cut) > 0.5 * len(cut) else cut)
>     for i in range(150):
>         at = random.randrange(len(data) // 4) * 4
>         value = random.choice((0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x01a10000, 0x01430000, random.getrandbits(32)))
>         run(name, data[:at] + struct.pack("<I", value) + data[at + 4:], (at, value))
> print("none crashed")
> END
work.gcda cut: refused
work.gcno cut: refused
none crashed
