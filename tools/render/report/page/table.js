/* The table of call sites: filter, sort, search.
   SPDX-License-Identifier: GPL-3.0-or-later */

const table = {
	list: null, rows: null, /* the calls shown, in order */
	sort: {key: "weight", down: true},
	outcomes: new Set(OUTCOMES),
	text: "", reason: "",
};

/* --- columns --- */

/* Names as ranks, so that sorting compares numbers. */
function ranks_of(texts) {
	const order = texts.map((text, i) => i).sort((a, b) => texts[a] < texts[b] ? -1 : texts[a] > texts[b] ? 1 : a - b);
	const ranks = new Float64Array(texts.length);

	order.forEach((index, rank) => {
		ranks[index] = rank;
	});
	return ranks;
}

const name_ranks = once(() => ranks_of(D.functions.name));
const file_ranks = once(() => ranks_of(FILE_NAMES));
const WHY = once(() => D.calls.outcome.map((outcome, row) => why_text(row)));
const why_ranks = once(() => {
	const words = [...new Set(WHY())].sort();
	const rank = new Map(words.map((word, i) => [word, i]));

	return WHY().map((word) => rank.get(word));
});

/* A number, or what sorts last whatever the direction. */
function or_last(number) {
	return is_known(number) ? number : NaN;
}

const COLUMNS = [
	{key: "outcome", title: "Outcome", value: (row) => OUTCOMES.indexOf(D.calls.outcome[row])},
	{key: "caller", title: "Caller", value: (row) => name_ranks()[D.calls.caller[row]]},
	{key: "callee", title: "Callee", value: (row) => D.calls.callee[row] === null ? NaN : name_ranks()[D.calls.callee[row]]},
	{key: "location", title: "Location", value: (row) => D.calls.file[row] === null ? NaN : file_ranks()[D.calls.file[row]] * 1e8 + D.calls.line[row]},
	{key: "weight", title: "Executions", right: true, down: true, value: (row) => or_last(D.calls.executions[row])},
	{key: "calls_old", title: "Calls, OLD", right: true, down: true, value: (row) => or_last(D.calls_old.calls[row])},
	{key: "calls_new", title: "Calls, NEW", right: true, down: true, value: (row) => or_last(D.calls_new.calls[row])},
	{key: "why", title: "Why", class: "why", value: (row) => why_ranks()[row]},
];

/* --- filter and sort --- */

/* What a search looks at. */
const haystacks = once(() => D.calls.outcome.map((outcome, row) =>
	(name_of(D.calls.caller[row]) + "\n" + name_of(D.calls.callee[row]) + "\n" + place_of(row) + "\n" + WHY()[row]).toLowerCase()));

/* A word of the search as a test of rows: plain, or below a name: caller:, callee:, in:, file:, why:. */
function term_test(term) {
	const [, field, text] = term.match(/^(caller|callee|in|file|why):(.+)$/) || [null, null, term];
	const of_names = (column) => {
		const hits = D.functions.name.map((name) => name.toLowerCase() === text || (field !== "in" && name.toLowerCase().includes(text)));

		return (row) => column[row] === null ? INDIRECT.includes(text) : hits[column[row]];
	};

	if (field === "caller")
		return of_names(D.calls.caller);
	if (field === "callee")
		return of_names(D.calls.callee);
	if (field === "in") {
		const caller = of_names(D.calls.caller), root = of_names(D.calls.root);

		return (row) => caller(row) || root(row);
	}
	if (field === "file")
		return (row) => D.calls.file[row] !== null && FILE_NAMES[D.calls.file[row]].toLowerCase().includes(text);
	if (field === "why")
		return (row) => WHY()[row].toLowerCase().includes(text);
	return (row) => haystacks()[row].includes(text);
}

function has_reason(row, reason) {
	return SIDES.some((side) => history(calls_of(side).history[row]).some((decision) => !decision.inlined && decision.reason === reason));
}

function filter_rows() {
	const tests = table.text.toLowerCase().split(/\s+/).filter(Boolean).map(term_test);
	const rows = [];

	for (let row = 0; row < N_CALLS; row++)
		if (table.outcomes.has(D.calls.outcome[row]) && tests.every((test) => test(row)) && (!table.reason || has_reason(row, table.reason)))
			rows.push(row);
	return rows;
}

function sort_rows(rows) {
	const column = COLUMNS.find(({key}) => key === table.sort.key);
	const sign = table.sort.down ? -1 : 1;
	const values = new Float64Array(N_CALLS);

	for (const row of rows)
		values[row] = column.value(row);
	return rows.sort((a, b) => {
		const x = values[a], y = values[b];

		if (x === y)
			return a - b;
		if (x !== x || y !== y)
			return x !== x && y !== y ? a - b : x !== x ? 1 : -1;
		return sign * (x - y);
	});
}

function show_rows() {
	const began = performance.now();

	table.rows = sort_rows(filter_rows());
	table.list.show(table.rows.length);
	table.count.textContent = count_text(table.rows.length) + " of " + plural(N_CALLS, "call") + (D.n_calls > N_CALLS ? " (the most executed of " + count_text(D.n_calls) + ")" : "");
	table.took = performance.now() - began;
}

