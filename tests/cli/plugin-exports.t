# The plugin exports two symbols; any other could take the place of one of the compiler's.
$ nm -D --defined-only "$PLUGIN" | sed 's/.* //'
plugin_init
plugin_is_GPL_compatible
