# pgolens.ini: a message for each mistake gives the file, the line and what is wrong; values arrive as written,
# however long they are; options win.
$ pgolens run
pgolens: run: no pgolens.ini here; name a FILE, or use --build, --train and --measure (try 'pgolens run --help')
? 2
$ pgolens run missing.ini
pgolens: cannot read 'missing.ini': No such file or directory
? 2
$ pgolens run a b
pgolens: run: unexpected operand 'b' (try 'pgolens run --help')
? 2
$ pgolens run --build make
pgolens: run: missing --train (the command that runs the program for training) (try 'pgolens run --help')
? 2
$ pgolens run --build make --train ./x
pgolens: run: missing --measure (the command to measure) (try 'pgolens run --help')
? 2
$ pgolens run --build make --train ./x --measure ./x --metric usertime
pgolens: run: 'usertime' is not a value of 'metric'; did you mean 'user-time'? (try 'pgolens run --help')
? 2
$ pgolens run --build make --train ./x --measure ./x --attribute=site
pgolens: run: 'site' is not a value of 'attribute'; did you mean 'sites'? (try 'pgolens run --help')
? 2
$ try() { printf "$@" >x.ini; pgolens run x.ini; }
> try '[program]\nbuild = make\nbiuld = make\n'
> try '[program]\nbuild = make\nbuild = make all\n'
> try '\n\n[progam]\nbuild = make\n'
> try 'build = make\n'
> try '[program]\nbuild\n'
> try '[program]\nbuild =\n'
> try '# nothing\n[program]\njobs = many\n'
> try '[program]\njobs = 0\n'
> try '[measure]\nmetric = user-time,\n\n  wall\n'
> try '[measure]\nallow-different-output = perhaps\n'
> try '[attribute]\nattribute = maybe\n'
> try '[nothing here]\n'
> try '[Train]\n'
> try 'x\001y\n'
> try '[%200s]\n' x
> true
pgolens: x.ini:3: unknown key 'biuld' in [program]; did you mean 'build'?
pgolens: x.ini:3: 'build' is in line 2 already
pgolens: x.ini:3: unknown section [progam]; did you mean [program]?
pgolens: x.ini:1: 'build' is in no section, such as [program]
pgolens: x.ini:2: neither a [section] nor key = value
pgolens: x.ini:2: 'build' has no value
pgolens: x.ini:3: 'many' is not a value of 'jobs', which is a number above 0
pgolens: x.ini:2: '0' is not a value of 'jobs', which is a number above 0
pgolens: x.ini:2: 'wall' is not a value of 'metric'; did you mean 'wall-time'?
pgolens: x.ini:2: 'perhaps' is not a value of 'allow-different-output', which is yes or no
pgolens: x.ini:2: 'maybe' is not a value of 'attribute', which is one of no, yes, sites
pgolens: x.ini:1: unknown section [nothing here]
pgolens: x.ini:1: unknown section [Train]; did you mean [train]?
pgolens: x.ini:1: a control character: is this a pgolens.ini?
pgolens: x.ini:1: unknown section [                                                                                                                                                                                                       x]
$ cat >p.c <<'END'
> #include <stdio.h>
> int main(int argc, char **argv) { for (int i = 1; i < argc; i++) puts(argv[i]); return 0; }
> END
> mkdir -p src && mv p.c src
> cat >run.sh <<'END'
> CC=$GCC CXX=$GXX CFLAGS= exec pgolens run "$@"
> END
> long=$(printf 'x%.0s' $(seq 1 3000))
> { printf '\357\273\277; a comment\r\n[program]\r\nbuild = : "a;b" ; $CC $CFLAGS -o p \\\n\tp.c   \n\told = -O2 # not ours\n'
>   printf '[train]\ncommand = ./p a\n[measure]\n'
>   printf 'command = ./p "a ; b" %s "= #"\n# between %s\ncommand=./p second\nmetric = text\n' "$long" "$long"; } >src/pgolens.ini
> sed -i 's/^\told = .*/old = -O2 -DX=1/' src/pgolens.ini
> sh run.sh src/pgolens.ini -o out && cat src/pgolens-work/m/* | sort | tr -d x
> ls src
> sh run.sh src/pgolens.ini --old=-O1 --measure='./p third' --title=T --format=json -o out && jq -r '.program.compiler' out | sed "s/$(basename $GCC)/GCC/" && jq -c '.results[].what' out
= #
= #
a ; b
a ; b
second
second


p.c
pgolens-out
pgolens-work
pgolens.ini
GCC -O1
"text"
