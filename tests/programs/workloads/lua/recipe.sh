# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lua 5.4, the interpreter.  The seed of its string hash is fixed, or counts of
# instructions would differ from run to run.

package=lua5.4
libs="-lm -ldl"

prepare()
{
	echo '#define DEB_HOST_MULTIARCH "multiarch"' >"$include/lua5.4-deb-multiarch.h"
}

units()
{
	local source

	for source in "$tree"/src/*.c; do
		[ "${source##*/}" = luac.c ] || unit "$source" -std=gnu99 -DLUA_COMPAT_5_3 \
			-DLUA_USE_LINUX "-Dluai_makeseed(L)=42u" "-I$include"
	done
}

train()
{
	run "$own/train.lua"
}

measure()
{
	run "$own/measure.lua"
}
