# The plugin never breaks a build: one warning, no record, status 0.
$ echo 'int f (int x) { return x + 1; }' >x.c
> $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-output=missing/x -c x.c 2>words; echo $?; grep -c warning: words; ls
0
1
words
x.c
x.o
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-output=/dev/full -c x.c 2>words; echo $?; grep -c warning: words
0
1
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=missing -c x.c 2>words; echo $?; grep -c warning: words
0
1
$ $GCC -Werror -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=missing -c x.c 2>words; echo $?; grep -c warning: words
0
1
