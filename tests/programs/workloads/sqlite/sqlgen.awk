# SPDX-License-Identifier: GPL-3.0-or-later
#
# Input generator of the sqlite workload: SQL for a small shop, `n` orders drawn
# with a generator of our own (awk's rand differs between awks).
#
# usage: awk -v seed=SEED -v n=ORDERS -f sqlgen.awk

function below(k)
{
	# Park and Miller: every product stays below 2^53.
	state = state * 16807 % 2147483647
	return state % k
}

function name(  i, s)
{
	for (i = 2 + below(4); i > 0; i--)
		s = s substr("kaloriminutesadeboruvixe", 1 + 2 * below(12), 2)
	return s
}

BEGIN {
	state = 1000003 * seed + 17
	customers = int(n / 10)
	print "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, city TEXT, credit REAL);"
	print "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, day TEXT, total INTEGER, note TEXT);"
	print "CREATE TABLE line (orders INTEGER, product TEXT, amount INTEGER, price INTEGER);"
	print "BEGIN;"
	for (i = 1; i <= customers; i++)
		printf "INSERT INTO customer VALUES (%d, '%s', '%s', %d.%d);\n", i, name(),
			substr("north south east  west  ", 1 + 6 * below(4), 5), below(5000), below(10)
	for (i = 1; i <= n; i++) {
		printf "INSERT INTO orders VALUES (%d, %d, '2023-%02d-%02d', %d, %s);\n", i,
			1 + below(customers), 1 + below(12), 1 + below(28), below(90000),
			below(3) ? "NULL" : "'" name() " " name() "'"
		for (j = below(4); j > 0; j--)
			printf "INSERT INTO line VALUES (%d, '%s', %d, %d);\n", i,
				"p" below(200), 1 + below(9), 100 + below(5000)
	}
	print "COMMIT;"
	print "CREATE INDEX orders_customer ON orders (customer, day);"
	print "CREATE INDEX line_orders ON line (orders);"
	print "ANALYZE;"
	print "SELECT city, count(*), round(avg(credit), 2) FROM customer GROUP BY city ORDER BY city;"
	print "SELECT substr(day, 1, 7) AS month, sum(total), max(note) FROM orders GROUP BY month ORDER BY month;"
	print "SELECT product, sum(amount * price) AS worth FROM line GROUP BY product ORDER BY worth DESC, product LIMIT 10;"
	print "SELECT c.name, count(DISTINCT o.id), sum(l.amount * l.price) AS worth FROM customer c"
	print "  JOIN orders o ON o.customer = c.id JOIN line l ON l.orders = o.id"
	print "  WHERE o.day BETWEEN '2023-03-01' AND '2023-09-30' GROUP BY c.id ORDER BY worth DESC, c.id LIMIT 10;"
	print "SELECT count(*) FROM orders WHERE note LIKE '%ka%lo%' OR upper(note) GLOB '*MI';"
	print "WITH RECURSIVE t(i, s) AS (SELECT 1, 0 UNION ALL SELECT i + 1, (s * 31 + i) % 9973 FROM t WHERE i < " 5 * n ") SELECT max(i), sum(s) FROM t;"
	for (i = 0; i < n / 4; i++) {
		printf "UPDATE orders SET total = total + %d WHERE customer = %d AND day > '2023-%02d-01';\n",
			below(50), 1 + below(customers), 1 + below(12)
		if (i % 10 == 0)
			printf "SELECT o.id, o.total, (SELECT sum(amount) FROM line WHERE orders = o.id) FROM orders o WHERE customer = %d ORDER BY total DESC, o.id LIMIT 3;\n",
				1 + below(customers)
	}
	printf "DELETE FROM line WHERE orders IN (SELECT id FROM orders WHERE total < %d);\n", 9000
	print "SELECT count(*), sum(price) FROM line; SELECT sum(total) FROM orders; PRAGMA integrity_check;"
}
