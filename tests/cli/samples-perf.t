# pgolens export --samples, with samples that perf takes here: each is in one stack, and a function that is inlined in
# NEW and called in OLD is in the same stack. Skipped where perf may not sample.
$ perf record -q -e cpu-clock -o try true >/dev/null 2>&1 || { echo perf may not sample cpu-clock here; exit 77; }
$ cp "$DATA/programs/loop.c" .
> $GCC -O2 -g -fno-inline-small-functions -fno-inline-functions -fno-inline-functions-called-once loop.c -o old && $GCC -O2 -g --param max-inline-insns-auto=300 -finline-functions loop.c -o new
> for b in old new; do
> 	perf record -q -e cpu-clock --call-graph dwarf -o $b.data ./$b 100 >/dev/null 2>&1; perf script -i $b.data >$b.perf 2>/dev/null
> 	perf record -q -e cpu-clock -o $b.flat ./$b 100 >/dev/null 2>&1; perf script -i $b.flat >$b.flat.perf 2>/dev/null
> done
> [ "$(grep -c ' cpu-clock' new.perf)" -gt 20 ] || { echo perf takes no samples here; exit 77; }
> pgolens export --samples old.perf new.perf 2>/dev/null | awk '{ o += $(NF - 1); n += $NF } /main;block;mix[ ;]/ { a += $(NF - 1); b += $NF } END { print o, n, (a > 0.7 * o), (b > 0.7 * n) }' | sed "s/^$(grep -c ' cpu-clock' old.perf) $(grep -c ' cpu-clock' new.perf) 1 1\$/as it should be/"
> pgolens export --samples old.flat.perf new.flat.perf 2>/dev/null | awk '{ o += $(NF - 1); n += $NF } END { print o, n }' | sed "s/^$(grep -c ' cpu-clock' old.flat.perf) $(grep -c ' cpu-clock' new.flat.perf)\$/so are those without chains/"
as it should be
so are those without chains
