# What a compile left for the link is damaged: one warning that names the object, and the link goes on.
$ echo 'int e (int); static inline int g (int x) { return e (x) + 1; } int f (int x) { return g (x) + 1; }' >a.c
> echo 'int f (int); int e (int x) { return x * 3; } int main (void) { return f (2); }' >b.c
> $GCC -O2 -flto -fplugin=$PLUGIN -c a.c b.c
> cat >damage <<'END'
> # damage AT NAME: a.o as NAME, with another byte AT of the section; "end": without the last bytes of the section
> import re, subprocess, sys
> at, name = sys.argv[1:]
> sections = subprocess.run(["readelf", "-SW", "a.o"], capture_output=True, text=True).stdout
> start, length = (int(n, 16) for n in re.search(r"lto_\.pgolens\S*\s+PROGBITS\s+\S+\s+(\S+)\s+(\S+)", sections).groups())
> data = bytearray(open("a.o", "rb").read())
> data[start + int(at)] ^= 0x55
> open(name, "wb").write(data)
> END
> for at in 0 8 17 33 60; do python3 damage $at d$at.o && $GCC -O2 -flto -fplugin=$PLUGIN d$at.o b.o -o p; echo $?; done
> pgolens stat p.wpa.pgolens.jsonl | head -1
lto1: warning: pgolens: 'd0.o': cannot read what its compile left for the link: no frame of a record begins here
0
lto1: warning: pgolens: 'd8.o': cannot read what its compile left for the link: frame version 84, and this pgolens reads version 1
0
lto1: warning: pgolens: 'd17.o': cannot read what its compile left for the link: it is cut off
0
lto1: warning: pgolens: 'd33.o': cannot read what its compile left for the link: the checksum is wrong: the bytes are not what was written
0
lto1: warning: pgolens: 'd60.o': cannot read what its compile left for the link: the checksum is wrong: the bytes are not what was written
0
pgolens: note: 'a.c': linked with link-time optimization, but compiled without the plugin: the locations of its calls and the early inlining there are unknown
build      p.wpa.pgolens.jsonl: 2 units
$ $GCC -O2 -flto -fplugin=$PLUGIN a.o b.o -o p && pgolens stat p.wpa.pgolens.jsonl | head -1
build      p.wpa.pgolens.jsonl: 2 units
