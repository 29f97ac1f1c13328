# pgolens report: the contents of the page, and what can go wrong. tests/slow/report/check-report opens it in a browser.
$ pgolens report "$DATA/diff/old" "$DATA/diff/new" -o page.html; ls
page.html

$ head -c 15 page.html; echo; tail -n 1 page.html; grep -c '<script' page.html
<!DOCTYPE html>
</html>
2
$ grep -o "default-src 'none'; script-src 'sha256-[^']*'; style-src 'sha256-[^']*'; base-uri 'none'; form-action 'none'" page.html | sed 's/sha256-[A-Za-z0-9+/=]*/sha256-/g'
> grep -Eci '<(link|img|iframe|object|embed)|src=|@import|url\(' page.html
default-src 'none'; script-src 'sha256-'; style-src 'sha256-'; base-uri 'none'; form-action 'none'
0
? 1
$ cat >data <<'END'
> import base64, hashlib, json, sys
> page = open("page.html", encoding="utf-8").read()
> script = page.rpartition("<script>")[2].partition("</script>")[0]
> print("'sha256-%s'" % base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in page)
> data = page.partition('<script id="data" type="application/json">')[2].partition("</script>")[0]
> print([c for c in "<>&\u2028\u2029" if c in data])
> data = json.loads(data)
> for key in sys.argv[1:]:
>     print(key, json.dumps(data[key]))
> END
> python3 data format version n_calls files explained outcomes | cut -c 1-300
True
[]
format "pgolens-report"
version 1
n_calls 22
files ["count.c", "main.c"]
explained [0, null, 1, 2, 3, 4, 5, 6, null, null, 5, null, 7, null, null, null, 8, 8, null, null, null, null]
outcomes [{"word": "newly inlined", "is_change": true}, {"word": "un-inlined", "is_change": true}, {"word": "moved", "is_change": true}, {"word": "reason changed", "is_change": true}, {"word": "appeared", "is_change": true}, {"word": "vanished", "is_change": true}, {"word": "inlined in both", "is_ch
$ pgolens report "$DATA/diff/old" "$DATA/diff/new" | cmp - page.html
$ python3 data sources | grep -o '"state": "[a-z ]*"' | uniq -c
      2 "state": "missing"
$ pgolens report --source="$DATA/diff/src" "$DATA/diff/old" "$DATA/diff/new" -o page.html
> python3 data sources | grep -o '"state": "[a-z ]*", "path": "[^"]*", "changed": [a-z]*'
"state": "found", "path": "$DATA/diff/src/count.c", "changed": false
"state": "found", "path": "$DATA/diff/src/main.c", "changed": false
$ mkdir src; for file in count.c count.h main.c; do sed 1d "$DATA/diff/src/$file" >src/$file; done
> pgolens report --source=src "$DATA/diff/old" "$DATA/diff/new" -o page.html
> python3 data sources | grep -o '"state": "[a-z ]*", "path": "[^"]*", "changed": [a-z]*'
"state": "found", "path": "src/count.c", "changed": true
"state": "found", "path": "src/main.c", "changed": true
$ rm src/main.c; mkfifo src/main.c
> pgolens report --source=src "$DATA/diff/old" "$DATA/diff/new" -o page.html
> python3 data sources | grep -o '"state": "no text", "path": "[^"]*"'
"state": "no text", "path": "src/main.c"
$ pgolens report --no-sources --source=src "$DATA/diff/old" "$DATA/diff/new" -o page.html
> python3 data sources | grep -o '"state": "[a-z ]*"' | uniq -c
      2 "state": "left out"
$ mkdir evil; for side in old new; do mkdir evil/$side; sed 's|"main.c"|"/etc/passwd"|g' "$DATA/diff/$side/main.pgolens.jsonl" >evil/$side/main.pgolens.jsonl; done
> pgolens report evil/old evil/new -o page.html; grep -c root:x page.html; python3 data files sources | grep -o '"/etc/passwd"\|"no source"'
0
"/etc/passwd"
"no source"
$ mkdir hostile; for side in old new; do mkdir hostile/$side
> sed 's|"repeat"|"</script><img src=x onerror=alert(1)><!--\\u2028"|g' "$DATA/diff/$side/main.pgolens.jsonl" >hostile/$side/main.pgolens.jsonl; done
> pgolens report hostile/old hostile/new -o page.html; grep -c 'onerror=' page.html; grep -c '<img' page.html; python3 data title
> python3 data functions | grep -o '"</script><img src=x onerror=alert(1)><!--.u2028"'
1
0
True
[]
title null
"</script><img src=x onerror=alert(1)><!--\u2028"
"</script><img src=x onerror=alert(1)><!--\u2028"
$ pgolens report --attribution "$DATA/report/split.json" "$DATA/diff/old" "$DATA/diff/new" -o page.html
> python3 data attribution | grep -o '"metric": "[a-z-]*"'
"metric": "instructions"
"metric": "user-time"
"metric": "instructions"
$ echo '{"format": "pgolens-attribution", "version": 2}' >other; echo '{' >cut; printf '{\n"a": "\377"}' >bytes
> for file in other cut bytes none .; do pgolens report --attribution $file "$DATA/diff/old" "$DATA/diff/new" -o bad.html; done; ls bad.html
pgolens: other: not an attribution: unsupported version of 'pgolens-attribution'
pgolens: cut:2: not an attribution: invalid JSON: unexpected end of data
pgolens: bytes:2: not an attribution: invalid JSON: invalid utf-8 string
pgolens: cannot read 'none': No such file or directory
pgolens: cannot read '.': Is a directory
ls: cannot access 'bad.html': No such file or directory
? 2
$ for n in 100 70; do printf 'version: 1\ncreator: callgrind\npositions: line\nevents: Ir\nfl=main.c\nfn=main\n26 %s\ntotals: %s\n' $n $n >run.$n; done
> pgolens report --measured run.100 run.70 "$DATA/diff/old" "$DATA/diff/new" -o page.html; python3 data measured | grep -o '"total": [^]]*]'
"total": [100, 70]
$ pgolens report --measured run.100 missing "$DATA/diff/old" "$DATA/diff/new" -o bad.html; ls bad.html
pgolens: cannot read 'missing': No such file or directory
ls: cannot access 'bad.html': No such file or directory
? 2
$ pgolens report -n 2 "$DATA/diff/old" "$DATA/diff/new" -o page.html; python3 data n_calls forest_new calls | cut -c 1-60
True
[]
n_calls 22
forest_new null
calls {"source": {"of": [0, 0], "words": ["count.c"]}, "line
$ pgolens report "$DATA/diff/old"
pgolens: report: needs two builds, OLD and NEW; got one (try 'pgolens report --help')
? 2
$ pgolens report "$DATA/bad/cut.jsonl" "$DATA/diff/new" -o bad.html; ls bad.html
pgolens: $DATA/bad/cut.jsonl:6: the record is cut off: no 'end' line
ls: cannot access 'bad.html': No such file or directory
? 2
$ pgolens report "$DATA/diff/old" "$DATA/diff/new" -o none/page.html
pgolens: cannot write 'none/page.html': No such file or directory
? 2
$ pgolens report "$DATA/diff/old" "$DATA/diff/old" -o page.html; python3 data weights_from flow_new
True
[]
weights_from null
flow_new null

$ mkdir d3 out; "$TOP/tools/render/report/page/assemble" d3 out; cat out/head.html
no D3
$ echo >d3/d3.min.js; "$TOP/tools/render/report/page/assemble" d3 out
assemble: no licence text of D3 in 'd3'
? 1
$ echo 'a licence */' >d3/LICENSE; "$TOP/tools/render/report/page/assemble" d3 out; grep -n 'a licence' out/tail.html
4:a licence * /
