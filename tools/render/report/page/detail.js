/* The details of one call or one function, beside the page.
   SPDX-License-Identifier: GPL-3.0-or-later */

const MOST_INSIDE = 40;
let came_from = null; /* what had the focus before */

function close_detail() {
	by_id("detail").hidden = true;
	if (came_from && came_from.isConnected)
		came_from.focus({preventScroll: true});
	came_from = null;
}

function open_detail(label, ...content) {
	const box = empty(by_id("detail"));

	if (box.hidden)
		came_from = document.activeElement;
	box.setAttribute("aria-label", label);
	add(box, [h("button", {class: "close", type: "button", "aria-label": "Close", onclick: close_detail}, "×"), content]);
	box.hidden = false;
	box.scrollTop = 0;
}

/* Moves the focus to the details, for those who read by keyboard. */
function focus_detail() {
	by_id("detail").focus({preventScroll: true});
}

function definitions(...pairs) {
	return h("dl", null, pairs.filter(Boolean).map(([term, ...values]) => [h("dt", null, term), h("dd", null, values)]));
}

function link(text, act) {
	return h("button", {class: "quiet", type: "button", onclick: act}, text);
}

/* --- a call --- */

function decision_steps(decisions) {
	if (decisions.length < 2)
		return null;
	return h("ol", {class: "steps", "aria-label": "All decisions, in order"}, decisions.map((decision) => h("li", null,
		decision.inliner + ": " + (decision.inlined ? "inlined" + phase_text(decision) : reason_text(decision.reason)),
		inequality_text(decision) ? " (" + inequality_text(decision) + ")" : null)));
}

function side_box(side, row) {
	const calls = calls_of(side), decisions = history(calls.history[row]);
	const decision = decisions[decisions.length - 1];
	const text = inequality_text(decision);

	return h("div", {class: "decided"},
		h("h3", null, side.toUpperCase()),
		h("div", {class: "says"}, side_text(side, row), " ", calls.site[row] === null ? null : kind_mark("recorded")),
		text ? h("div", {class: "inequality"}, text) : null,
		decision && decision.reason && !decision.inlined ? h("div", {class: "dim"}, D.reasons[decision.reason] ? D.reasons[decision.reason] + " " : "", h("code", null, decision.reason)) : null,
		decision_steps(decisions),
		calls.site[row] === null ? null : definitions(
			["Calls executed", count_text(calls.calls[row]), " in training ", is_known(calls.calls[row]) ? recorded_or_estimated(calls.calls_estimated[row]) : null],
			calls.copies[row] ? ["Copies", plural(calls.copies[row], "copy", "copies"), " made by inlining and cloning"] : null),
		calls.site[row] === null ? null : all_columns(calls, row));
}

/* Every column that the data has of a call in one build, those of its last decision included. */
function all_columns(calls, row) {
	const decision = last_decision(calls.history[row]) || {};
	const items = [...D.columns.call_side.map((column) => [column, calls[column.json][row]]), ...D.columns.decision.map((column) => [column, decision[column.json]])];

	return h("details", null, h("summary", null, "All columns"), h("dl", {class: "columns"}, items.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([column, value]) =>
		[h("dt", {title: column.help}, column.key), h("dd", null, typeof value === "number" ? count_text(value) : value, column.unit ? " " + column.unit : "")])));
}

function pairing_text(row) {
	const both = D.calls_old.site[row] !== null && D.calls_new.site[row] !== null;
	const stage = D.calls.stage[row];

	if (both)
		return "paired: " + stage;
	return D.calls.class[row] || stage;
}

function show_call(row) {
	const caller = D.calls.caller[row], callee = D.calls.callee[row], root = D.calls.root[row];
	const estimated = D.calls.executions_estimated[row];
	const statements = D.explained[row] === null ? [] : D.statements[D.explained[row]];

	open_detail("Call of " + name_of(callee),
		outcome_mark(D.calls.outcome[row]),
		D.calls.in_copies[row] ? h("span", {class: "dim"}, " in some of its copies") : null,
		h("h2", null, name_of(caller), " → ", name_of(callee)),
		definitions(
			["Location", h("code", null, place_of(row))],
			root !== caller ? ["Ends up in", h("code", null, name_of(root))] : null,
			["Executed", count_text(D.calls.executions[row]), " times in training, inlined or not ", is_known(D.calls.executions[row]) ? recorded_or_estimated(estimated) : null],
			["Between builds", pairing_text(row)]),
		h("div", {class: "links"},
			has_source(D.calls.file[row]) ? link("Show the source", () => go_to_source(D.calls.file[row], D.calls.line[row])) : null,
			forest_has(row) ? link("Show in the tree", () => go_to_tree(row)) : null,
			link("About " + name_of(caller), () => show_function(caller)),
			callee === null ? null : link("About " + name_of(callee), () => show_function(callee))),
		statements.length ? [h("h3", null, "Why it changed"), h("ul", {class: "whys"}, statements.map(([kind, text]) => h("li", null, text + " ", kind_mark(kind))))] : null,
		h("div", {class: "sides"}, side_box("old", row), side_box("new", row)));
}

