# SPDX-License-Identifier: GPL-3.0-or-later
#
# Our own demo: a service core that reads CVs from JSON, extracts, and writes
# them back indented.  See main.c; the input comes from cvgen.c.

units()
{
	local source

	for source in "$own"/*.c; do
		[ "${source##*/}" = cvgen.c ] || unit "$source" -std=c11 -D_GNU_SOURCE
	done
}

inputs()
{
	generator cvgen.c
	./generate 1 1000 >train.jsonl
	./generate 2 2500 >measure.jsonl
}

train()
{
	run "$input/train.jsonl" 12
}

measure()
{
	run "$input/measure.jsonl" 2
}
