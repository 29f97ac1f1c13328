# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds of the real programs, with and without the plugin; check-truth and the bench source this file.
#
# All files lie below $BUILD/workloads/NAME and stay for the next run: sources and inputs, and in a folder
# per compiler the instrumented build with its profile and all builds without the plugin. The latter are
# rebuilt when their compiler, flags or recipe change; builds with the plugin, each time.
#
# Needs GCC, GXX, PLUGIN and BUILD as the Makefile gives them.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
GCC=${GCC:-gcc}
BUILD=${BUILD:-$top/build}
major=$($GCC -dumpversion | cut -d. -f1)
PLUGIN=${PLUGIN:-$BUILD/gcc-$major/pgolens.so}
pgolens=$BUILD/pgolens
workloads=$top/tests/programs/workloads

gxx=${GXX:-g++}

export LC_ALL=C CC=$GCC CXX=$gxx LDFLAGS= JOBS=2
unset GCC_COLORS RUN MAKEFLAGS MFLAGS MAKELEVEL

# workload VERB [ARGUMENT...]: runs `workload` on the current program.
workload()
{
	local verb=$1

	shift
	"$workloads/workload" "$verb" "$program" "$@"
}

# use_program NAME: fetches NAME and sets the variables that the following functions use.
use_program()
{
	program=$1
	place=$BUILD/workloads/$program
	out=$place/gcc-$major
	log=$out/log
	mkdir -p "$out"
	: >"$log"
	"$top/tests/bin/deps" "$GCC" truth
	need_packages
	workload fetch "$place" >>"$log" 2>&1
	recipe=$({
		$GCC -v 2>&1
		echo "$place"
		cat "$workloads"/lib.sh "$workloads/$program"/*
	} | cksum)
	n_units=$(workload units "$place" | wc -l)
	language=c
	! workload units "$place" | cut -f 2 | grep -qv '\.c$' || language=c++
}

need_packages()
{
	local package missing=

	for package in $(workload deps); do
		dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
			dpkg-query -W -f '${db:Status-Status} ${Provides}\n' 2>/dev/null |
			grep -Eq "^installed .*\b${package//+/[+]}( |,|\$)" || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" -eq 0 ]; then
		echo "$program: installing$missing" >&2
		DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing \
			>>"$log" 2>&1
	else
		echo "$program: these packages are missing; run: sudo apt-get install -y$missing" >&2
		return 1
	fi
}

# cached FOLDER WORD...: does FOLDER still contain the result of WORDs, compiler and recipe?
# If not, this empties FOLDER; `keep FOLDER WORD...` marks it as current.
cached()
{
	local folder=$1

	shift
	[ "$(cat "$folder/key" 2>/dev/null)" != "$recipe $*" ] || return 0
	rm -rf "$folder"
	mkdir -p "$folder"
	return 1
}

keep()
{
	local folder=$1

	shift
	printf '%s\n' "$recipe $*" >"$folder/key"
}

# instrumented FOLDER FLAG...: makes an instrumented build in FOLDER and trains it.
instrumented()
{
	local folder=$1

	shift
	cached "$folder" "$*" && return
	workload build "$place" "$folder" -- -fprofile-generate $(workload genflags) "$@" >>"$log" 2>&1
	workload train "$place" "$folder/$program" >/dev/null 2>>"$log"
	keep "$folder" "$*"
}

# use_flags SIDE FOLDER GEN: prints the flags of a build of SIDE, old or new, in FOLDER; for new, it
# copies the profile of GEN there.
use_flags()
{
	[ "$1" = new ] || return 0
	workload profile "$place" "$3" "$2"
	echo -fprofile-use -Wno-missing-profile
}

# plain FOLDER TO SIDE GEN FLAG...: builds in FOLDER without the plugin, and moves the build to TO.
plain()
{
	local folder=$1 to=$2 side=$3 gen=$4 use

	shift 4
	cached "$to" "$side $(cksum <"$gen/key") $*" && return
	use=$(use_flags "$side" "$folder" "$gen")
	workload build "$place" "$folder" -- $use "$@" >>"$log" 2>&1
	mv "$folder"/*.o "$folder/$program" "$to"
	keep "$to" "$side $(cksum <"$gen/key") $*"
}

# plugged FOLDER SIDE GEN FLAG...: builds in FOLDER with the plugin.
plugged()
{
	local folder=$1 side=$2 gen=$3 use

	shift 3
	mkdir -p "$folder"
	rm -f "$folder"/*.o "$folder"/*.jsonl "$folder"/*.einline "$folder"/*.inline
	use=$(use_flags "$side" "$folder" "$gen")
	workload build "$place" "$folder" -- "-fplugin=$PLUGIN" $use "$@" >>"$log" 2>&1
}
