# pgolens show --format=json: all that the record has, null for the rest, nothing dropped; a copy with its
# stack from the inside out, an indirect call.
$ pgolens show --format=json --callee puts --functions --function main "$DATA/show/lex.pgolens.jsonl"
{
  "format": "pgolens-show",
  "version": 1,
  "generator": "pgolens 0.1.0",
  "units": [
    {"path": "$DATA/show/lex.pgolens.jsonl", "source": "src/lex.c", "generator": "pgolens 0.1.0", "stage": "compile", "lto": null, "label": "trained", "fingerprint": "a1b2", "fingerprint_ir": "c3d4", "given": "-O2 -fprofile-use", "size_before": 200, "size_after": 260, "functions": 7, "sites": 10, "events": 1, "compiler": {"name": "GNU C17", "version": "12.2.0", "target": "x86_64-linux-gnu"}, "options": {"finline-functions": "1", "optimize": "2"}, "profile": {"use": "use", "found": true, "runs": 3, "sum_max": 2000000, "hot_threshold": 100, "read": 5, "never_run": 1, "mismatched": 1, "in_file": null, "strangers": null, "moved": null}, "extra": {"new_unit_key":[1,2]}}
  ],
  "sites": [
    {"unit": 0, "id": 6, "parent": null, "inlined": false, "copy": false, "copy_of": null, "caller": "main", "caller_assembler": "main", "caller_order": 7, "callee": "puts", "callee_assembler": "puts", "callee_order": null, "root": "main", "root_assembler": "main", "root_order": 7, "was": null, "location": "src/lex.c:47:2", "count": 3, "quality": "precise", "frequency": 1, "flags": ["cold"], "inliner": "ipa-inline", "phase": null, "sequence": null, "reason": "BODY_NOT_AVAILABLE", "growth": null, "time_saved": null, "badness": null, "hints": null, "limit": null, "limit_of": null, "limit_param": null, "limit_value": null, "limit_actual": null, "compared": null, "limit_text": null, "stack": ["src/lex.c:47:2>main"], "key": "main > src/lex.c:47:2 puts", "decisions": [{"inliner": "einline", "phase": null, "inlined": false, "sequence": null, "reason": "unknown", "growth": null, "time_saved": null, "badness": null, "hints": null, "limit": null, "limit_of": null, "limit_param": null, "limit_value": null, "limit_actual": null, "compared": null, "limit_text": null}, {"inliner": "ipa-inline", "phase": null, "inlined": false, "sequence": null, "reason": "BODY_NOT_AVAILABLE", "growth": null, "time_saved": null, "badness": null, "hints": null, "limit": null, "limit_of": null, "limit_param": null, "limit_value": null, "limit_actual": null, "compared": null, "limit_text": null, "extra": {"new_decision_key":true}}], "extra": {"new_site_key":{"a":1}}}
  ],
  "functions": [
    {"unit": 0, "id": 0, "source": "src/lex.c", "name": "main", "assembler": "main", "order": 7, "origin": 0, "origin_name": "main", "clone": "none", "location": "src/lex.c:40:5", "has_body": true, "flags": ["external"], "count": 3, "quality": "precise", "hotness": "executed_once", "profiled": "read", "size_before": 40, "size_after": 90, "time_before": 30, "time_after": 28.5, "frame": 64, "bytes_hot": null, "bytes_cold": null, "offline": "kept", "fingerprint": null, "options": {}}
  ],
  "events": []
}
$ pgolens show --format=json --callee nobody --function nobody "$DATA/show/more"
{
  "format": "pgolens-show",
  "version": 1,
  "generator": "pgolens 0.1.0",
  "units": [
    {"path": "$DATA/show/more/box.pgolens.jsonl", "source": "src/box.cc", "generator": "pgolens 0.1.0", "stage": "compile", "lto": null, "label": null, "fingerprint": null, "fingerprint_ir": null, "given": null, "size_before": null, "size_after": null, "functions": 2, "sites": 2, "events": 0, "compiler": {"name": "GNU C++17", "version": "12.2.0", "target": "x86_64-linux-gnu"}, "options": {"optimize": "2"}, "profile": {"use": "none"}}
  ],
  "sites": [],
  "functions": [],
  "events": []
}
$ pgolens show --format=json "$DATA/show" >x.json; python3 - <<'END'
> import json
> shown = json.load(open("x.json"))
> print(sorted(shown), [len(shown[key]) for key in ("events", "functions", "sites", "units")])
> copy = next(site for site in shown["sites"] if site["copy"])
> print(copy["callee"], copy["inlined"], copy["copy_of"], copy["stack"])
> print([site["callee"] for site in shown["sites"] if "indirect" in site["flags"]])
> print([function["extra"] for function in shown["functions"] if "extra" in function])
> END
['events', 'format', 'functions', 'generator', 'sites', 'units', 'version'] [1, 9, 12, 2]
next_char True 0 ['src/lex.c:23:14>lex', 'src/lex.c:44:9>main']
[None]
[{'new_function_key': 'kept'}]
