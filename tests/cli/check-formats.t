# pgolens check --format=junit, sarif, github and json: the output is valid whatever the names are. A record with
# hostile names: markup, quotes, control characters, a name like a link or command; and a rules file that is not UTF-8.
$ mkdir old new
> for side in old new; do
>     cp "$DATA/diff/$side"/*.jsonl $side
>     python3 - $side <<'END'
> import sys
> path = sys.argv[1] + "/count.pgolens.jsonl"
> text = open(path, "rb").read()
> hostile = b'</failure><x y=\\"1\\">&amp;]]>\\u0001\\u001b[31m\\u0085\\uffff operator[](int){0}::error::%0A,:'
> text = text.replace(b'"name":"mix"', b'"name":"' + hostile + b'"')
> text = text.replace(b'"files":["count.c"', b'"files":["a b/%:,\\"<c>\\u00e9\\u0007.c"')
> open(path, "wb").write(text)
> END
> done
$ cat >text <<'END'
> stays-inlined
> stays-call name="<hostile> & \"quoted\""
> not-rejected hot warn
> fair
> text <= 5
> bytes <= 5 if-known
> size <= 100
> frame <= 0 if-known name=größe
> profiled function=note_odd name="no \377 UTF-8"
> calls-growth <= 1%
> inlining-growth <= 0
> END
> sed "s/.377/$(printf '\377')/" text >rules
$ for format in junit sarif github json; do pgolens check --rules rules --format=$format -o out.$format old new; echo $?; done
1
1
1
1
$ python3 - <<'END'
> import json, xml.etree.ElementTree as tree
> checked = json.load(open("out.json"))
> states = [result["state"] for result in checked["results"]]
> print(states)
> print({key: value for key, value in checked.items() if key not in ("results",)})
> calls = checked["results"][1]["findings"]
> print(len(calls), calls[0]["line"], calls[0]["weight"], calls[0]["old"]["decision"]["reason"], calls[0]["new"]["decision"]["phase"])
> 
> # JUnit: well-formed, and what it counts is there.
> suites = tree.parse("out.junit").getroot()
> suite = suites[0]
> cases = suite.findall("testcase")
> count = lambda name: sum(case.find(name) is not None for case in cases)
> print(len(cases), count("failure"), count("error"), count("skipped"), count("system-out"))
> assert [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] == [str(n) for n in
>     (len(cases), count("failure"), count("error"), count("skipped"))]
> print(cases[1].get("name"), cases[1].get("line"), cases[7].get("name"))
> print(ascii(cases[1].find("failure").text.split("\n")[0][:110]))
> 
> # SARIF: the standard's schema.
> import os, jsonschema
> sarif = json.load(open("out.sarif"))
> schema = json.load(open(os.environ["DATA"] + "/schemas/sarif-2.1.0.schema.json"))
> jsonschema.Draft4Validator.check_schema(schema)
> problems = list(jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(sarif))
> for problem in problems:
>     print(problem.message)
> run = sarif["runs"][0]
> print(len(run["tool"]["driver"]["rules"]), len(run["results"]), len(problems))
> for result in run["results"]:
>     rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
>     assert rule["id"] == result["ruleId"]
> result = [result for result in run["results"] if result["ruleIndex"] == 1][0]
> print(result["locations"][0]["physicalLocation"])
> print(ascii(result["message"]["text"][30:140]))
> print([(result["ruleIndex"], result["kind"], result["level"]) for result in run["results"] if result["level"] != "error"])
> END
['broken', 'broken', 'broken', 'holds', 'unknown', 'unknown', 'broken', 'broken', 'broken', 'holds', 'broken']
{'format': 'pgolens-check', 'version': 1, 'generator': 'pgolens 0.1.0', 'old': 'old', 'new': 'new', 'passes': False, 'holds': 2, 'broken': 7, 'unknown': 2, 'counted': 7}
3 81 45000 MAX_INLINE_INSNS_AUTO_LIMIT small
11 6 1 1 1
<hostile> & "quoted" 2 größe
'a b/%:,"<c>\xe9\ufffd.c:81:17: count -> </failure><x y="1">&amp;]]>\ufffd\ufffd[31m\x85\ufffd operator[](int){0}::error::%0A,:: OLD: cal'
11 12 0
{'artifactLocation': {'uri': 'a%20b/%25%3A%2C%22%3Cc%3E%C3%A9%07.c'}, 'region': {'startLine': 81, 'startColumn': 17}}
'mp;\\]\\]>\x01\x1b\\[31m\x85\uffff operator\\[\\](int){{0}}::error::%0A,:: OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT; NEW: inlined b'
[(2, 'fail', 'warning'), (5, 'open', 'none')]
$ cat out.github
::error file=a b/%25%3A%2C"<c>é?.c,line=91,col=5,title=stays-inlined::count -> begin_again: OLD: inlined by ipa-inline (small); NEW: call, UNLIKELY_CALL; 0 executions in training, calls 0 -> 0
::error file=a b/%25%3A%2C"<c>é?.c,line=93,col=5,title=stays-inlined::count -> begin_again: OLD: inlined by ipa-inline (small); NEW: call, UNLIKELY_CALL; 0 executions in training, calls 0 -> 0
::error file=a b/%25%3A%2C"<c>é?.c,line=81,col=17,title=<hostile> & "quoted"::count -> </failure><x y="1">&amp;]]>??[31m￿ operator[](int){0}::error::%250A,:: OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT; NEW: inlined by ipa-inline (small); 45,000 executions in training, calls 45,000 -> 0
::error file=a b/%25%3A%2C"<c>é?.c,line=57,col=16,title=<hostile> & "quoted"::end_word -> </failure><x y="1">&amp;]]>??[31m￿ operator[](int){0}::error::%250A,:: OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT; NEW: inlined by ipa-inline (small); 12,000 executions in training, calls 12,000 -> 0
::error file=a b/%25%3A%2C"<c>é?.c,line=65,col=17,title=<hostile> & "quoted"::end_word -> </failure><x y="1">&amp;]]>??[31m￿ operator[](int){0}::error::%250A,:: OLD: call, MAX_INLINE_INSNS_AUTO_LIMIT; NEW: inlined by ipa-inline (small); 12,000 executions in training, calls 12,000 -> 0
::warning file=main.c,line=17,col=5,title=not-rejected hot warn::main -> count: OLD: call, BODY_NOT_AVAILABLE; NEW: call, BODY_NOT_AVAILABLE; 1,000 executions in training, calls 1,000 -> 1,000
::error file=rules,line=5,title=text <= 5::not known: NEW has no object beside its records; name the program with --new-program
::notice file=rules,line=6,title=bytes <= 5 if-known::not known: the code of 6 functions is not known: there is no object beside the record
::error file=a b/%25%3A%2C"<c>é?.c,line=69,col=1,title=size <= 100::count: size 215, more than 100
::error file=main.c,line=21,col=1,title=größe::main: frame 40 bytes, more than 0 bytes
::error file=a b/%25%3A%2C"<c>é?.c,line=34,col=1,title=no � UTF-8::note_odd: it never ran in training
::error file=count.c,title=inlining-growth <= 0::count.c: size 124 -> 251 (+102.42 %25), more than +0
$ sed -n '1,3p' out.junit
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="11" failures="6" errors="1" time="0">
  <testsuite name="pgolens check" tests="11" failures="6" errors="1" skipped="1" time="0">
$ sed 's/"level": "error"/"level": "fatal"/' out.sarif >wrong.sarif
> python3 -c '
> import json, os, jsonschema
> schema = json.load(open(os.environ["DATA"] + "/schemas/sarif-2.1.0.schema.json"))
> print(any(jsonschema.Draft4Validator(schema).iter_errors(json.load(open("wrong.sarif")))))'
True
