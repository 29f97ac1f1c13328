# SPDX-License-Identifier: GPL-3.0-or-later
#
# Expat, the XML parser, under a SAX driver of ours that also fixes the hash salt.

package=expat

prepare()
{
	: >"$include/expat_config.h"
}

units()
{
	local source

	for source in "$tree"/expat/lib/xml{parse,role,tok}.c "$own/driver.c"; do
		unit "$source" -std=gnu99 -DXML_DTD -DXML_NS -DXML_CONTEXT_BYTES=1024 \
			-DBYTEORDER=1234 -DHAVE_GETRANDOM -DXML_DEV_URANDOM -DXML_GE=1 \
			-DHAVE_UNISTD_H "-I$include" "-I$tree/expat/lib"
	done
}

inputs()
{
	generator xmlgen.c
	./generate 1 600000 >train.xml
	./generate 2 3000000 >measure.xml
}

train()
{
	run "$input/train.xml" 24
}

measure()
{
	run "$input/measure.xml" 4
}
