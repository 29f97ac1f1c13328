# When ccache answers a compile, the record comes back: the section is in the object; and what makes
# a cached object stale.
$ cat >names <<'END'
> export CCACHE_DIR=$PWD/cache CCACHE_CONFIGPATH=/nowhere CCACHE_NOHASHDIR= CCACHE_TEMPDIR=$PWD/cache/tmp
> plugin="-fplugin=$PLUGIN -fplugin-arg-pgolens-embed"
> cc() { ccache $GCC -O2 $plugin "$@"; }
> stats() { ccache --print-stats | sed -n -E 's/^(direct_cache_hit|preprocessed_cache_hit|cache_miss)\t/\1 /p'; ccache -z >/dev/null; }
> # What the objects' records are; nothing is left of them but a sum if there are several.
> records() { for o in *.o; do objcopy --dump-section .pgolens=frame $o; tail -c +41 frame | zstd -dcq; done | cksum; }
> END
> for i in 1 2 3; do echo "static int h (int x) { return x * $i; } int f$i (int x) { return h (x); }" >f$i.c; done
$ . ./names; cc -c f1.c && cc -c f2.c && cc -c f3.c && records >first && rm *.o && stats
cache_miss 3
direct_cache_hit 0
preprocessed_cache_hit 0
$ . ./names; cc -c f1.c && cc -c f2.c && cc -c f3.c && records | cmp - first && pgolens stat . | head -1 && stats
build      .: 3 units
cache_miss 0
direct_cache_hit 3
preprocessed_cache_hit 0
$ . ./names; rm *.o; CCACHE_NODIRECT=1; export CCACHE_NODIRECT; cc -c f1.c && cc -c f2.c && cc -c f3.c &&
> records | cmp - first && stats
cache_miss 0
direct_cache_hit 0
preprocessed_cache_hit 3
$ . ./names; CCACHE_DEPEND=1; export CCACHE_DEPEND; cc -MD -c f1.c && mv f1.o miss && cc -MD -c f1.c && cmp f1.o miss && stats
cache_miss 1
direct_cache_hit 1
preprocessed_cache_hit 0
$ . ./names; cc -flto -c f1.c && mv f1.o miss && cc -flto -c f1.c && cmp f1.o miss && stats
cache_miss 1
direct_cache_hit 1
preprocessed_cache_hit 0

$ . ./names; gen="$GCC -O2 -fprofile-generate f1.c -o m"; echo 'int f1 (int); int main (void) { return f1 (0); }' >m.c
> $gen m.c && ./m && mv m-f1.gcda f1.gcda && cc -fprofile-use -c f1.c && ./m && ./m && mv m-f1.gcda f1.gcda &&
> cc -fprofile-use -c f1.c && pgolens stat --format=json f1.o | jq .profile.runs && stats
2
cache_miss 2
direct_cache_hit 0
preprocessed_cache_hit 0
$ . ./names; mkdir side; cc -fplugin-arg-pgolens-dir=side -c f2.c && ls side && rm side/* &&
> cc -fplugin-arg-pgolens-dir=side -c f2.c && ls side && stats
f2.pgolens.jsonl
cache_miss 1
direct_cache_hit 1
preprocessed_cache_hit 0
$ . ./names; cp "$PLUGIN" pgolens.so; plugin="-fplugin=./pgolens.so -fplugin-arg-pgolens-embed"
> for check in none mtime content extra; do
> 	unset CCACHE_EXTRAFILES; export CCACHE_COMPILERCHECK=$check
> 	[ $check != extra ] || export CCACHE_COMPILERCHECK=none CCACHE_EXTRAFILES=$PWD/pgolens.so
> 	cc -c f3.c; stats >/dev/null; sleep 0.1; echo >>pgolens.so; cc -c f3.c
> 	echo "a changed plugin, $check:" $(stats)
> done
a changed plugin, none: cache_miss 0 direct_cache_hit 1 preprocessed_cache_hit 0
a changed plugin, mtime: cache_miss 1 direct_cache_hit 0 preprocessed_cache_hit 0
a changed plugin, content: cache_miss 1 direct_cache_hit 0 preprocessed_cache_hit 0
a changed plugin, extra: cache_miss 1 direct_cache_hit 0 preprocessed_cache_hit 0
