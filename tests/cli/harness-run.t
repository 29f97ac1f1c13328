# The runner of these tests finds wrong expectations, and can write the right ones.
$ printf '$ echo a; echo b; false\na\nc\n' >x.t
> "$TOP/tests/cli/run" "$SCRATCH/x.t" | sed 's/^---.*/---/'
FAIL cli/x
---
+++ what came out
@@ -1,3 +1,4 @@
 $ echo a; echo b; false
 a
-c
+b
+? 1
0 passed, 1 failed
$ "$TOP/tests/cli/run" --update x.t && "$TOP/tests/cli/run" x.t && tail -n 2 x.t
PASS cli/x (updated)
1 passed, 0 failed
PASS cli/x
1 passed, 0 failed
b
? 1
$ printf '$ echo no such thing here; exit 77\n$ echo a\nb\n' >skip.t; "$TOP/tests/cli/run" skip.t x.t | sort -r
SKIP cli/skip: no such thing here
PASS cli/x
1 passed, 0 failed, 1 skipped
$ : >empty.t; "$TOP/tests/cli/run" empty.t missing.t >/dev/null
? 1

$ echo '3 passed, 0 failed' >one.log; echo '4 passed, 1 failed, 2 skipped' >two.log; echo Killed >three.log
> "$TOP/tests/bin/summary" one.log two.log
one      3 passed, 0 failed
two      4 passed, 1 failed, 2 skipped
7 passed, 1 failed, 2 skipped
? 1
$ "$TOP/tests/bin/summary" one.log
one      3 passed, 0 failed
3 passed, 0 failed
$ "$TOP/tests/bin/summary" one.log three.log four.log
one      3 passed, 0 failed
three    did not run to its end
four     did not run to its end
3 passed, 2 failed
? 1
$ echo '0 passed, 0 failed' >none.log; "$TOP/tests/bin/summary" none.log
none     0 passed, 0 failed
0 passed, 0 failed
? 1

$ "$TOP/tests/bin/logged" log false; "$TOP/tests/bin/logged" log echo '2 passed, 0 failed'
FAIL false: it stopped with status 1
0 passed, 1 failed
2 passed, 0 failed
