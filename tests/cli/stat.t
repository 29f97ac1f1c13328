# pgolens stat.
$ pgolens stat "$DATA/show"
build      $DATA/show: 2 units
functions  9: 8 with a body, 1 clones; after inlining 5 kept, 1 gone into callers, 2 removed
calls      9 and 3 copies made by inlining
events     1: 1 clone
profile    none in 1 unit, use in 1 unit; 3 runs; functions: 5 read, 1 never run, 1 mismatched
record     4,821 bytes, 402 a call site

outcome   inliner     phase          calls  copies  hot  executions   share
inlined   einline     always_inline      1
inlined   ipa-inline  small              2       1    2   2,009,000  99.9 %
inlined   ipa-inline  called-once        1            1       3,000   0.1 %
rejected  ipa-inline                     4       2    0           6   0.0 %
none                                     1            0          10   0.0 %

reason                  calls  copies  hot  executions  share
RECURSIVE_INLINING          1       1    1       9,000  0.4 %
MAX_INLINE_INSNS_AUTO       1            1       3,000  0.1 %
BODY_NOT_AVAILABLE          1            0           3  0.0 %
INDIRECT_UNKNOWN_CALL       1            0           3  0.0 %
FUNCTION_NOT_INLINABLE      1       1    0           0  0.0 %
UNLIKELY_CALL               1
$ pgolens stat "$DATA/show/lex.pgolens.jsonl"
build      $DATA/show/lex.pgolens.jsonl: 1 unit
functions  7: 6 with a body, 1 clones; after inlining 4 kept, 1 gone into callers, 1 removed
calls      7 and 3 copies made by inlining
events     1: 1 clone
profile    use; 3 runs; functions: 5 read, 1 never run, 1 mismatched
size       200 instructions before IPA inlining, 260 after (+30.0 %)
record     3,770 bytes, 377 a call site

outcome   inliner     phase        calls  copies  hot  executions   share
inlined   ipa-inline  small            2       1    2   2,009,000  99.9 %
inlined   ipa-inline  called-once      1            1       3,000   0.1 %
rejected  ipa-inline                   3       2    0           6   0.0 %
none                                   1            0          10   0.0 %

reason                  calls  copies  hot  executions  share
RECURSIVE_INLINING          1       1    1       9,000  0.4 %
MAX_INLINE_INSNS_AUTO       1            1       3,000  0.1 %
BODY_NOT_AVAILABLE          1            0           3  0.0 %
INDIRECT_UNKNOWN_CALL       1            0           3  0.0 %
FUNCTION_NOT_INLINABLE      1       1    0           0  0.0 %
$ pgolens stat --format=json "$DATA/show/more"
{
  "format": "pgolens-stat",
  "version": 1,
  "generator": "pgolens 0.1.0",
  "build": "$DATA/show/more",
  "units": 1,
  "functions": {
    "all": 2,
    "bodies": 2,
    "clones": 0,
    "absent": 0,
    "kept": 1,
    "inlined": 0,
    "removed": 1
  },
  "sites": {
    "calls": 2,
    "copies": 0,
    "counted": 0,
    "hot": null,
    "executions": null
  },
  "events": 0,
  "event_kinds": {},
  "profile": {
    "units": {"none": 1, "generate": 0, "use": 0, "auto": 0},
    "not_found": 0,
    "runs": 0,
    "read": 0,
    "never_run": 0,
    "mismatched": 0
  },
  "size_before": null,
  "size_after": null,
  "bytes": 1051,
  "verdicts": [
    {"verdict": "inlined", "inliner": "einline", "phase": "always_inline", "calls": 1, "copies": 0, "counted": 0, "hot": null, "executions": null},
    {"verdict": "rejected", "inliner": "ipa-inline", "phase": null, "calls": 1, "copies": 0, "counted": 0, "hot": null, "executions": null}
  ],
  "reasons": [
    {"reason": "UNLIKELY_CALL", "calls": 1, "copies": 0, "counted": 0, "hot": null, "executions": null}
  ]
}
$ pgolens stat - <"$DATA/show/more/box.pgolens.jsonl"
build      -: 1 unit
functions  2: 2 with a body, 0 clones; after inlining 1 kept, 0 gone into callers, 1 removed
calls      2 and 0 copies made by inlining
profile    none
record     1,051 bytes, 526 a call site

outcome   inliner     phase          calls
inlined   einline     always_inline      1
rejected  ipa-inline                     1

reason         calls
UNLIKELY_CALL      1
