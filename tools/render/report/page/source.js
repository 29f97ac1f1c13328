/* Source files with the outcome of each call in the margin.
   SPDX-License-Identifier: GPL-3.0-or-later */

const source = {file: null, lines: [], list: null};
const MOST_MARKS = 3; /* on one line */
const WHY_NO_SOURCE = {
	"missing": "was not found when this report was made. --source=DIR says where sources are.",
	"unreadable": "could not be read when this report was made.",
	"too large": "is too large for a report.",
	"no text": "is no text file.",
	"no source": "is not named like a source, and was not read.",
	"left out": "was left out of this report (--no-sources).",
	"beyond the limit": "is beyond what a report holds of sources.",
};

function has_source(file) {
	return file !== null && file !== undefined;
}

/* The lines of FILE that the report has, with gaps, and the calls on each. */
function read_lines(file) {
	const text = D.sources[file], rows = new Map(), lines = [];

	for (const row of rows_by_file().get(file) || []) {
		const line = D.calls.line[row];

		if (rows.has(line))
			rows.get(line).push(row);
		else
			rows.set(line, [row]);
	}
	if (text.state !== "found") {
		for (const line of [...rows.keys()].sort((a, b) => a - b))
			lines.push({n: line, text: null, rows: rows.get(line)});
		return lines;
	}
	let next = 1;

	for (const block of text.blocks) {
		if (block.from > next)
			lines.push({gap: block.from - next});
		next = block.from;
		for (const one of block.text.replace(/\n$/, "").split("\n")) {
			lines.push({n: next, text: one, rows: rows.get(next) || []});
			next++;
		}
	}
	if (next <= text.lines)
		lines.push({gap: text.lines - next + 1});
	return lines;
}

/* The row that speaks for a line: a change before what is the same, then the most executed. */
function main_row(rows) {
	return [...rows].sort((a, b) => is_change(b) - is_change(a) || (D.calls.executions[b] || 0) - (D.calls.executions[a] || 0))[0];
}

function fill_line(element, index) {
	const line = source.lines[index];

	if (line.gap) {
		element.classList.add("gap");
		add(element, [h("span", {class: "margin"}), h("span", {class: "n"}, "⋯"), h("span", {class: "text"}, plural(line.gap, "line") + " without calls")]);
		return;
	}
	const margin = h("span", {class: "margin"});

	if (line.rows.length) {
		const outcomes = OUTCOMES.filter((outcome) => line.rows.some((row) => D.calls.outcome[row] === outcome));
		const weight = Math.max(...line.rows.map((row) => is_known(D.calls.executions[row]) ? D.calls.executions[row] : -1));

		element.classList.add("marked", outcome_class(D.calls.outcome[main_row(line.rows)]));
		margin.append(h("span", {class: "w"}, weight < 0 ? "" : short_text(weight)));
		for (const outcome of outcomes.slice(0, MOST_MARKS))
			margin.append(h("b", {class: outcome_class(outcome), title: outcome}, GLYPHS[outcome]));
		element.title = line.rows.slice(0, 6).map((row) => "→ " + name_of(D.calls.callee[row]) + ": " + D.calls.outcome[row]).join("\n");
	}
	add(element, [margin, h("span", {class: "n"}, String(line.n)), h("span", {class: "text"}, line.text === null ? line.rows.map((row) => "→ " + name_of(D.calls.callee[row])).join(", ") : line.text)]);
}

function open_line(index, event) {
	const line = source.lines[index];

	if (!line.rows || !line.rows.length)
		return;
	if (line.rows.length === 1) {
		show_call(line.rows[0]);
	} else {
		open_detail("Calls on line " + line.n, h("h2", null, place_text(source.file, line.n)),
			line.text === null ? null : h("pre", null, line.text.trim()),
			call_items("Calls on this line", [...line.rows].sort((a, b) => a - b), (row) => "→ " + name_of(D.calls.callee[row]) + " in " + name_of(D.calls.root[row])));
	}
	if (event && event.type === "keydown")
		focus_detail();
}

function show_file(file) {
	const text = D.sources[file];

	source.file = file;
	source.select.value = String(file);
	source.lines = read_lines(file);
	empty(source.note);
	if (text.state !== "found")
		add(source.note, h("div", {class: "empty"}, h("code", null, D.files[file]), " " + (WHY_NO_SOURCE[text.state] || text.state) + " The lines below are those of its calls."));
	else if (text.changed)
		add(source.note, h("ul", {class: "remarks"}, h("li", {class: "unfair"}, h("strong", null, "Not what was compiled: "), "this file has changed since. Lines may be off.")));
	else
		add(source.note, h("p", {class: "count"}, text.path + ", " + plural(text.lines, "line") + (text.changed === null ? "; the records do not say if it matches the compiled source" : "; it matches the compiled source")));
	source.list.show(source.lines.length);
}

function go_to_source(file, line) {
	draw_part("source");
	show_file(file);
	by_id("source").scrollIntoView();
	source.list.choose(source.lines.findIndex((one) => one.n >= line), true);
}

/* To the next line with a change (DIRECTION 1) or the one before (-1). */
function step(direction) {
	for (let i = source.list.at + direction; i >= 0 && i < source.lines.length; i += direction) {
		const {rows} = source.lines[i];

		if (rows && rows.some(is_change)) {
			source.list.choose(i, true);
			return;
		}
	}
}

/* Executions on changed calls in each file. */
function file_order() {
	return D.files.map((name, file) => {
		const rows = (rows_by_file().get(file) || []).filter(is_change);

		return {file, n: rows.length, all: (rows_by_file().get(file) || []).length, weight: rows.reduce((sum, row) => sum + (D.calls.executions[row] || 0), 0)};
	}).filter(({all}) => all).sort((a, b) => b.weight - a.weight || b.n - a.n || a.file - b.file);
}

function press_source(event, index) {
	if (event.key !== "n" && event.key !== "p")
		return false;
	step(event.key === "n" ? 1 : -1);
	return true;
}

function show_source() {
	const body = by_id("source-body"), order = file_order();

	if (!order.length) {
		add(body, h("div", {class: "empty"}, "The records say of no call where it stands."));
		return;
	}
	source.select = h("select", {"aria-label": "File", onchange: () => {
		show_file(Number(source.select.value));
		show_heaviest();
	}},
		order.map(({file, n}) => h("option", {value: String(file)}, FILE_NAMES[file] + " (" + plural(n, "change") + ")")));
	source.note = h("div");
	source.list = new List({label: "Source lines", row_height: () => 20, fill: fill_line, open: open_line, key: press_source});
	source.list.element.id = "source-rows";
	add(body, [
		h("p", {class: "about"}, "What became of the calls on each line, and how often training reaches them; click a line for the decisions and their inequality."),
		h("div", {class: "controls"}, source.select, link("↑ change before", () => step(-1)), link("↓ next change", () => step(1)),
			h("span", {class: "legend"}, OUTCOMES.filter((outcome) => D.calls.outcome.includes(outcome)).map((outcome) => outcome_mark(outcome)))),
		source.note, h("div", {class: "list code"}, source.list.element)]);
	show_file(order[0].file);
	show_heaviest();
}

/* Begins where a change matters most. */
function show_heaviest() {
	const changed = (line) => Math.max(-1, ...(line.rows || []).filter(is_change).map((row) => D.calls.executions[row] || 0));
	let best = -1, most = -1;

	source.lines.forEach((line, i) => {
		const weight = line.rows && line.rows.length ? changed(line) : -1;

		if (weight > most)
			[best, most] = [i, weight];
	});
	if (best >= 0)
		source.list.choose(best, true);
}
