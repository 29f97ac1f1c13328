# SPDX-License-Identifier: GPL-3.0-or-later
#
# The common part of all workloads; the script `workload` sources it.
#
# To add a workload: one folder NAME with a recipe.sh that sets
#	package		Debian source package, empty if all sources are ours
#	deps		Debian packages needed beside a compiler
#	libs		what to link with
#	genflags	extra flags of an instrumented build
# (all empty unless set) and defines
#	prepare		make the unpacked $tree ready to compile (may be missing)
#	units		call `unit SOURCE FLAG...` for each unit
#	inputs		write the input files, in the current folder (may be missing)
#	train, measure	call `run ARGUMENT...`, the program on each input
# It may use: $name; $tree, the unpacked package; $own, the recipe's folder seen
# from DIR/src; $include, an empty folder for made-up headers; $input, the inputs.
# The build uses files of our own in place; we never copy anything of a package here.

die()
{
	printf 'workload: %s\n' "$*" >&2
	exit 1
}

list_workloads()
{
	local recipe

	for recipe in "$here"/*/recipe.sh; do
		basename "$(dirname "$recipe")"
	done
}

load_recipe()
{
	name=$1
	[ -f "$here/$name/recipe.sh" ] || die "no workload '$name' (see workload list)"
	package='' deps='' libs='' genflags=''
	prepare() { :; }
	inputs() { :; }
	. "$here/$name/recipe.sh"
}

# absolute PATH: makes PATH absolute, and fit for a list of flags.
absolute()
{
	case $1 in
	*[[:space:]\'\"]*) die "path '$1' has a blank or a quote in it" ;;
	/*) printf '%s\n' "$1" ;;
	*) printf '%s\n' "$PWD/$1" ;;
	esac
}

set_place()
{
	dir=$(absolute "$1")
	tree=$dir/src/$name
	own=$dir/src/own
	include=$dir/src/include
	input=$dir/input
}

verb_deps()
{
	printf '%s\n' gcc g++ libc6-dev ${package:+dpkg-dev} $deps
}

verb_genflags()
{
	printf '%s\n' "$genflags"
}

# --- sources ---------------------------------------------------------------

# The deb-src view of the Debian entries this machine already has: those whose
# URI ends in debian or debian-security.  Keyrings and options stay as they are.
debian_sources()
{
	local file

	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ ! -f "$file" ] || cat "$file"
	done | awk '
		!/^[ \t]*deb(-src)?[ \t]/ { next }
		{
			sub(/[ \t]*#.*/, "")
			options = ""
			if (match($0, /\[[^]]*\]/)) {
				options = substr($0, RSTART, RLENGTH) " "
				sub(/\[[^]]*\]/, "")
			}
			if ($2 ~ /\/debian(-security)?\/?$/ && / main( |$)/)
				print "deb-src " options $2 " " $3 " main"
		}' | sort -u

	for file in /etc/apt/sources.list.d/*.sources; do
		[ ! -f "$file" ] || { sed '/^#/d' "$file"; echo; }
	done | awk '
		function flush_entry(  n, m, i, j, uris, suites, options) {
			n = split(field["uris"], uris)
			m = split(field["suites"], suites)
			if (field["components"] !~ /(^| )main( |$)/ || field["enabled"] ~ /^no/ ||
			    field["signed-by"] ~ /BEGIN PGP/)
				n = 0
			if (field["signed-by"])
				options = "[signed-by=" field["signed-by"] "] "
			for (i = 1; i <= n; i++)
				for (j = 1; j <= m && uris[i] ~ /\/debian(-security)?\/?$/; j++)
					print "deb-src " options uris[i] " " suites[j] " main"
			delete field
		}
		/^[ \t]*$/ { flush_entry(); next }
		/^[ \t]/ { sub(/^[ \t]+/, ""); field[key] = field[key] " " $0; next }
		{
			key = tolower($0)
			sub(/:.*/, "", key)
			sub(/^[^:]*:[ \t]*/, "")
			sub(/[ \t]+$/, "")
			field[key] = $0
		}
		END { flush_entry() }' | sort -u
}

# own_apt COMMAND...: apt-get or apt-cache with lists of its own beside DIR, shared by
# all workloads.
own_apt()
{
	local command=$1

	shift
	$command -q -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
		-o "Dir::State::Lists=$apt/lists" \
		-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@"
}

