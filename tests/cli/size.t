# pgolens size: sections against size(1), functions against nm(1), inlined functions against addr2line(1), causes
# against how the test built them.
$ cat >a.c <<'END'
> int sum(int *p, int n);
> static int work(int x, int k)
> {
> 	for (int i = 0; i < 4; i++) {
> 		x = x * 33 + k % 7;
> 		x ^= x >> 5;
> 		x += k * x / 11;
> 	}
> 	return x;
> }
> int one(int x) { return work(x, 3); }
> int two(int x, int y) { return work(x, y) + work(y, x * 2); }
> int many(int *p, int n)
> {
> 	int s = 0;
> 	for (int i = 0; i < n; i++)
> 		s += work(p[i], n);
> 	return s + sum(p, n);
> }
> END
> cat >b.c <<'END'
> static int work(int x) { return x / 3; }
> int sum(int *p, int n)
> {
> 	int s = 0;
> 	for (int i = 0; i < n; i++)
> 		s += work(p[i]);
> 	return s;
> }
> int many(int *, int), one(int), two(int, int);
> int main(int argc, char **argv) { (void)argv; return one(argc) + two(argc, 2) + many(&argc, 1); }
> END
> mkdir old new
> for b in old new; do
> 	[ $b = old ] && flags="-fno-inline" || flags="-finline-functions --param=max-inline-insns-auto=400 --param=early-inlining-insns=400"
> 	for u in a b; do $GCC -O2 -g $flags -fplugin="$PLUGIN" -fplugin-arg-pgolens-embed -c $u.c -o $b/$u.o; done
> 	$GCC $b/a.o $b/b.o -o $b/program
> 	$GCC -shared -fPIC -O2 a.c -o $b/lib.so && (cd $b && ar rcs lib.a a.o b.o && ar rcsT thin.a a.o b.o)
> done
$ cat >check.py <<'END'
> import json, re, subprocess, sys
> def run(*words):
>     return subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout
> for path in sys.argv[1:]:
>     found = json.loads(run("pgolens", "size", "--format=json", path, path))
>     sections = {}
>     for name, size in re.findall(r"^(\S+) +(\d+) +\d+$", run("size", "-A", path), re.M):
>         sections[name] = sections.get(name, 0) + int(size)
>     assert sections, path
>     assert {s["section"]: s["new"] for s in found["sections"]} == sections, path
>     for side in ("old", "new"):
>         build = found[side]
>         assert build["bytes"] == sum(sections.values()), path
>         assert sum(f[side]["bytes"] for f in found["functions"]) + build["in_no_function"] == build["code"], path
>         assert sum(build[k] for k in ("hot", "usual", "cold", "startup", "in_no_function")) == build["code"], path
>         assert not build["inlined"] or sum(c[side]["bytes"] for c in found["inlined"]) == build["inlined"], path
> print("all add up")
> END
> $GCC -O2 -g -ffunction-sections -fdata-sections -c a.c -o sections.o; $GCC -O2 -gz -c a.c -o gz.o
> printf 'template <class T> T f(T x) { return x * x; }\ninline int g(int x) { return x > 3 ? g(x - 1) : f(x); }\nint h(int x) { return g(x) + f(2L); }\n' >c.cc
> $GXX -O2 -g -c c.cc -o cc.o; cp new/program stripped; strip stripped
> python3 check.py new/a.o new/program new/lib.so new/lib.a new/thin.a sections.o gz.o cc.o stripped "$BUILD/pgolens" "$PLUGIN" "$($GCC -print-file-name=libgcc.a)" "$($GCC -print-file-name=libc.so.6)" "$($GCC -print-file-name=crtbegin.o)"
all add up
$ pgolens size --format=json old/program new/program >size.json
> python3 - <<'END'
> import json, re, subprocess
> found = json.load(open("size.json"))
> for f in found["functions"]:
>     sizes = [f[side]["bytes"] if f[side] else 0 for side in ("old", "new")]
>     known = sum(c["bytes"] for c in f["causes"] if c["bytes"] is not None)
>     assert known == sizes[1] - sizes[0], (f["function"], known, sizes)
>     for side, size in zip(("old", "new"), sizes):
>         out = subprocess.run(["nm", "-S", side + "/program"], stdout=subprocess.PIPE, text=True).stdout
>         seen = sum(int(n, 16) for n, name in re.findall(r"^\S+ (\S+) [tT] (.*)$", out, re.M) if re.fullmatch(re.escape(f["function"]) + r"(\.(cold|constprop|isra|part)(\.\d+)?)*", name))
>         # Two functions are called work.
>         assert f["function"] == "work" or seen == size, (f["function"], seen, size)
> for f in found["functions"]:
>     if f["function"] in ("one", "two", "many", "work", "sum"):
>         print(f["function"], f["unit"], *sorted((c["what"], c.get("callee"), c.get("calls_new"), c.get("reason")) for c in f["causes"] if c["what"] != "rest"))
> END
two None ('newly inlined', 'work', 2, None)
work a.c ('gone', None, None, 'all its calls are inlined')
many None ('newly inlined', 'work', 1, None)
one None ('newly inlined', 'work', 1, None)
work b.c ('gone', None, None, 'all its calls are inlined')
sum None ('newly inlined', 'work', 1, None)
$ python3 - <<'END'
> import json, re, subprocess
> out = subprocess.run(["nm", "-S", "new/program"], stdout=subprocess.PIPE, text=True).stdout
> places = {name: (int(at, 16), int(n, 16)) for at, n, name in re.findall(r"^(\S+) (\S+) [tT] (.*)$", out, re.M)}
> found = {f["function"]: f for f in json.load(open("size.json"))["functions"] if f["unit"] is None}
> for name in ("one", "two", "many"):
>     at, n = places[name]
>     lines = subprocess.run(["addr2line", "-e", "new/program", "-f", *(hex(at + i) for i in range(n))], stdout=subprocess.PIPE, text=True).stdout.split("\n")
>     inlined = sum(function == "work" for function in lines[::2])
>     print(name, "agrees" if 0 < inlined == found[name]["new"]["inlined"] else (inlined, found[name]["new"]))
> END
one agrees
two agrees
many agrees
$ for b in old new; do mkdir plain-$b; for u in a b; do objcopy -g -R .pgolens $b/$u.o plain-$b/$u.o; done; done
> pgolens size --format=json plain-old plain-new | jq -c '[.new.inlined, .new.has_records, (.functions[] | select(.function == "one").causes[].what), .inlined]'
> pgolens size --format=json --records old/a.o new/a.o plain-old/a.o plain-new/a.o | jq -c '.functions[] | select(.function == "one").causes'
> pgolens size stripped stripped | sed -n '1p; /in no function/p' | sed 's/[0-9,]\{3,\}/N/g'
[null,false,"rest",[]]
[{"what":"rest","bytes":46},{"what":"newly inlined","callee":"work","calls_old":0,"calls_new":1,"bytes":null}]
OLD  stripped: N bytes in 27 sections; no debug information: inlined bytes are not known
in no function  N  N           0
$ pgolens size old/a.o plain-new/a.o >/dev/null
pgolens: note: 'plain-new/a.o' has no records, so the causes of its changes are unknown
$ pgolens size -n 1 old/program new/program | awk '/^function/ { getline; n = 1 } n && /^(two|\()/ { print $1 } /^total/ { print $1 }'
total
total
two
(7
$ pgolens size old/program
pgolens: size: needs two builds, OLD and NEW; got one (try 'pgolens size --help')
? 2
$ mkdir empty; for bad in nowhere a.c empty "$DATA/show"; do pgolens size old/program "$bad"; echo $?; done
pgolens: note: 'nowhere' has no records, so the causes of its changes are unknown
pgolens: cannot read 'nowhere': No such file or directory
2
pgolens: note: 'a.c' has no records, so the causes of its changes are unknown
pgolens: a.c: not an object, archive, library or program
2
pgolens: note: 'empty' has no records, so the causes of its changes are unknown
pgolens: no object in 'empty'; name the program itself
2
pgolens: no object in '$DATA/show'; name the program itself
2
$ for n in 10 100 3000 9000; do head -c $n new/program >cut; pgolens size old/program cut >/dev/null; echo $?; done
pgolens: note: 'cut' has no records, so the causes of its changes are unknown
pgolens: cut: not a whole ELF file: it is cut off
2
pgolens: note: 'cut' has no records, so the causes of its changes are unknown
pgolens: cut: not a whole ELF file: its table of sections is cut off
2
pgolens: note: 'cut' has no records, so the causes of its changes are unknown
pgolens: cut: not a whole ELF file: its table of sections is cut off
2
pgolens: note: 'cut' has no records, so the causes of its changes are unknown
pgolens: cut: not a whole ELF file: its table of sections is cut off
2
