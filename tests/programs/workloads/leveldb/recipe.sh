# SPDX-License-Identifier: GPL-3.0-or-later
#
# LevelDB, C++, under a driver of ours on its in-memory Env.  Compactions run in a
# second thread, so the counters of an instrumented build must be atomic.

package=leveldb
libs=-pthread
genflags=-fprofile-update=atomic

units()
{
	local source

	for source in "$tree"/{db,table,util}/*.cc "$tree"/helpers/memenv/memenv.cc "$own/driver.cc"; do
		case $source in
		*_test.cc | *_windows.cc | */testutil.cc | */leveldbutil.cc) continue ;;
		esac
		unit "$source" -std=c++17 -fno-exceptions -fno-rtti -pthread \
			-DLEVELDB_PLATFORM_POSIX=1 -DHAVE_FDATASYNC=1 -DHAVE_FULLFSYNC=0 \
			-DHAVE_O_CLOEXEC=1 -DHAVE_CRC32C=0 -DHAVE_SNAPPY=0 \
			"-I$tree" "-I$tree/include"
	done
}

train()
{
	run 1 40000
}

measure()
{
	run 2 60000
}
