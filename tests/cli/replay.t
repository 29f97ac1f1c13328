# A file given for replay that is not a record, or not of this unit: one warning, and the compile goes on.
$ printf 'int data[9];\nstatic int get (int i) { return data[i]; }\nint f (int i) { return get (i); }\n' >x.c
> sed s/f/g/ x.c >y.c
> echo 'exec $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-output=out.jsonl "$@"' >compile
> mkdir records empty; echo no record >bad.jsonl
> $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records -c x.c y.c; ls records
> sed 's/"version":"[0-9.]*","target"/"version":"4.8.0","target"/' records/x.pgolens.jsonl >old.jsonl
x.pgolens.jsonl
y.pgolens.jsonl
$ for r in missing empty bad.jsonl records/y.pgolens.jsonl old.jsonl; do
> rm -f x.o out.jsonl; sh ./compile -fplugin-arg-pgolens-replay=$r -c x.c 2>words; echo $? $(grep -c warning: words) $(ls x.o out.jsonl) $(grep -c '"replay"' out.jsonl); sed -n 's/.*warning: //p' words | sed "s/$($GCC -dumpversion)[0-9.]*/N/"; done
0 1 out.jsonl x.o 0
pgolens: no replay: cannot read 'missing': No such file or directory
0 1 out.jsonl x.o 0
pgolens: no replay: no record of 'x.c' in 'empty'
0 1 out.jsonl x.o 0
pgolens: no replay: bad.jsonl:1: not a pgolens record: no JSON object
0 1 out.jsonl x.o 0
pgolens: no replay: 'records/y.pgolens.jsonl' is the record of 'y.c', not of 'x.c'
0 1 out.jsonl x.o 0
pgolens: no replay: 'old.jsonl' has a record of GCC 4.8.0, and this is GCC N
$ sh ./compile -fplugin-arg-pgolens-replay=records -c x.c 2>&1; grep -c '"replay":{"source":"x.c"' out.jsonl
1
$ sh ./compile -flto -fplugin-arg-pgolens-replay=records -c x.c 2>&1 | sed -n 's/.*warning: //p'
pgolens: no replay: what is optimized at link time can't be replayed
$ sh ./compile -fplugin-arg-pgolens-replay=records -fplugin-arg-pgolens-replay-only=line=3 -c x.c 2>&1 | sed -n 's/.*warning: //p'
pgolens: no replay: 'line=3' is not 'function=GLOB', 'callee=GLOB', 'file=GLOB' or '@FILE'
$ sh ./compile -fplugin-arg-pgolens-replay= -c x.c 2>&1 | sed -n 's/.*error: //p'; sh ./compile -fplugin-arg-pgolens-split=late -c x.c 2>&1 | sed -n 's/.*error: //p'
missing argument to '-fplugin-arg-pgolens-replay'
argument 'late' to '-fplugin-arg-pgolens-split' is not 'early', 'feedback' or 'none'
$ "$BUILD/pgolens" show --format=json records/x.pgolens.jsonl | grep -o '"key": "[^"]*"' | cut -d '"' -f 4 >keys; cat keys
> sh ./compile --param=early-inlining-insns=0 -fno-inline-small-functions -fno-inline-functions-called-once -fplugin-arg-pgolens-replay=records -fplugin-arg-pgolens-replay-only=@keys -c x.c; grep -o '"done":[^}]*' out.jsonl
f > x.c:3:24 get
"done":1,"already":0,"not_done":0
