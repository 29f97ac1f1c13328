# The plugin's arguments, and its messages for wrong ones.
$ echo 'int f (int x) { return x + 1; }' >x.c
> mkdir one two out
> cp x.c one; cp x.c two
> compile="$GCC -fplugin=$PLUGIN"
> $compile -fplugin-arg-pgolens-output=here -c x.c && head -c 14 here; echo
{"kind":"unit"
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=out -c one/x.c two/x.c && ls out
x.2.pgolens.jsonl
x.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-label='a name' -c x.c && grep -o '"label":"[^"]*"' x.pgolens.jsonl
"label":"a name"
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-details -c x.c && ls x.pgolens.*
x.pgolens.details
x.pgolens.jsonl
