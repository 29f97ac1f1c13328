# The plugin exports two symbols; any other symbol could replace one of the compiler's.
# The symbols that it imports from the compiler are weak, so another GCC can load it; its own GCC must have them all.
$ nm -D --defined-only "$PLUGIN" | sed 's/.* //'
plugin_init
plugin_is_GPL_compatible
$ nm -D --undefined-only "$PLUGIN" | sed -n 's/.* [wv] //p' | grep -v '@\|^_ITM_\|^__gmon_start__$\|^ZSTD_trace' | LC_ALL=C sort >needed
> for name in cc1 cc1plus lto1; do
>   nm -D --defined-only "$($GCC -print-prog-name=$name)" | sed 's/.* //; s/@.*//' | LC_ALL=C sort -u >had
>   echo "$name: $(LC_ALL=C comm -23 needed had | xargs)"
> done; test $(wc -l <needed) -gt 50 || echo "not weak: $(wc -l <needed)"
cc1: 
cc1plus: 
lto1: 
