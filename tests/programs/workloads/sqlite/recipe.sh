# SPDX-License-Identifier: GPL-3.0-or-later
#
# SQLite's shell: two units, one of them the 243,000-line amalgamation.  The
# database is in memory; the SQL comes from sqlgen.awk.

package=sqlite3
deps="make tclsh"
libs=-lm

prepare()
{
	./configure --disable-tcl
	make sqlite3.c shell.c
}

units()
{
	local source

	for source in "$tree"/{sqlite3,shell}.c; do
		unit "$source" -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION "-I$tree"
	done
}

inputs()
{
	awk -v seed=1 -v n=12000 -f "$own/sqlgen.awk" >train.sql
	awk -v seed=2 -v n=20000 -f "$own/sqlgen.awk" >measure.sql
}

train()
{
	run -batch -init /dev/null :memory: ".read $input/train.sql"
}

measure()
{
	run -batch -init /dev/null :memory: ".read $input/measure.sql"
}
