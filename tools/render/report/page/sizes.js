/* Sizes as a treemap: files, their functions, and for each function its own code, the code inlined into it,
   and its cold part.
   SPDX-License-Identifier: GPL-3.0-or-later */

const sizes = {mode: "new", box: null};
const LEAST_AREA = 16; /* square pixels */
const PARTS = [["hot", "hot", "hot code"], ["plain", "plain", "other code"], ["cold", "cold", "cold: unlikely functions and parts split off"], ["copies", "copies", "copies of inlined bodies"]];

/* The share of a function's code in SIDE that IPA inlining brought in, 0 to 1, by the inliner's own sizes. */
const inlined_shares = {old: once(() => find_shares("old")), new: once(() => find_shares("new"))};

function find_shares(side) {
	const functions = D["forest_functions_" + side], before = new Map(), after = new Map(), shares = new Map();

	if (!functions)
		return shares;
	functions.body.forEach((body, i) => {
		if (functions.offline[i] !== "kept" || !is_known(functions.before[i]) || !is_known(functions.after[i]))
			return;
		before.set(body, (before.get(body) || 0) + functions.before[i]);
		after.set(body, (after.get(body) || 0) + functions.after[i]);
	});
	for (const [body, size] of after)
		shares.set(body, size > 0 ? Math.max(0, 1 - before.get(body) / size) : 0);
	return shares;
}

function has_bytes() {
	return sum_known(D.functions_new.bytes_hot) !== null;
}

/* The parts of BODY in SIDE as [part, size]. */
function parts_of(side, body) {
	const functions = functions_of(side);
	const all = has_bytes() ? functions.bytes_hot[body] : functions.size[body];

	if (!is_known(all))
		return [];
	const hotness = functions.hotness[body];
	const own = hotness === "hot" ? "hot" : hotness === "unlikely" ? "cold" : "plain";
	const copies = all * (inlined_shares[side]().get(body) || 0);

	return [[own, all - copies], ["copies", copies], ["cold", (has_bytes() && functions.bytes_cold[body]) || 0]].filter(([, size]) => size > 0);
}

/* File -> function -> part, as d3.hierarchy wants it. */
function size_tree(side) {
	const files = new Map();

	for (let body = 0; body < D.functions.name.length; body++) {
		const parts = parts_of(side, body), file = D.functions.file[body];

		if (!parts.length)
			continue;
		if (!files.has(file))
			files.set(file, {file, children: []});
		files.get(file).children.push({body, children: parts.map(([part, size]) => ({body, part, size}))});
	}
	return {children: [...files.values()]};
}

function size_text(side, body) {
	const unit = has_bytes() ? " bytes" : " instructions";
	const size = (one) => parts_of(one, body).reduce((sum, [, value]) => sum + value, 0);
	const lines = [name_of(body), "OLD " + count_text(size("old")) + unit + " → NEW " + count_text(size("new")) + unit];

	for (const [part, value] of parts_of(side, body))
		lines.push(PARTS.find(([key]) => key === part)[2] + ": " + (part === "copies" ? "~" : "") + count_text(Math.round(value)));
	return lines.join("\n");
}

function part_colour(data, side, scale) {
	if (sizes.mode !== "difference")
		return colour(PARTS.find(([key]) => key === data.part)[1]);
	const size = (one) => parts_of(one, data.body).reduce((sum, [, value]) => sum + value, 0);
	const old = size("old"), now = size("new");

	return scale(old + now > 0 ? (now - old) / Math.max(old, now) : 0);
}

