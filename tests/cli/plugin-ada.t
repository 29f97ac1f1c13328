# Ada: a check of syntax or semantics makes no object, so it leaves no record and replaces none; the file that gnatbind
# reads does not name the plugin.
$ case $($GCC -print-prog-name=gnat1) in /*) ;; *) echo 'this GCC has no Ada'; exit 77 ;; esac
> cat >g.ads <<'END'
> package G is
>    function F (X : Integer) return Integer;
> end G;
> END
> cat >g.adb <<'END'
> package body G is
>    function Sq (X : Integer) return Integer is (X * X);
>    function F (X : Integer) return Integer is (Sq (X) + Sq (X + 1));
> end G;
> END
> $GCC -O2 -g -c g.adb && mkdir plain && mv g.o g.ali plain && $GCC -O2 -g -fplugin=$PLUGIN -c g.adb && cmp g.o plain/g.o && cmp g.ali plain/g.ali
> cp g.pgolens.jsonl good; mkdir records
> for check in -gnatc -gnats '-gnatc -O2 -gnatwa' -gnatvc; do
> 	$GCC -fplugin=$PLUGIN $check -c g.adb >words 2>&1; echo "$check: $?"; cmp g.pgolens.jsonl good
> 	$GCC -fplugin=$PLUGIN -fplugin-arg-pgolens-dir=records $check -c g.adb >words 2>&1; ls records
> done
-gnatc: 0
-gnats: 0
-gnatc -O2 -gnatwa: 0
-gnatvc: 1
