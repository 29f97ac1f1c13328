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
$ rm -f x.pgolens.*; $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-details -fdump-ipa-inline-details=mine -c x.c && grep -c . mine | sed 's/[0-9][0-9]*/some lines/' && grep -c 'einline\|Inlining' x.pgolens.details | sed 's/[0-9][0-9]*/N/'
cc1: warning: pgolens: no details of -fdump-ipa-inline: GCC writes that dump where you requested it
some lines
N
$ rm -f x.pgolens.* mine; $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-details -fdump-ipa-inline=mine -fdump-tree-einline -c x.c && ls mine x.*einline x.pgolens.*
cc1: warning: pgolens: no details of -fdump-ipa-inline: GCC writes that dump where you requested it
cc1: warning: pgolens: no details of -fdump-tree-einline: GCC writes that dump where you requested it
mine
x.c.031t.einline
x.pgolens.jsonl
$ rm -f x.pgolens.*; mkdir away && $GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-details -fplugin-arg-pgolens-dir=away -c x.c && ls x.pgolens.* away
x.pgolens.details

away:
x.pgolens.jsonl