fetch_package()
{
	local apt version versions
	apt=$(dirname "$dir")/.apt

	mkdir -p "$apt/lists/partial"
	(
		flock 9
		if [ ! -f "$apt/stamp" ]; then
			debian_sources >"$apt/sources.list"
			[ -s "$apt/sources.list" ] || die "no Debian archive in apt's configuration"
			own_apt apt-get update
			touch "$apt/stamp"
		fi
	) 9>"$apt/lock" >&2
	# Newest first; a mirror may list a version whose files it no longer has.
	versions=$(own_apt apt-cache showsrc "$package" | sed -n 's/^Version: //p' | sort -Vru)
	for version in $versions; do
		rm -rf "$dir/download"
		mkdir -p "$dir/download"
		(cd "$dir/download" &&
			own_apt apt-get --download-only source "$package=$version") >&2 || continue
		rm -rf "$tree"
		dpkg-source --no-copy -x "$dir"/download/*.dsc "$tree" >&2
		return 0
	done
	die "cannot download '$package' (old lists? remove '$apt')"
}

verb_fetch()
{
	mkdir -p "$include"
	ln -sfn "$here/$name" "$own"
	[ ! -f "$dir/src/stamp" ] || return 0
	if [ -n "$package" ]; then
		fetch_package
		(cd "$tree" && prepare) >&2
	fi
	touch "$dir/src/stamp"
}

need_sources()
{
	[ -f "$dir/src/stamp" ] || die "no sources in '$dir' (run workload fetch $name $dir)"
	ln -sfn "$here/$name" "$own"
}

# --- builds ----------------------------------------------------------------

# unit SOURCE FLAG...: one line of `workload units`; the object is named after the source.
unit()
{
	local source=$1 object=${1##*/}

	shift
	printf '%s\t%s\t%s\n' "${object%.*}.o" "$source" "$*"
}

verb_units()
{
	need_sources
	units
}

# compile_unit LINE: 255 on failure, which makes xargs stop.
compile_unit()
{
	local object source flags compiler
	IFS=$'\t' read -r object source flags <<<"$1"

	compiler=${CC:-gcc}
	[ "${source##*.}" = c ] || compiler=${CXX:-g++}
	set -f
	$compiler ${CFLAGS--O2} $flags $EXTRA -c "$source" -o "$object" || {
		printf 'workload: cannot compile %s\n' "$source" >&2
		exit 255
	}
}

verb_build()
{
	local out objects linker=${CC:-gcc}
	out=$(absolute "$1")

	shift
	[ "${1-}" != -- ] || shift
	need_sources
	mkdir -p "$out"
	rm -f "$out/$name"
	case " $*" in *" -fprofile-generate"*) rm -f "$out"/*.gcda ;; esac

	# Inside OUT, because GCC keys the counts of a static function by the text
	# after -o: a profile gained with -o gen/x.o is lost on -o new/x.o.
	cd "$out"
	export EXTRA="$*"
	export -f compile_unit
	units >units
	[ -z "$(cut -f 1 units | sort | uniq -d)" ] || die "two units of '$name' have one name"
	xargs -d '\n' -n 1 -P "${JOBS:-2}" bash -c 'compile_unit "$1"' - <units ||
		die "build of '$name' failed"
	! cut -f 2 units | grep -qv '\.c$' || linker=${CXX:-g++}
	mapfile -t objects < <(cut -f 1 units)
	$linker ${CFLAGS--O2} $EXTRA "${objects[@]}" -o "$name" ${LDFLAGS-} $libs
}

# -fprofile-use looks for x.gcda beside the x.o it writes, and an instrumented
# build writes it there, so the files need only move.
verb_profile()
{
	local gen new

	[ $# = 2 ] || die "profile wants GEN and NEW"
	gen=$(absolute "$1")
	new=$(absolute "$2")
	mkdir -p "$new"
	rm -f "$new"/*.gcda
	cp "$gen"/*.gcda "$new/" ||
		die "no profile in '$gen' (build with -fprofile-generate, then train)"
}

# --- runs ------------------------------------------------------------------

run()
{
	set -f
	${RUN-} "$binary" "$@"
}

# generator SOURCE: compile an input generator, leave it as ./generate.
generator()
{
	gcc -std=c11 -O1 "$own/$1" -o ./generate
}

run_on_inputs()
{
	binary=$(absolute "$2")
	need_sources
	if [ ! -f "$input/stamp" ]; then
		mkdir -p "$input"
		(cd "$input" && inputs)
		touch "$input/stamp"
	fi
	"$1"
}

verb_train()
{
	run_on_inputs train "$1"
}

verb_measure()
{
	run_on_inputs measure "$1"
}
