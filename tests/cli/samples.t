# pgolens export --samples: stacks of samples add up to the samples; a function that is inlined in NEW and called in OLD
# is in the same stack. The test makes perf's output from every byte of the program; samples-perf.t uses perf itself.
$ cp "$DATA/programs/loop.c" .
> $GCC -O2 -g -fno-inline-small-functions -fno-inline-functions -fno-inline-functions-called-once loop.c -o old && $GCC -O2 -g --param max-inline-insns-auto=300 -finline-functions loop.c -o new
> cat >made.py <<'END'
> # What perf script prints, of a sample at every byte of the three functions: with perf's names or without.
> import re, subprocess, sys
> path = sys.argv[1]
> out = subprocess.run(["nm", "-S", path], stdout=subprocess.PIPE, text=True, check=True).stdout
> places = {name: (int(at, 16), int(n, 16)) for at, n, name in re.findall(r"^(\S+) (\S+) [tT] (\S+)$", out, re.M)}
> calls = subprocess.run(["objdump", "-d", "--no-show-raw-insn", path], stdout=subprocess.PIPE, text=True, check=True).stdout
> names = [name for name in places if name.split(".")[0] in ("main", "block", "mix")]
> def caller(callee):
>     """(name, offset behind its first call of CALLEE), or None."""
>     lines = calls.split("\n")
>     for i, line in enumerate(lines):
>         if re.search(rf"\bcall\s.*<{re.escape(callee)}>", line):
>             at = int(lines[i + 1].split(":")[0], 16)
>             return next(((name, at - start) for name, (start, n) in places.items() if start <= at < start + n), None)
>     return None
> n = 0
> for name in names:
>     start, size = places[name]
>     for offset in range(size):
>         n += 1
>         print(f"prog with blanks 77 12.{n:06}:     250000 cpu-clock:u: ")
>         chain = [(name, offset)]
>         while (above := caller(chain[-1][0])) and len(chain) < 9:
>             chain.append(above)
>         for frame, at in chain:
>             print(f"\t    {0x7f0000000000 + places[frame][0] + at:x} {frame}+{at:#x} ({path})")
>         print()
> END
> for b in old new; do python3 made.py ./$b >$b.perf; pgolens export --samples $b.perf >$b.folded; done; pgolens export --samples old.perf new.perf >both.folded
> for b in old new; do [ "$(grep -c cpu-clock:u $b.perf)" = "$(awk '{ s += $NF } END { print s }' $b.folded)" ] && echo same; done
> awk '{ o += $(NF - 1); n += $NF } END { print o, n }' both.folded | sed "s/^$(grep -c cpu-clock:u old.perf) $(grep -c cpu-clock:u new.perf)\$/same/"; sed 's/ .*//' both.folded; awk '$1 == "main;block;mix" { print ($2 > 0), ($3 > 0) }' both.folded
same
same
same
main
main;atoi
main;block
main;block;mix
1 1
$ python3 - <<'END'
> # Byte by byte, the innermost frame is the function that addr2line names.
> import re, subprocess
> for path in ("old", "new"):
>     out = subprocess.run(["nm", "-S", path], stdout=subprocess.PIPE, text=True).stdout
>     theirs = {}
>     for at, n, name in re.findall(r"^(\S+) (\S+) [tT] (\S+)$", out, re.M):
>         if name.split(".")[0] in ("main", "block", "mix"):
>             lines = subprocess.run(["addr2line", "-f", "-e", path, *(hex(int(at, 16) + i) for i in range(int(n, 16)))], stdout=subprocess.PIPE, text=True).stdout.split("\n")
>             for f in lines[:-1:2]:
>                 theirs[f] = theirs.get(f, 0) + 1
>     ours = {}
>     for line in open(path + ".folded"):
>         stack, n = line.rsplit(" ", 1)
>         ours[stack.split(";")[-1]] = ours.get(stack.split(";")[-1], 0) + int(n)
>     print("agrees" if ours == theirs else (ours, theirs))
> END
agrees
agrees
$ pgolens export --samples "$DATA/flame/dwarf.perf"
[unknown] 1
__libc_start_call_main;main;block;mix 2
main;f 1
$ pgolens export --samples --format=csv old.perf; pgolens export --samples a b c; pgolens export --samples old.folded; pgolens export --samples nowhere; pgolens export --samples loop.c
pgolens: export: --samples needs --format=folded (try 'pgolens export --help')
pgolens: export: needs one build, NEW, or two, OLD and NEW; got 3 (try 'pgolens export --help')
pgolens: old.folded:1: not a cost profile; pgolens reads the output of callgrind, cachegrind and perf script
pgolens: cannot read 'nowhere': No such file or directory
pgolens: loop.c:3: not a cost profile; pgolens reads the output of callgrind, cachegrind and perf script
? 2
$ strip -o bare old; sed 's|(./old)|(./bare)|' old.perf >bare.perf; pgolens export --samples bare.perf 2>&1 | sed 's/[0-9][0-9]*/N/g'
pgolens: note: N of the N samples of NEW are in code without readable debug information, so functions inlined there are unknown
main N
main;block N
main;block;mix N
