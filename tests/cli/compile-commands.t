# --compile-commands: pgolens names a list that it cannot use, and says what is wrong in it.
$ for list in '[' '{}' '[]' '[{}]' '[1]' '[{"directory": ".", "arguments": ["gcc", "-c", "x.c"]}]'; do
> printf '%s' "$list" >list.json; pgolens bisect --compile-commands list.json --link 'gcc $OBJECTS' --train ./x --test ./x; done
pgolens: bisect: list.json:1: invalid JSON: unexpected end of data (try 'pgolens bisect --help')
pgolens: bisect: list.json: not a list of compile commands (try 'pgolens bisect --help')
pgolens: bisect: list.json: lists no compile command (try 'pgolens bisect --help')
pgolens: bisect: list.json: entry 1 needs "command" or "arguments", and "output" or -o in the command (try 'pgolens bisect --help')
pgolens: bisect: list.json: entry 1 needs "command" or "arguments", and "output" or -o in the command (try 'pgolens bisect --help')
pgolens: bisect: list.json: entry 1 needs "command" or "arguments", and "output" or -o in the command (try 'pgolens bisect --help')
? 2
$ pgolens bisect --compile-commands missing.json --link 'gcc $OBJECTS' --train ./x --test ./x
pgolens: bisect: cannot read 'missing.json': No such file or directory (try 'pgolens bisect --help')
? 2
$ echo '[{"directory": "'"$PWD"'", "command": "gcc -O2 -c -o m.o m.c"}, {"directory": "'"$PWD"'/sub", "arguments": ["gcc", "-DX=\"a b\"", "-c", "n.c", "-o", "n.o"]}]' >list.json
> mkdir sub && echo 'const char *n(void) { return X; }' >sub/n.c
> printf '#include <stdio.h>\nconst char *n(void); int main(void) { return puts(n()) < 0; }\n' >m.c
> pgolens attribute --metric text --compile-commands list.json --link 'gcc $OBJECTS -o x && ./x >said' --train ./x >/dev/null && find pgolens-work -name said | head -1 | xargs cat
a b
