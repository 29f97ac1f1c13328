# What GCC's own dumps say about calls that the inliners treat in special ways: the record has every
# decision, with its order and badness.
# Takes long.
$ for level in 1 2 3 s; do
>   $GXX -std=c++17 -O$level -fplugin=$PLUGIN -fdump-ipa-inline-details -fdump-tree-einline-details -c "$DATA/truth/shapes.cc" -o shapes-$level.o
> done
> "$TOP/tests/slow/truth/compare" pgolens "$($GCC -print-file-name=plugin)/include/cif-code.def" . | sed 's/[1-9][0-9]*/N/g' ||
>   echo differs
> "$TOP/tests/bin/schema/validate" *.jsonl
early N/N, ipa N/N, order N/N, badness N/N, rejected N/N, early rejected N/N, numbers N/N over N units; N rejections, 0 unknown, 0 limits without numbers, N not in the dumps
