# What makes a comparison unfair: diff reports each cause, and fails with --strict.
# The test uses its own folder, so that the output of `cut` does not depend on where the tree lies.
$ cp -r "$DATA"/diff/* .
$ fair() { pgolens diff "$@" | grep -e FAIR -e '^note' -e '^OLD ' -e '^NEW '; }
> fair old new | cut -c 1-70
> echo; fair old other-flags
> echo; fair old mismatched
> echo; fair old missing
> echo; fair new old | cut -c 1-70
> echo; fair new new
> echo; fair new/main.pgolens.jsonl old/count.pgolens.jsonl
OLD  old: 2 units, 19 call sites, no profile
NEW  new: 2 units, 19 call sites, profile of 1 run, highest count 69,0
note: implied flags: -fprofile-use also switched these flags: fbranch-

OLD  old: 2 units, 19 call sites, no profile
NEW  other-flags: 2 units, 19 call sites, profile of 1 run, highest count 69,000
NOT FAIR: flags: only NEW has -fno-gcse (count.c and 1 more)

OLD  old: 2 units, 19 call sites, no profile
NEW  mismatched: 2 units, 19 call sites, profile of 1 run, highest count 69,000
NOT FAIR: mismatched profile: NEW's profile does not fit 1 function: mix (count.c)
NOT FAIR: sources: the source file's text differs (count.c)
NOT FAIR: sources: 1 function has another body before any inlining: mix (count.c)
note: implied flags: -fprofile-use also switched these flags: fbranch-probabilities

OLD  old: 2 units, 19 call sites, no profile
NEW  missing: 2 units, 19 call sites, profile missing
NOT FAIR: no profile: neither build has a profile: how often calls run is not known
NOT FAIR: missing profile: NEW was to use a profile and found none (count.c and 1 more)
NOT FAIR: sources: the source file's text differs (count.c)
NOT FAIR: sources: 1 function has another body before any inlining: mix (count.c)
note: implied flags: -fprofile-use also switched these flags: fbranch-probabilities

OLD  new: 2 units, 19 call sites, profile of 1 run, highest count 69,0
NEW  old: 2 units, 19 call sites, no profile
NOT FAIR: swapped: OLD has the profile and NEW has none: are they swap
note: implied flags: -fprofile-use also switched these flags: fbranch-

OLD  new: 2 units, 19 call sites, profile of 1 run, highest count 69,000
NEW  new: 2 units, 19 call sites, profile of 1 run, highest count 69,000
NOT FAIR: same: OLD and NEW are the same records

OLD  new/main.pgolens.jsonl: 1 unit, 6 call sites, profile of 1 run, highest count 69,000
NEW  old/count.pgolens.jsonl: 1 unit, 13 call sites, no profile
NOT FAIR: swapped: OLD has the profile and NEW has none: are they swapped?
NOT FAIR: sources: the source file's text differs (main.c)
NOT FAIR: sources: other functions have a body before any inlining (main.c)
note: implied flags: -fprofile-use also switched these flags: fbranch-probabilities
$ mkdir other; for f in main count; do sed 's/"version":"12.2.0"/"version":"11.3.0"/' "new/$f.pgolens.jsonl" >other/$f.pgolens.jsonl; done
> pgolens diff old other | grep FAIR
NOT FAIR: compiler: OLD was compiled by GNU C17 12.2.0 for x86_64-linux-gnu, NEW by GNU C17 11.3.0
$ pgolens diff --strict old other
pgolens: not fair: compiler: OLD was compiled by GNU C17 12.2.0 for x86_64-linux-gnu, NEW by GNU C17 11.3.0 for x86_64-linux-gnu (count.c and 1 more)
? 2
$ pgolens diff --strict --format=json old missing
pgolens: not fair: no profile: neither build has a profile: how often calls run is not known
pgolens: not fair: missing profile: NEW was to use a profile and found none (count.c and 1 more)
pgolens: not fair: sources: the source file's text differs (count.c)
pgolens: not fair: sources: 1 function has another body before any inlining: mix (count.c)
? 2
$ pgolens diff --strict old other-flags
pgolens: not fair: flags: only NEW has -fno-gcse (count.c and 1 more)
? 2
$ pgolens diff --strict old mismatched
pgolens: not fair: mismatched profile: NEW's profile does not fit 1 function: mix (count.c)
pgolens: not fair: sources: the source file's text differs (count.c)
pgolens: not fair: sources: 1 function has another body before any inlining: mix (count.c)
? 2
$ pgolens diff --strict new old
pgolens: not fair: swapped: OLD has the profile and NEW has none: are they swapped?
? 2
$ pgolens diff --strict new new
pgolens: not fair: same: OLD and NEW are the same records
? 2
$ pgolens diff --strict old new | grep -c FAIR
0
? 1
$ sed 's/"use":"use","found":true/"use":"generate"/' new/main.pgolens.jsonl >gen.pgolens.jsonl
> pgolens diff "old/main.pgolens.jsonl" gen.pgolens.jsonl | grep FAIR
NOT FAIR: no profile: neither build has a profile: how often calls run is not known
NOT FAIR: instrumented: NEW is an instrumented build (main.c)
$ cp -r new again; pgolens diff again new | grep -e FAIR -e ^note
note: two profiles: both builds use a profile
$ pgolens diff --format=json old mismatched | python3 -c '
> import json, sys
> for remark in json.load(sys.stdin)["fairness"]:
>     remark["detail"] = remark["detail"][:60]
>     print(remark)'
{'severity': 'unfair', 'what': 'mismatched profile', 'detail': "NEW's profile does not fit 1 function: mix", 'source': 'count.c', 'units': 1}
{'severity': 'unfair', 'what': 'sources', 'detail': "the source file's text differs", 'source': 'count.c', 'units': 1}
{'severity': 'unfair', 'what': 'sources', 'detail': '1 function has another body before any inlining: mix', 'source': 'count.c', 'units': 1}
{'severity': 'note', 'what': 'implied flags', 'detail': '-fprofile-use also switched these flags: fbranch-probabiliti', 'source': 'count.c', 'units': 2}