/* --- a function --- */

function call_item(row, name) {
	const weight = D.calls.executions[row];

	return h("li", null, h("button", {type: "button", onclick: () => show_call(row)},
		h("span", {class: "mono"}, name), h("span", {class: "num"}, D.calls.executions_estimated[row] ? "~" : "", short_text(weight)),
		h("small", null, outcome_mark(D.calls.outcome[row]), " ", place_of(row))));
}

function call_items(title, rows, name) {
	const shown = rows.slice(0, MOST_INSIDE);

	if (!rows.length)
		return null;
	return [h("h3", null, title, " ", h("span", {class: "dim"}, "(" + count_text(rows.length) + ")")),
		h("ul", {class: "inside"}, shown.map((row) => call_item(row, name(row)))),
		rows.length > shown.length ? h("p", {class: "dim"}, "and " + plural(rows.length - shown.length, "more call") + ", executed less often: see the table of sites") : null];
}

function old_new(title, column, kind, unit = "") {
	const old = D.functions_old[column], now = D.functions_new[column];

	return (body) => is_known(old[body]) || is_known(now[body])
		? [title, count_text(old[body]), " → ", count_text(now[body]), unit, " ", kind(body)]
		: null;
}

const function_facts = [
	old_new("Entries of its out-of-line body", "calls", (body) => recorded_or_estimated(D.functions_old.calls_estimated[body] || D.functions_new.calls_estimated[body]), " in training"),
	old_new("Executed, inlined or not", "entered", () => kind_mark("recorded"), " in training"),
	old_new("Code", "bytes_hot", () => kind_mark("measured"), " bytes"),
	old_new("Cold part", "bytes_cold", () => kind_mark("measured"), " bytes"),
	old_new("Size after inlining", "size", () => kind_mark("estimated"), " instructions"),
];

function measured_facts(body) {
	if (!D.measured)
		return [];
	const {old, new: now, unit, sampled} = D.measured, kind = sampled ? "estimated" : "measured";

	/* Part of the cost without a known source may be its own. */
	const cost = (side) => (side.unknown[body] ? "at least " : "") + count_text(side.source[body]);

	return [["Cost of its source", cost(old), " → ", cost(now), " " + unit + " ", kind_mark(kind)],
		old.moved[body] ? ["Moved", count_text(old.moved[body]), " to other functions' code or from it ", kind_mark(kind)] : null,
		["Cost of its code", count_text(old.text[body]), " → ", count_text(now.text[body]), " ", kind_mark(kind)]];
}

function show_function(body, note) {
	const file = D.functions.file[body], line = D.functions.line[body];

	open_detail("Function " + name_of(body),
		h("span", {class: "dim"}, "function"),
		h("h2", null, name_of(body)),
		note ? h("p", {class: "dim"}, note) : null,
		definitions(
			D.functions.assembler[body] !== name_of(body) ? ["Symbol", h("code", null, D.functions.assembler[body])] : null,
			file === null ? null : ["Declared at", h("code", null, place_text(file, line))],
			...function_facts.map((fact) => fact(body)),
			...measured_facts(body),
			["Class", (D.functions_old.hotness[body] || "–") + " → " + (D.functions_new.hotness[body] || "–"), " ", kind_mark("recorded")]),
		h("div", {class: "links"},
			has_source(file) ? link("Show the source", () => go_to_source(file, line)) : null,
			link("Its sites in the table", () => filter_sites({text: "in:" + name_of(body)}))),
		call_items("Decisions inside", rows_within(body), (row) => "→ " + name_of(D.calls.callee[row])),
		call_items("Calls of it", rows_by_callee().get(body) || [], (row) => name_of(D.calls.caller[row]) + " →"));
}
