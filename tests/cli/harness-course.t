# The runner of the course finds what is wrong with a page: a command that fails, output that differs from the page,
# a claim that does not hold, a question without an answer. Where a page says so, lines and figures may differ.
$ cat >page <<'END'
> #!/bin/sh
> printf '%s\n' "$@" >page.md; exec "$TOP/tests/slow/course/check-course" page.md
> END
> chmod +x page
$ ./page '```console' '$ echo a; echo b' 'a' 'b' '$ touch x' '$ ls' 'x' '```'
PASS course/page
1 passed, 0 failed
$ ./page '```console' '$ echo a; echo b' 'a' 'c' '```'
FAIL course/page
page.md:2: 'echo a; echo b': the output differs
--- the page
+++ what came out
@@ -1,2 +1,2 @@
 a
-c
+b
0 passed, 1 failed
? 1
$ ./page '```console' '$ echo a >file' '$ cat missing' '$ echo not run any more' 'x' '```'
FAIL course/page
page.md:3: 'cat missing': status 1
cat: missing: No such file or directory
0 passed, 1 failed
? 1
$ ./page '```console' '$ pgolens show missing | cat' '```' | sed -n 1,2p
FAIL course/page
page.md:2: 'pgolens show missing | cat': status 2
$ ./page '```console' '$ echo 7' '7' '```' '' '<!-- check: test "$(cat "$OUTPUT")" = 7 -->' '<!-- check: test "$(cat "$OUTPUT")" = 8 -->'
FAIL course/page
page.md:7: 'test "$(cat "$OUTPUT")" = 8': status 1
0 passed, 1 failed
? 1

$ ./page '<!-- figures: 5 % -->' '```console' '$ echo 104 x' '100 x' '$ echo 106 x' '100 x' '```' '<!-- figures: any -->' '```console' '$ echo 9 y' '1 y' '$ echo 9 z' '1 y' '```' '```console' '$ seq 5' '1' '...' '5' '$ seq 5' '...' '4' '```' | grep -e '^page' -e passed
page.md:5: 'echo 106 x': the output differs
page.md:12: 'echo 9 z': the output differs
page.md:20: 'seq 5': the output differs
0 passed, 1 failed

$ printf '%s\n' '**Question 1.** Why?' '' '<details><summary>Answer</summary>' '' 'So.' '' '</details>' >01-x.md
> "$TOP/tests/slow/course/check-course" 01-x.md
FAIL course/01-x
01-x.md:1: a question whose answer nothing shows
01-x.md: there is nothing to try
0 passed, 1 failed
? 1
$ ./page '<!-- figurs: any -->'; ./page '```console' '$ true'; "$TOP/tests/slow/course/check-course" missing.md
FAIL course/page
page.md:1: unknown remark 'figurs: any'
0 passed, 1 failed
FAIL course/page
page.md: a block that has no end
0 passed, 1 failed
FAIL course/missing
missing.md: [Errno 2] No such file or directory: 'missing.md'
0 passed, 1 failed
? 1
