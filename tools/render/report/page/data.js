/* The report's data: the JSON in the page, and tables that are made from it once.
   SPDX-License-Identifier: GPL-3.0-or-later */

const D = JSON.parse(by_id("data").textContent);
const SIDES = ["old", "new"];

/* Columns of words are numbers of words in the data. */
for (const name of ["calls", "calls_old", "calls_new", "functions", "functions_old", "functions_new",
	"forest_old", "forest_new", "forest_functions_old", "forest_functions_new"])
	for (const [key, column] of Object.entries(D[name] || {}))
		if (column.words)
			D[name][key] = column.of.map((number) => number === null ? null : column.words[number]);

const N_CALLS = D.calls.outcome.length;
const OUTCOMES = D.outcomes.map(({word}) => word);
const CHANGES = new Set(D.outcomes.filter(({is_change}) => is_change).map(({word}) => word));

by_id("data").textContent = "";

function calls_of(side) {
	return D["calls_" + side];
}

function functions_of(side) {
	return D["functions_" + side];
}

/* The name of an unknown callee. */
const INDIRECT = "(indirect)";

function name_of(body) {
	return body === null || body === undefined ? INDIRECT : D.functions.name[body];
}

/* Did what became of call ROW change between the builds? */
function is_change(row) {
	return CHANGES.has(D.calls.outcome[row]);
}

const NO_HISTORY = [];
const read_histories = new Map();

/* The decisions on a call, oldest first; [] if there are none. */
function history(number) {
	if (number === null || number === undefined)
		return NO_HISTORY;
	if (!read_histories.has(number))
		read_histories.set(number, D.histories[number].map((row) =>
			Object.fromEntries(D.columns.decision.map(({json}, i) => [json, row[i]]))));
	return read_histories.get(number);
}

function last_decision(number) {
	const decisions = history(number);

	return decisions.length ? decisions[decisions.length - 1] : null;
}

/* File names without their common folder. */
const FILE_NAMES = (() => {
	const absolute = D.files.filter((name) => name.startsWith("/") && !name.startsWith("/usr/"));
	let shared = absolute.length ? absolute[0].slice(0, absolute[0].lastIndexOf("/") + 1) : "";

	for (const name of absolute)
		while (shared && !name.startsWith(shared))
			shared = shared.slice(0, shared.lastIndexOf("/", shared.length - 2) + 1);
	return D.files.map((name) => shared.length > 1 && name.startsWith(shared) ? name.slice(shared.length) : name);
})();

function place_text(file, line, column) {
	if (file === null || file === undefined)
		return "(no location)";
	return FILE_NAMES[file] + ":" + line + (column ? ":" + column : "");
}

function place_of(row) {
	return place_text(D.calls.file[row], D.calls.line[row], D.calls.column[row]);
}

/* Maps each value of COLUMN to its rows. */
function group_rows(column) {
	const groups = new Map();

	for (let row = 0; row < column.length; row++) {
		const key = column[row];

		if (key === null)
			continue;
		if (groups.has(key))
			groups.get(key).push(row);
		else
			groups.set(key, [row]);
	}
	return groups;
}

function once(make) {
	let made;

	return () => made === undefined ? (made = make()) : made;
}

const rows_by_caller = once(() => group_rows(D.calls.caller));
const rows_by_root = once(() => group_rows(D.calls.root));
const rows_by_callee = once(() => group_rows(D.calls.callee));
const rows_by_file = once(() => group_rows(D.calls.file));

/* All calls in the code of BODY: its own and those inlined into it. */
function rows_within(body) {
	const rows = new Set([...(rows_by_root().get(body) || []), ...(rows_by_caller().get(body) || [])]);

	return [...rows].sort((a, b) => a - b);
}
