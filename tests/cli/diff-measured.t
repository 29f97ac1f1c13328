# pgolens diff --measured: a cost that moves into the caller with an inlined function is not saved; functions
# cost what callgrind_annotate says; nothing is lost from the total; diff says what is wrong with a file.
$ cat >mix.h <<'END'
> static unsigned mix(unsigned a, unsigned n)
> {
> 	unsigned r = 0;
> 	for (unsigned i = 0; i < n; i++) {
> 		a ^= a << 13;
> 		a ^= a >> 17;
> 		r += a / (i + 3);
> 	}
> 	return r;
> }
> END
> cat >x.c <<'END'
> #include "mix.h"
> #include <stdio.h>
> static unsigned half(unsigned a)
> {
> 	return mix(a, 20 + (a & 7)) / 2;
> }
> __attribute__((noinline)) static unsigned outer(unsigned n)
> {
> 	unsigned r = 0;
> 	for (unsigned i = 0; i < n; i++)
> 		r += half(i) ^ r << 3;
> 	return r;
> }
> int main(void)
> {
> 	printf("%u\n", outer(1000) & 1);
> }
> END
> mkdir old new
> record() { $GCC -O2 -g -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=$1 $2 x.c -o $1/x; }
> count() { valgrind -q --tool=$1 $2 --$1-out-file=$3.$4 $3/x >/dev/null 2>&1; }
> record old -fno-inline; record new
> for b in old new; do
> 	count callgrind "" $b out
> 	count callgrind "--dump-instr=yes --collect-jumps=yes" $b instr
> 	count cachegrind "" $b cache
> 	callgrind_annotate --threshold=100 --auto=no $b.out >$b.annotated
> done
> for kind in out instr cache; do
> 	pgolens diff --format=json --measured old.$kind new.$kind old new >$kind.json
> done; ls
cache.json
instr.json
mix.h
new
new.annotated
new.cache
new.instr
new.out
old
old.annotated
old.cache
old.instr
old.out
out.json
x.c
$ cat >check.py <<'END'
> import json, re
> for kind in "out", "instr", "cache":
>     measured = json.load(open(kind + ".json"))["measured"]
>     f = {g["name"]: g for g in measured["functions"]}
>     body = {g["body"]: g["name"] for g in measured["functions"]}
>     for side in 0, 1:
>         total = measured["total"][side]
>         assert total == sum(c["cost"][side] for c in measured["cells"])
>         unknown = sum(u[side] for u in measured["unknown"].values())
>         assert total == unknown + sum(g["own"][side] + g["inlined"][side] for g in f.values())
>         assert not any(measured["unknown"][u][side] for u in ("name", "no_line", "line", "ambiguous"))
>     mix = f["mix"]
>     own = mix["own"][0]
>     assert mix["inlined"] == [0, mix["moved"]] and mix["own"][1] == 0, mix
>     assert 0.9 * own < mix["moved"] <= own, mix
>     assert mix["saved"] == own - mix["moved"]
>     saved = sum(f[name]["saved"] for name in ("mix", "half", "outer"))
>     print(kind, measured["format"], measured["sources"], sorted(body[c["source"]] for c in measured["cells"]
>           if c["text"] is not None and body[c["text"]] == "outer" and c["cost"][1]),
>           "calls", [mix["calls_old"], mix["calls_new"]],
>           "saved a call:", 0 < saved / 1000 < 20, "moved a call:", mix["moved"] / 1000 > 100)
> measured = json.load(open("out.json"))["measured"]
> for side, build in enumerate(("old", "new")):
>     theirs = {}
>     for line in open(build + ".annotated"):
>         match = re.match(r"\s*([\d,]+) \(.*%\)\s+(?:\S*/)?(?:x\.c|mix\.h):(\w+)", line)
>         if match:
>             theirs[match.group(2)] = theirs.get(match.group(2), 0) + int(match.group(1).replace(",", ""))
>     ours = {g["name"]: g["text"][side] for g in measured["functions"]
>             if g["text"][side] and g["name"] in ("mix", "half", "outer", "main")}
>     print(build, "texts:", sorted(ours), "the same as callgrind_annotate's:", ours == theirs)
> END
> python3 check.py
out callgrind lines ['half', 'mix', 'outer'] calls [1000, 0] saved a call: True moved a call: True
instr callgrind lines ['half', 'mix', 'outer'] calls [1000, 0] saved a call: True moved a call: True
cache cachegrind lines ['half', 'mix', 'outer'] calls [None, None] saved a call: True moved a call: True
old texts: ['half', 'main', 'mix', 'outer'] the same as callgrind_annotate's: True
new texts: ['main', 'outer'] the same as callgrind_annotate's: True
$ pgolens diff -n 2 --measured old.out new.out old new | sed -n '/^Measured/,/^total/p' | tr -s ' ' | sed 's/ [-+0-9,.]*[0-9]//g'
Measured by callgrind: Ir, in instructions

source measured OLD NEW difference moved its code OLD its code NEW calls OLD calls NEW
mix
half
(3 other functions)
in functions that the records do not have
total
$ pgolens diff --measured old.out old new
pgolens: diff: needs two builds, OLD and NEW; got one (try 'pgolens diff --help')
? 2
$ pgolens diff old new --measured old.out
pgolens: diff: option '--measured' needs two values: OLD_FILE NEW_FILE (try 'pgolens diff --help')
? 2
$ pgolens diff --measured old.out new.cache old new
pgolens: 'old.out' has Ir of callgrind, but 'new.cache' has Ir of cachegrind: they cannot be compared
? 2
$ grep -v totals new.out >cut.out; pgolens diff --measured old.out cut.out old new 2>&1 | sed 's/:[0-9][0-9]*:/:N:/'
pgolens: cut.out:N: the file is cut off: no line 'totals:' ends it
$ pgolens diff --measured old.out old/x.pgolens.jsonl old new
pgolens: old/x.pgolens.jsonl:1: not a cost profile; pgolens reads the output of callgrind, cachegrind and perf script
? 2
$ pgolens diff --measured old.out none old new
pgolens: cannot read 'none': No such file or directory
? 2
