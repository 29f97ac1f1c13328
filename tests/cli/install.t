# make install puts the plugin where plain -fplugin=pgolens finds it, and uninstall removes every file.
$ make -C "$TOP" install GCC="$GCC" PREFIX=/usr DESTDIR="$SCRATCH/root" >log 2>&1 || cat log
$ find root -type f -name 'pgolens*' | grep -v /man1/ | sed "s|$($GCC -print-file-name=plugin)|/PLUGINS|" | sort
root/PLUGINS/pgolens.so
root/usr/bin/pgolens
$ make -C "$TOP" uninstall GCC="$GCC" PREFIX=/usr DESTDIR="$SCRATCH/root" >log 2>&1 || cat log
> find root -type f