/* --- rows --- */

function number_cell(number, estimated) {
	return h("span", {class: "right" + (estimated && is_known(number) ? " est" : "")}, is_known(number) ? count_text(number) : UNKNOWN);
}

function fill_row(element, index) {
	const row = table.rows[index];

	element.classList.add("sites-grid");
	add(element, [
		h("span", null, outcome_mark(D.calls.outcome[row])),
		h("span", {class: "mono", title: name_of(D.calls.caller[row])}, name_of(D.calls.caller[row])),
		h("span", {class: "mono", title: name_of(D.calls.callee[row])}, name_of(D.calls.callee[row])),
		h("span", {class: "mono dim", title: place_of(row)}, place_of(row)),
		number_cell(D.calls.executions[row], D.calls.executions_estimated[row]),
		number_cell(D.calls_old.calls[row], D.calls_old.calls_estimated[row]),
		number_cell(D.calls_new.calls[row], D.calls_new.calls_estimated[row]),
		h("span", {class: "why dim", title: WHY()[row]}, WHY()[row]),
	]);
}

function sort_by(column) {
	const is_same = table.sort.key === column.key;

	table.sort = {key: column.key, down: is_same ? !table.sort.down : Boolean(column.down)};
	for (const button of table.head.children)
		button.setAttribute("aria-sort", button.dataset.key !== table.sort.key ? "none" : table.sort.down ? "descending" : "ascending");
	show_rows();
}

/* --- controls --- */

function set_chips() {
	for (const chip of table.chips.children)
		chip.setAttribute("aria-pressed", String(table.outcomes.has(chip.dataset.outcome)));
}

function make_chips() {
	const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));

	D.calls.outcome.forEach((outcome) => counts[outcome]++);
	return h("div", {class: "chips", role: "group", "aria-label": "Outcomes shown"}, OUTCOMES.map((outcome) => counts[outcome] ? h("button", {
		type: "button", class: outcome_class(outcome), "data-outcome": outcome, "aria-pressed": "true",
		title: "Click: show or hide; double-click: only these",
		onclick: () => {
			if (!table.outcomes.delete(outcome))
				table.outcomes.add(outcome);
			set_chips();
			show_rows();
		},
		ondblclick: () => filter_sites({outcomes: [outcome]}, true),
	}, outcome_mark(outcome), h("span", {class: "dim num"}, " " + count_text(counts[outcome]))) : null));
}

function make_reasons() {
	const counts = new Map();

	for (let row = 0; row < N_CALLS; row++) {
		const reasons = new Set(SIDES.flatMap((side) => history(calls_of(side).history[row])).filter((decision) => !decision.inlined && decision.reason).map((decision) => decision.reason));

		reasons.forEach((reason) => counts.set(reason, (counts.get(reason) || 0) + 1));
	}
	const select = h("select", {"aria-label": "Reason", onchange: (event) => {
		table.reason = event.target.value;
		show_rows();
	}}, h("option", {value: ""}, "any reason"), [...counts].sort((a, b) => b[1] - a[1]).map(([reason, n]) => h("option", {value: reason}, reason_text(reason) + " (" + count_text(n) + ")")));

	return h("label", null, "Rejected for", select);
}

/* Shows only the calls with these OUTCOMES (all if not given) and this TEXT. */
function filter_sites({outcomes, text}, stay) {
	draw_part("sites");
	table.outcomes = new Set(outcomes || OUTCOMES);
	table.text = text || "";
	table.reason = "";
	table.search.value = table.text;
	table.select.querySelector("select").value = "";
	set_chips();
	show_rows();
	if (!stay)
		by_id("sites").scrollIntoView();
}

function show_table() {
	let timer = 0;

	table.search = h("input", {type: "search", placeholder: "Search: a name, a location; caller:x callee:y file:z why:w", "aria-label": "Search the call sites", spellcheck: "false", autocomplete: "off",
		oninput: () => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				table.text = table.search.value;
				show_rows();
			}, 60);
		}});
	table.chips = make_chips();
	table.select = make_reasons();
	table.count = h("p", {class: "count", role: "status"});
	table.head = h("div", {class: "head sites-grid", role: "presentation"}, COLUMNS.map((column) => h("button", {
		type: "button", class: [column.right ? "right" : "", column.class || ""].join(" "), "data-key": column.key,
		"aria-sort": column.key === table.sort.key ? "descending" : "none", onclick: () => sort_by(column),
	}, column.title)));
	table.list = new List({label: "Call sites", row_height: () => is_narrow() ? 76 : 34, fill: fill_row, open: (index, event) => {
		show_call(table.rows[index]);
		if (event.type === "keydown")
			focus_detail();
	}});
	table.list.element.id = "site-rows";
	add(by_id("sites-body"), [
		h("p", {class: "about"}, "Every call of the source, paired between the builds. Executions are those of the training, inlined or not; calls count only executed call instructions. “~” is estimated, “?” is unknown."),
		h("div", {class: "controls"}, table.search, table.select),
		h("div", {class: "controls"}, table.chips), table.count,
		h("div", {class: "list"}, table.head, table.list.element)]);
	show_rows();
}
