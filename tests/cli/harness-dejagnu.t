# A test of the compiler fails if its claim is wrong, and if DejaGnu ignores one of its lines.
$ mkdir -p testsuite/pgolens.self
> cp -r "$TOP/testsuite/lib" "$TOP/testsuite/config" testsuite
> ln -s "$TOP/tests" "$TOP/docs" .
> cat >testsuite/pgolens.self/self.exp <<'END'
> dg-init
> dg-runtest [lsort [glob $srcdir/$subdir/*.c]] "" "-O2"
> dg-finish
> END
> cat >testsuite/pgolens.self/lines.c <<'END'
> int f (int x) { return x; }
> /* { dg-profile-run } */
> /* { scan-record nouse "a -> b" inlined } */
> /* { dg-final { scan-unit nouse profile.use none } } */
> END
> cat >testsuite/pgolens.self/two.c <<'END'
> int f (int x) { return x; }
> /* { dg-options "-O1" } */ /* { dg-options "-O2" } */
> END
> cat >testsuite/pgolens.self/scans.c <<'END'
> static int g (int x) { return x + 1; }
> int f (int x) { return g (x); }
> /* { dg-final { scan-record nouse "f -> g" inlined } } */
> /* { dg-final { scan-record nouse "f -> g" not-inlined } } */
> /* { dg-final { scan-record nouse "f -> h" inlined } } */
> /* { dg-final { scan-record use "f -> g" inlined } } */
> /* { dg-final { scan-record-count nouse 2 "f -> g" } } */
> /* { dg-final { scan-record-count use 0 "f -> g" } } */
> /* { dg-final { scan-stack nouse "f < g" inlined } } */
> /* { dg-final { scan-function nouse f flags noinline } } */
> /* { dg-final { scan-rcord nouse "f -> g" inlined } } */
> END
> cat >testsuite/pgolens.self/wrong.c <<'END'
> int f (int x) { return x }
> END
> cat >testsuite/pgolens.self/tomorrow.c <<'END'
> /* { dg-require-gcc "99" } */
> int f (int x) { return x; }
> END
> runtest --tool pgolens --srcdir "$SCRATCH/testsuite" >output 2>&1; echo $?
> grep -E '^(FAIL|ERROR|UNSUPPORTED)' pgolens.sum
1
FAIL: pgolens.self/lines.c every dg- line is understood (not line 2, 3)
FAIL: pgolens.self/scans.c scan-record nouse f -> g not-inlined
FAIL: pgolens.self/scans.c scan-record nouse f -> h inlined
FAIL: pgolens.self/scans.c scan-record use f -> g inlined
FAIL: pgolens.self/scans.c scan-record-count nouse 2 f -> g
FAIL: pgolens.self/scans.c scan-record-count use 0 f -> g
FAIL: pgolens.self/scans.c scan-stack nouse f < g inlined
FAIL: pgolens.self/scans.c scan-function nouse f flags noinline
ERROR: (DejaGnu) proc "scan-rcord nouse {f -> g} inlined" does not exist.
ERROR: pgolens.self/scans.c: error executing dg-final: invalid command name "scan-rcord"
UNSUPPORTED: pgolens.self/tomorrow.c
ERROR: pgolens.self/two.c: unknown dg option: */ for "*/"
ERROR: pgolens.self/two.c: unknown dg option: */ for "*/"
FAIL: pgolens.self/wrong.c (test for excess errors)
