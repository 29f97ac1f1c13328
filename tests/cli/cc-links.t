# pgolens through links named like compilers, and with caches before the compiler. The commands that
# pgolens runs have a PATH that no longer leads to the links. Where the record goes to a file, pgolens
# disables the cache.
$ echo 'int f (int x) { return x + 1; }' >x.c; cp x.c y.c
> mkdir bin links rest; ln -s "$(command -v pgolens)" links/gcc; ln -s "$(command -v pgolens)" links/x86_64-linux-gnu-g++-12
> printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v $GCC)" >rest/gcc
> printf '#!/bin/sh\ncase $PATH: in *links*) echo loop;; esac; echo "$0 $*"\n' >rest/x86_64-linux-gnu-g++-12; chmod +x rest/*
> PATH=$PWD/links:$PWD/rest:$PATH
> gcc -O2 -c x.c && ls *.jsonl && rm *.jsonl
> x86_64-linux-gnu-g++-12 -c x.c
> links/gcc -c y.c && ls *.jsonl && rm *.jsonl
> pgolens cc -- gcc -c x.c && ls *.jsonl && rm *.jsonl
x.pgolens.jsonl
$SCRATCH/rest/x86_64-linux-gnu-g++-12 -c x.c
y.pgolens.jsonl
x.pgolens.jsonl
$ PATH=$PWD/links; gcc -v
pgolens: cannot run 'gcc': no such program
? 2

$ printf '#!/bin/sh\necho "cache ${CCACHE_DISABLE-on}" >&2\nexec "$@"\n' >bin/ccache; chmod +x bin/ccache
> ln -s "$(command -v $GCC)" bin/GCC
> PATH=$PWD/bin:$PATH; pgolens cc -- ccache GCC -c x.c; ls *.jsonl && rm *.jsonl
> pgolens cc --arg=embed --check -- ccache GCC -c x.c | tail -n 1
cache 1
x.pgolens.jsonl
command    $SCRATCH/bin/ccache GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-embed -c x.c

$ mkdir masks; printf '#!/bin/sh\nPATH=$(echo "$PATH" | sed "s|[^:]*/masks:||")\nexec gcc "$@"\n' >masks/gcc; chmod +x masks/gcc
> PATH=$PWD/links:$PWD/masks:$PWD/rest:$PATH; timeout 20 gcc -c x.c; ls *.jsonl
> timeout 20 gcc -dumpversion | grep -c .
x.pgolens.jsonl
1