function draw_sizes() {
	const width = Math.max(300, sizes.box.clientWidth - 24), height = Math.round(Math.min(620, Math.max(360, width * .5)));
	const side = sizes.mode === "old" ? "old" : "new";
	const root = d3.hierarchy(size_tree(side)).sum((data) => data.size || 0).sort((a, b) => b.value - a.value);
	const scale = d3.scaleLinear().domain([-1, 0, 1]).range([colour("frame-fewer"), colour("frame"), colour("frame-more")]).interpolate(d3.interpolateRgb);

	d3.treemap().size([width, height]).paddingInner((item) => item.depth === 2 ? 0 : 1.5).paddingTop((item) => item.depth === 1 && item.x1 - item.x0 > 60 ? 17 : 0).round(false)(root);
	d3.select(sizes.box).select("svg").remove();
	const svg = d3.select(sizes.box).append("svg").attr("viewBox", [0, 0, width, height]).attr("role", "group").attr("aria-label", "Treemap of code by file and function");
	const is_seen = (item) => (item.x1 - item.x0) * (item.y1 - item.y0) >= LEAST_AREA;
	const functions = root.descendants().filter((item) => item.depth === 2 && is_seen(item));

	svg.selectAll("text.file-name").data((root.children || []).filter((item) => item.x1 - item.x0 > 60)).join("text").attr("class", "file-name")
		.attr("x", (d) => d.x0 + 3).attr("y", (d) => d.y0 + 12.5)
		.text((d) => cut(d.data.file === null ? "(no file)" : base_name(FILE_NAMES[d.data.file]), d.x1 - d.x0, 7));
	const node = svg.selectAll("g.node").data(functions).join("g").attr("class", "node").attr("tabindex", (d, i) => i ? -1 : 0).attr("role", "button").attr("aria-label", (d) => size_text(side, d.data.body));

	node.selectAll("rect").data((d) => d.children).join("rect").attr("class", "part")
		.attr("x", (d) => d.x0).attr("y", (d) => d.y0).attr("width", (d) => d.x1 - d.x0).attr("height", (d) => d.y1 - d.y0).attr("fill", (d) => part_colour(d.data, side, scale));
	node.filter((d) => d.x1 - d.x0 > 44 && d.y1 - d.y0 > 16).append("text").attr("x", (d) => d.x0 + 4).attr("y", (d) => d.y0 + 13)
		.text((d) => cut(name_of(d.data.body), d.x1 - d.x0, 6.7));
	node.each(function (d, i, all) {
		this.addEventListener("click", () => show_function(d.data.body));
		this.addEventListener("mousemove", (event) => tip.show(event, size_text(side, d.data.body)));
		this.addEventListener("mouseleave", () => tip.hide());
		this.addEventListener("keydown", (event) => {
			const to = {ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1}[event.key];

			if (event.key === "Enter" || event.key === " ") {
				show_function(d.data.body);
				focus_detail();
			} else if (to !== undefined && all[to]) {
				all[to].focus();
			} else {
				return;
			}
			event.preventDefault();
		});
	});
}

function cut(text, width, each) {
	const room = Math.floor((width - 7) / each);

	return text.length <= room ? text : room < 3 ? "" : text.slice(0, room - 1) + "…";
}

/* The same sums as numbers. */
function size_table() {
	const sum = (side) => {
		const sums = {};

		for (let body = 0; body < D.functions.name.length; body++)
			for (const [part, size] of parts_of(side, body))
				sums[part] = (sums[part] || 0) + size;
		return sums;
	};
	const old = sum("old"), now = sum("new");
	/* What is hot is known of a build with a profile only. */
	const knows = (side, part) => part !== "hot" || D[side].profile.found;
	const number = (side, sums, part) => h("td", {class: "right"}, !knows(side, part) ? UNKNOWN : (part === "copies" ? "~" : "") + count_text(Math.round(sums[part] || 0)));

	return h("div", {class: "scroll-x"}, h("table", {class: "plain-table"}, h("thead", null, h("tr", null, h("th", null, "Part"), ["OLD", "NEW", "Change"].map((text) => h("th", {class: "right"}, text)))),
		h("tbody", null, PARTS.map(([part, name, text]) => {
			const swatch = h("i");

			swatch.style.background = "var(--" + name + ")";
			return h("tr", null, h("td", null, h("span", {class: "swatch"}, swatch, text)), number("old", old, part), number("new", now, part), h("td", {class: "right"}, knows("old", part) && knows("new", part) ? percent_text(old[part], now[part]) : ""));
		}))));
}

function show_sizes() {
	const body = by_id("sizes-body");

	if (!has_bytes() && sum_known(D.functions_new.size) === null) {
		add(body, h("div", {class: "empty"}, "Sizes are not recorded, and there are no objects beside the records."));
		return;
	}
	sizes.box = h("div", {class: "chart treemap"});
	add(body, [
		h("p", {class: "about"}, has_bytes() ? ["Bytes of each function, from the objects beside the records ", kind_mark("measured"), "; how much of them is copies of inlined bodies is ", kind_mark("estimated"), " from the inliner's own sizes."]
			: ["Sizes in instructions, as the inliner estimates them ", kind_mark("estimated"), ": there are no objects beside the records."], " Click a function for the decisions inside."),
		h("div", {class: "controls"}, segments("Build", [["old", "OLD"], ["new", "NEW"], ["difference", "Difference"]], sizes.mode, (mode) => {
			sizes.mode = mode;
			draw_sizes();
		})),
		sizes.box, size_table()]);
	draw_sizes();
	on_resize(sizes.box, draw_sizes);
	on_theme.push(draw_sizes);
}
