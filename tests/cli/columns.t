# One table of columns: the page and the schemas agree with it, and all formats agree on every call.
$ "$TOP/tests/bin/schema/columns" --docs && "$TOP/tests/bin/schema/columns" --schemas
$ for pair in 'diff/old diff/new' 'diff/new diff/old' 'events/old events/new'; do
>     set -- $pair
>     "$TOP/tests/bin/schema/columns" --agree "$DATA/$1" "$DATA/$2" | sed 's/ [1-9][0-9]* values/ N values/'
> done
22 calls, N values compared, 0 differ
22 calls, N values compared, 0 differ
11 calls, N values compared, 0 differ
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
