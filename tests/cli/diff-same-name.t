# Files of one name in several folders, compiled there by a parallel make: the order in which their
# records got their numbers is chance, and the diff does not depend on it.
$ mkdir a b old new
> echo 'static int f (int x) { return x * 3; } int a (int x) { return f (x); }' >a/util.c
> echo 'static int f (int x) { return x + 3; } int b (int x) { return f (x) + f (2); }' >b/util.c
> cat >record.sh <<'END'
> record() { (cd $1 && shift && $GCC -O2 -fplugin=$PLUGIN "$@" -c util.c); }
> END
> . ./record.sh
> record a -fplugin-arg-pgolens-dir=$PWD/old; record b -fplugin-arg-pgolens-dir=$PWD/old
> record b -fplugin-arg-pgolens-dir=$PWD/new; record a -fplugin-arg-pgolens-dir=$PWD/new
> ls old new; pgolens diff old new | grep -v FAIR | cat -s
new:
util.2.pgolens.jsonl
util.pgolens.jsonl

old:
util.2.pgolens.jsonl
util.pgolens.jsonl
OLD  old: 2 units, 3 call sites, no profile
NEW  new: 2 units, 3 call sites, no profile
Paired 3 call sites: 3 exact, 0 by order, 0 by neighbours; 0 ambiguous
  only in OLD: 0
  only in NEW: 0

No changes.

$ . ./record.sh; rm old/* new/*; echo 'static int f (int x) { return x * 3; } int g (int x) { return f (N); }' >a/util.c
> record a -fplugin-arg-pgolens-dir=$PWD/old -DN=x -fPIC; record a -fplugin-arg-pgolens-dir=$PWD/old -DN=5
> record a -fplugin-arg-pgolens-dir=$PWD/new -DN=5 -fprofile-use -Wno-missing-profile; record a -fplugin-arg-pgolens-dir=$PWD/new -DN=x -fPIC
> pgolens diff old new | grep FAIR
NOT FAIR: no profile: neither build has a profile: how often calls run is not known
NOT FAIR: missing profile: NEW was to use a profile and found none (util.c)
