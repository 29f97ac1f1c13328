# The record inside the object: the same bytes as the side file, whatever the language and the
# options; nothing else in the object changes. A failure gives one warning and no record.
$ cat >x.c <<'END'
> static int f (int x) { return x + 1; }
> int g (int y) { return f (y); }
> int main (void) { return g (-1); }
> END
> cat >y.cc <<'END'
> struct shape { virtual int area () const = 0; virtual ~shape () {} };
> struct square : shape { int a = 2; int area () const override { return a * a; } };
> template <typename T> struct cell { T t; int area () const { return t.area (); } ~cell () {} };
> int f (int x)
> {
> 	cell<square> c;
> 	try { if (x) throw c.area (); return c.area (); } catch (int) { return -1; }
> }
> int main () { auto l = [] (int x) { return x + f (x); }; return l (2); }
> END
> plugin="-fplugin=$PLUGIN -fplugin-arg-pgolens-embed"
> echo "plugin='$plugin'" >names
$ . ./names; $GCC -O2 $plugin -c x.c && ls x.*
x.c
x.o

$ . ./names; mkdir dir && $GCC -O2 $plugin -fplugin-arg-pgolens-dir=dir -c x.c && ls dir
x.pgolens.jsonl
$ . ./names; $GCC -O2 $plugin -fplugin-arg-pgolens-output=side -c x.c && ls side
side
$ objcopy --dump-section .pgolens=frame x.o && tail -c +41 frame | zstd -dcq | cmp - side
$ cmp side dir/x.pgolens.jsonl
$ cat >same <<'END'
> # same COMPILER ARGUMENTS...: the section is there, and holds what the side file does; an object
> # without it is what the compiler makes without the plugin. (-flto notes the command line, and a
> # summary for the link stands in a section of its own.)
> . ./names
> all="-gno-record-gcc-switches -frandom-seed=1 -o out.o"
> "$@" $all || exit
> objcopy -R .gnu.lto_.opts out.o without.o
> "$@" $all -fplugin=$PLUGIN -fplugin-arg-pgolens-output=side || exit
> for embed in embed embed=object; do
> 	"$@" $all -fplugin=$PLUGIN -fplugin-arg-pgolens-$embed || exit
> 	objcopy --dump-section .pgolens=frame out.o
> 	tail -c +41 frame | zstd -dcq | cmp - side
> 	objcopy -w -R .pgolens -R .gnu.lto_.opts -R ".gnu.lto_.pgolens*" out.o with.o
> 	cmp with.o without.o
> 	readelf -SW out.o | sed -n 's/.*\.pgolens *PROGBITS *0* [0-9a-f]* [0-9a-f]* 00  *\(E*\) .*/[\1]/p'
> done | tr -d '\n'
> echo
> END
> for options in -O0 '-O3 -g' '-g0 -Os' '-O2 -pipe -fPIC' '-O2 -flto' \
> 	'-O2 -g -flto -ffat-lto-objects -ffunction-sections' '-g -gz -gsplit-dwarf'; do
> 	sh same $GCC $options -c x.c
> 	sh same $GXX $options -c y.cc
> done | sort | uniq -c | sed 's/^ *//'
14 [][E]
$ sh same $GCC -m32 -O2 -c x.c
[][E]
$ cp x.c stdin; sh -c '. ./names; $GCC -O2 $plugin -x c -c - -o out.o <stdin' && pgolens stat out.o | head -1
build      out.o: 1 unit
$ . ./names; $GCC -O2 $plugin -S x.c && grep -c '\.section.*\.pgolens,"",@progbits' x.s && $GCC -c x.s -o out.o && cmp out.o x.o
1
$ . ./names; $GCC -O2 $plugin -S -o - x.c | $GCC -x assembler -c - -o out.o && cmp out.o x.o

$ . ./names; mkdir -p other/place && cp x.c other/place && cd other/place && $GCC -O2 $plugin -c x.c -o z.o &&
> cmp z.o ../../x.o

$ echo 'int v __attribute__ ((section (".pgolens"))) = 1;' >own.c
> . ./names; $GCC $plugin -c own.c 2>&1 | grep -o 'warning:.*'; pgolens stat own.o
warning: pgolens: no record: the program has a section '.pgolens' of its own
pgolens: own.o: .pgolens at byte 0: half a frame: 4 bytes
? 2
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-embed=all -c x.c
cc1: error: argument 'all' to '-fplugin-arg-pgolens-embed' is not 'object'
? 1
$ . ./names; rm -f *.o; echo 'int f (' >wrong.c; $GCC $plugin -c wrong.c 2>/dev/null; ls *.o
ls: cannot access '*.o': No such file or directory
? 2
$ . ./names; $GCC $plugin -fsyntax-only x.c; $GCC $plugin -E x.c | grep -c pgolens
0
? 1
$ . ./names; $GCC -O2 $plugin -c x.c -o old.o && $GCC -O2 $plugin -fprofile-use=nowhere -Wno-missing-profile -c x.c -o new.o &&
> pgolens show --format=json new.o | jq -c '.units[0].profile | {use, found}'; pgolens diff old.o new.o | grep -o 'NOT FAIR: *missing profile'
{"use":"use","found":false}
NOT FAIR: missing profile
