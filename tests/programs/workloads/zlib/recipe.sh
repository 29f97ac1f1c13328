# SPDX-License-Identifier: GPL-3.0-or-later
#
# zlib under a driver of ours that compresses and restores generated text.

package=zlib

units()
{
	local source

	for source in "$tree"/*.c "$own/driver.c"; do
		unit "$source" -D_LARGEFILE64_SOURCE=1 -DHAVE_HIDDEN -DHAVE_UNISTD_H "-I$tree"
	done
}

inputs()
{
	generator textgen.c
	./generate 1 1200000 >train.txt
	./generate 2 2000000 >measure.txt
}

train()
{
	run "$input/train.txt" 1 6 9
}

measure()
{
	run "$input/measure.txt" 2 6
}
