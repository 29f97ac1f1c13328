# One table of columns: the page and the schemas say what it does, and all formats agree on every call.
$ "$TOP/tests/bin/schema/columns" --docs && "$TOP/tests/bin/schema/columns" --schemas
$ for pair in diff events; do "$TOP/tests/bin/schema/columns" --agree "$DATA/$pair/old" "$DATA/$pair/new"; done
22 calls, 4872 values compared, 0 differ
11 calls, 2101 values compared, 0 differ
$ "$TOP/tests/bin/schema/columns" --agree "$DATA/diff/new" "$DATA/diff/old" | sed 's/, [0-9]* values/, N values/'
22 calls, N values compared, 0 differ
$ pgolens export --columns | python3 -c '
> import json, sys
> for name, table in json.load(sys.stdin).items():
>     keys = [column["key"] for column in table["columns"]]
>     if len(set(keys)) != len(keys):
>         print(name, "has a column twice")
>     for column in table["columns"]:
>         if not column["help"] or not column["in"]:
>             print(name, column["key"], "says nothing, or stands nowhere")
> '
$ pgolens export --columns "$DATA/diff/new"
pgolens: export: --columns takes no build (try 'pgolens export --help')
? 2
