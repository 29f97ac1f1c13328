# pgolens explain: what it prints of two small builds, and how it is misused.
$ cp -r "$DATA/diff/old" "$DATA/diff/new" . && pgolens explain old new

$ pgolens explain --format=json old new >explained && "$TOP/tests/schema/validate-explanation" explained && jq -c '.n_functions, .functions[0].calls' explained

$ pgolens explain old; pgolens explain old missing; pgolens explain --attribution nothing old new
$ echo '{"format":"other"}' >a.json; pgolens explain --attribution a.json old new
$ echo '{' >a.json; pgolens explain --attribution a.json old new
$ pgolens explain --measured nothing nowhere old new
$ NO_COLOR=1 pgolens explain --color=always old new | grep -c "$(printf '\033')" >/dev/null && echo coloured
$ pgolens explain -o - old new | head -1
