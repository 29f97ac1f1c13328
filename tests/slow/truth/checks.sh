# SPDX-License-Identifier: GPL-3.0-or-later
#
# The output of check-truth and check-replay, which source this file: a line for each check, counted in
# passed and failed. The current program is builds.sh's.

passed=0
failed=0

# check WHAT COMMAND...: the first line that COMMAND prints contains the figures.
check()
{
	local what=$1 status=0 word=PASS

	shift
	"$@" >"$out/answer" 2>&1 || status=$?
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		word=FAIL
	fi
	printf '%s %s %s: %s\n' $word "$program" "$what" "$(head -n 1 "$out/answer")"
	tail -n +2 "$out/answer" | head -n 12 | sed 's/^/     /'
}

# same_files FOLDER FOLDER PATTERN WHAT [LEAST]: at least LEAST % (100) of the units' files have the same bytes.
same_files()
{
	local file n=0 same=0 different=

	for file in "$1"/$3; do
		n=$((n + 1))
		if cmp -s "$file" "$2/${file##*/}"; then
			same=$((same + 1))
		else
			different="$different ${file##*/}"
		fi
	done
	echo "$same/$n $4"
	[ -z "$different" ] || printf '%s\n' $different
	[ $n -eq "$n_units" ] && [ $((100 * same)) -ge $((${5:-100} * n)) ]
}
