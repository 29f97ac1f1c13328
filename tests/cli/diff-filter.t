# Filters and orders of pgolens diff: a change passes if all filters hold in OLD, or all in NEW.
$ cat >show <<'END'
> pgolens diff --format=json "$@" "$DATA/diff/old" "$DATA/diff/new" | python3 -c '
> import json, sys
> diff = json.load(sys.stdin)
> for change in diff["changes"]:
>     print("%7.0f" % change["weight"], change["kind"], change["caller"], "->", change["callee"], change["location"])
> print(sum(kind["count"] for kind in diff["summary"].values() if "count" in kind), "in the summary")'
> END
> sh show
  58000 appeared count -> is_letter count.c:79:11
  45000 newly inlined count -> mix count.c:81:17
  13000 moved count -> end_word count.c:85:7
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
  11143 vanished count -> end_word.part.0 None
   1000 moved count -> end_word count.c:88:3
    857 vanished count -> end_word.part.0 None
      0 reason changed note_odd -> mix count.c:37:16
      0 un-inlined count -> begin_again count.c:91:5
      0 un-inlined count -> begin_again count.c:93:5
11 in the summary
$ sh show --callee mix
  45000 newly inlined count -> mix count.c:81:17
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
      0 reason changed note_odd -> mix count.c:37:16
4 in the summary
$ sh show --callee 'mi?' --function end_word
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
2 in the summary
$ sh show --function note_odd --function end_word
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
      0 reason changed note_odd -> mix count.c:37:16
3 in the summary
$ sh show --file '*.h'; sh show --file count.c --callee begin_again
0 in the summary
      0 un-inlined count -> begin_again count.c:91:5
      0 un-inlined count -> begin_again count.c:93:5
2 in the summary
$ sh show --reason unlikely_call
      0 reason changed note_odd -> mix count.c:37:16
      0 un-inlined count -> begin_again count.c:91:5
      0 un-inlined count -> begin_again count.c:93:5
3 in the summary
$ sh show --reason MAX_INLINE_INSNS_AUTO_LIMIT --reason UNLIKELY_CALL --callee mix --hot
  45000 newly inlined count -> mix count.c:81:17
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
3 in the summary
$ sh show --inliner einline
  13000 moved count -> end_word count.c:85:7
   1000 moved count -> end_word count.c:88:3
2 in the summary
$ sh show --hot --changed
  45000 newly inlined count -> mix count.c:81:17
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
  11143 vanished count -> end_word.part.0 None
    857 vanished count -> end_word.part.0 None
5 in the summary
$ sh show --hot --inliner einline --callee end_word -n 1
  13000 moved count -> end_word count.c:85:7
2 in the summary
$ sh show -n 2
  58000 appeared count -> is_letter count.c:79:11
  45000 newly inlined count -> mix count.c:81:17
11 in the summary
$ sh show --sort=location
      0 reason changed note_odd -> mix count.c:37:16
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
  58000 appeared count -> is_letter count.c:79:11
  45000 newly inlined count -> mix count.c:81:17
  13000 moved count -> end_word count.c:85:7
   1000 moved count -> end_word count.c:88:3
      0 un-inlined count -> begin_again count.c:91:5
      0 un-inlined count -> begin_again count.c:93:5
    857 vanished count -> end_word.part.0 None
  11143 vanished count -> end_word.part.0 None
11 in the summary
$ sh show --sort=caller -n 4
  58000 appeared count -> is_letter count.c:79:11
  45000 newly inlined count -> mix count.c:81:17
  13000 moved count -> end_word count.c:85:7
  11143 vanished count -> end_word.part.0 None
11 in the summary
$ sh show --sort=callee -n 4
      0 un-inlined count -> begin_again count.c:91:5
      0 un-inlined count -> begin_again count.c:93:5
  13000 moved count -> end_word count.c:85:7
   1000 moved count -> end_word count.c:88:3
11 in the summary
$ sh show --sort=kind
  45000 newly inlined count -> mix count.c:81:17
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
      0 un-inlined count -> begin_again count.c:91:5
      0 un-inlined count -> begin_again count.c:93:5
  13000 moved count -> end_word count.c:85:7
   1000 moved count -> end_word count.c:88:3
      0 reason changed note_odd -> mix count.c:37:16
  58000 appeared count -> is_letter count.c:79:11
  11143 vanished count -> end_word.part.0 None
    857 vanished count -> end_word.part.0 None
11 in the summary
$ sh show --sort=delta -n 4
  45000 newly inlined count -> mix count.c:81:17
  12000 newly inlined end_word -> mix count.c:57:16
  12000 newly inlined end_word -> mix count.c:65:17
  11143 vanished count -> end_word.part.0 None
11 in the summary
$ pgolens diff --callee nobody "$DATA/diff/old" "$DATA/diff/new" | tail -n +7 | head -4
  not counted: guesses at indirect calls' targets, 0 in OLD, 1 in NEW

No changes.


$ pgolens diff --callee nobody "$DATA/diff/old" "$DATA/diff/new" >/dev/null
$ pgolens diff --callee mix -n 1 "$DATA/diff/old" "$DATA/diff/new" | sed -n '/^newly/p; /^function/,/^$/p; /more/p'
newly inlined       3                  69,000        2            60  inlined in NEW, a call in OLD
function called  calls OLD  calls NEW  difference  size OLD  size NEW
mix                 69,000          0     -69,000        28        28

... and 3 more (--all)
      fvect-cost-model fversion-loops-for-strides fvpt (count.c and 1 more)
