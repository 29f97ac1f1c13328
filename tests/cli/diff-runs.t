# Counts are totals of the training, also where units were trained in different numbers of runs: here the units of
# two programs, one run 3 times and the other once. Nothing is divided by a number of runs.
$ cat >one.c <<'END'
> #include <stdio.h>
> extern int shared(int);
> int main(int argc, char **argv) { for (int i = 0; i < 100; i++) argc += shared(i); printf("%s %d\n", argv[0], argc); }
> END
> sed 's/100/1000/' one.c >two.c; echo 'int shared(int i) { return i ^ 3; }' >shared.c
> for i in one two shared; do $GCC -O2 -fprofile-generate -c $i.c -o $i.o; done
> $GCC -fprofile-generate one.o shared.o -o one && $GCC -fprofile-generate two.o shared.o -o two
> for i in 1 2 3; do ./one >out; done; ./two >out; mkdir old new
> for i in one two shared; do
> 	$GCC -O2 -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=old -c $i.c -o $i.o
> 	$GCC -O2 -fprofile-use -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=new -c $i.c -o $i.o
> done
> pgolens diff old new | grep '^NEW'
> pgolens diff --format=json old new | jq -c '.summary.calls_new | [.inside, .outside]'
> pgolens why new one.c:3 | grep 'executed 300'; pgolens why new two.c:3 | grep 'executed 1,000'
NEW  new: 3 units, 4 call sites, profile of 1 to 4 runs, highest count 1,300
[1304,4]
      recorded: executed 300 times in training (3 runs, precise), hot: at least 0
      recorded: executed 1,000 times in training (precise), hot: at least 0
