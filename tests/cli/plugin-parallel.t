# Many compilers at once, into one folder: every record whole, none lost.
$ mkdir out
> for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
>   mkdir $i; echo "int f$i (int x) { return x + $i; }" >$i/x.c
> done
> ls -d [0-9]* | xargs -P 8 -I '{}' $GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=out -c '{}/x.c' -o '{}/x.o'
> ls out | wc -l
> "$TOP/tests/bin/schema/validate" out/* && cat out/* | grep -o '"name":"f[0-9]*"' | sort -u | wc -l
12
12
