# The tests that configure scripts compile leave no record, unless the user names the record.
$ mkdir -p build/CMakeFiles/CMakeTmp build/CMakeFiles/x.dir build/meson-private
> echo 'int main (void) { return 0; }' >conftest.c; cp conftest.c mine.c
> $GCC -fplugin=$PLUGIN -c conftest.c && $GCC -fplugin=$PLUGIN conftest.c && $GCC -flto -fplugin=$PLUGIN conftest.c -o conftest && ls
a.out
build
conftest
conftest.c
conftest.o
mine.c
$ cd build/CMakeFiles/CMakeTmp && $GCC -fplugin=$PLUGIN -c ../../../mine.c && ls
mine.o
$ cd build/meson-private && $GCC -fplugin=$PLUGIN -c ../../mine.c && ls
mine.o
$ cd build && $GCC -fplugin=$PLUGIN -c ../mine.c -o CMakeFiles/x.dir/mine.c.o && ls CMakeFiles/x.dir
mine.c.o
mine.c.pgolens.jsonl
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-output=asked.jsonl -c conftest.c && ls *.jsonl
asked.jsonl
$ $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=none -c conftest.c
$ rm -f *.jsonl; mkdir -p .sconf_temp .conf_check_1f/testbuild config.tests/sse; cp mine.c .sconf_temp/conftest_5a2f_0.c; cp mine.c _configtest.c; cp mine.c flag_check.c; cp mine.c config.tests/sse/main.c
> record="-fplugin=$PLUGIN -fplugin-arg-pgolens-dir=$PWD"
> $GCC $record -c .sconf_temp/conftest_5a2f_0.c -o .sconf_temp/x.o && $GCC $record -c _configtest.c && $GCC $record -c flag_check.c && $GCC $record -c -x c /dev/null -o x.o
> (cd .conf_check_1f/testbuild && $GCC $record -c ../../mine.c -o x.o) && (cd config.tests/sse && $GCC $record -c main.c) && ls *.jsonl
ls: cannot access '*.jsonl': No such file or directory
? 2
