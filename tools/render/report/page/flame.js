/* The flame graph of executed calls.

   A frame is a function on a path of calls; it is as wide as the calls that are executed on that path, itself
   included. How a function's calls divide does not depend on the path (the profile counts functions, not
   paths), so widths are exact in sum and estimated where a function has several callers. What is below a frame
   is known in advance ("below" in the data), so the tree is only made as far as it can be seen.
   SPDX-License-Identifier: GPL-3.0-or-later */

const FRAME_HEIGHT = 22;
const LEAST_PIXELS = 1.5; /* narrower frames are not drawn */
const MOST_DEPTH = 48;
const FEW_PIXELS = 30; /* narrower frames have no name */

const flame = {mode: "new", path: [], svg: null, box: null};

/* --- the tree --- */

/* Calls that ARRIVALS at BODY make in the end. */
function below(flow, body, arrivals) {
	const each = body === null ? 0 : flow.below[body];

	return is_known(each) ? arrivals * each : 0;
}

const edges_from = {};

function edges_of(side, body) {
	if (!edges_from[side]) {
		edges_from[side] = new Map();
		for (const edge of D["flow_" + side].edges)
			edges_from[side].set(edge[0], (edges_from[side].get(edge[0]) || []).concat([edge]));
	}
	return edges_from[side].get(body) || [];
}

/* The calls of BODY by itself per entry. */
function own_calls(side, body) {
	const entries = D["flow_" + side].entries[body];
	const own = edges_of(side, body).find((edge) => edge[1] === body);

	return own && entries > 0 ? Math.min(own[2] / entries, .999999999) : 0;
}

/* Frames below one that BODY's text was entered by ARRIVALS[side] times on, of the SIDES looked at: body ->
   {old, new: arrivals}. A function that calls itself is one frame, entered so much more often. */
function children_of(sides, body, arrivals) {
	const children = new Map();

	for (const side of sides) {
		const entries = D["flow_" + side].entries[body], all = arrivals[side] / (1 - own_calls(side, body));

		for (const [, to, calls] of edges_of(side, body)) {
			if (!(entries > 0) || !all || to === body)
				continue;
			const child = children.get(to) || {body: to, old: 0, new: 0};

			child[side] += calls / entries * all;
			children.set(to, child);
		}
	}
	return children;
}

function width_of(sides, node, is_root) {
	return Math.max(...sides.map((side) => (is_root ? 0 : node[side]) + below(D["flow_" + side], node.body, node[side])));
}

/* Makes what is below NODE as far as frames are at least LEAST wide. */
function grow(sides, node, least, depth) {
	node.width = width_of(sides, node, node.is_entry);
	if (node.body === null || depth > MOST_DEPTH)
		return node;
	node.children = [];
	let inner = 0;

	for (const child of children_of(sides, node.body, node).values()) {
		const width = width_of(sides, child);

		inner += width;
		if (width >= least) {
			grow(sides, child, least, depth + 1);
			inner += child.width - width;
			node.children.push(child);
		}
	}
	/* Of two builds, what one has more of here and the other there makes a frame wider than in either. */
	node.width = Math.max(node.width, inner);
	node.children.sort((a, b) => b.width - a.width);
	return node;
}

/* The frames that are entered from outside: by the system, through pointers, from code without records. */
function entries_of(sides) {
	const roots = new Map();

	for (const side of sides)
		D["flow_" + side].from_outside.forEach((entries, body) => {
			if (!(entries > 0))
				return;
			const root = roots.get(body) || {body, old: 0, new: 0, is_entry: true};

			root[side] = entries;
			roots.set(body, root);
		});
	return [...roots.values()];
}

function flame_sides() {
	return flame.mode === "difference" ? SIDES : [flame.mode];
}

/* The tree to draw, of frames at least one PIXELS-th wide: all, or what is below the frame zoomed to. */
function flame_tree(pixels) {
	const sides = flame_sides();

	if (flame.path.length) {
		const node = {...flame.path[flame.path.length - 1]};

		return grow(sides, node, width_of(sides, node, node.is_entry) * LEAST_PIXELS / pixels, 0);
	}
	const roots = entries_of(sides);
	const total = roots.reduce((sum, root) => sum + width_of(sides, root, true), 0);
	const top = {body: undefined, old: 0, new: 0, children: []};

	for (const root of roots)
		if (width_of(sides, root, true) >= total * LEAST_PIXELS / pixels)
			top.children.push(grow(sides, root, total * LEAST_PIXELS / pixels, 1));
	top.children.sort((a, b) => b.width - a.width);
	top.width = Math.max(total, top.children.reduce((sum, root) => sum + root.width, 0));
	for (const side of sides)
		top[side] = D["flow_" + side].calls;
	return top;
}

/* --- colours --- */

/* Calls of and by a function's out-of-line body, which inlining reduces. */
function calls_around(side, body) {
	const made = edges_of(side, body).reduce((sum, edge) => sum + edge[2], 0);

	return (functions_of(side).calls[body] || 0) + made;
}

/* How NEW differs from OLD, -1 to 1, in calls of a frame: by path in the difference, else by function. */
function frame_change(node) {
	let old = node.old, now = node.new;

	if (node.body === undefined || node.body === null)
		return 0;
	if (flame.mode !== "difference") {
		old = calls_around("old", node.body);
		now = calls_around("new", node.body);
	}
	if (!is_known(old) || !is_known(now) || old + now <= 0)
		return 0;
	return (now - old) / Math.max(now, old);
}

function frame_colour(node, scale) {
	if (node.body !== undefined && (node.body === null || !functions_of(flame_sides()[0]).inside[node.body]) && flame.mode !== "difference")
		return colour("frame-outside");
	return scale(frame_change(node));
}

/* --- drawing --- */

function frame_name(node) {
	if (node.body === undefined)
		return "all calls of the training";
	return name_of(node.body) + (node.body !== null && flame_sides().some((side) => own_calls(side, node.body) > 0) ? " ↻" : "") + (node.is_entry ? " (entered from outside)" : "");
}

function frame_text(node) {
	const lines = [frame_name(node)];

	for (const side of flame_sides())
		lines.push(side.toUpperCase() + ": " + (node.body === undefined ? short_text(node[side]) + " calls in all"
			: (node.is_entry ? "entered " : "called ") + short_text(node[side]) + " times on this path, which makes " + short_text(below(D["flow_" + side], node.body, node[side])) + " calls below"));
	return lines.join("\n");
}

function choose_frame(node) {
	if (node.body === undefined)
		return;
	if (node.body === null)
		open_detail("Indirect calls", h("h2", null, INDIRECT), h("p", null, "Calls through pointers: the records do not say which function they reach. What they enter stands at the top, as entered from outside."));
	else
		show_function(node.body, frame_text(node).split("\n").slice(1).join(". ") + ".");
}

function zoom_to(node) {
	if (node.body === undefined || node.body === null || node === flame.top)
		return;
	flame.path.push({body: node.body, old: node.old, new: node.new, is_entry: node.is_entry});
	draw_flame();
}

function press_frame(event, item) {
	const all = flame.items;
	const moves = {
		ArrowUp: item.parent,
		ArrowDown: (item.children || [])[0],
		ArrowRight: all[all.indexOf(item) + 1],
		ArrowLeft: all[all.indexOf(item) - 1],
	};

	if (event.key === "Enter" || event.key === " ") {
		choose_frame(item.data);
		focus_detail();
	} else if (event.key === "z" || event.key === "+") {
		zoom_to(item.data);
	} else if ((event.key === "-" || event.key === "Backspace") && flame.path.length) {
		flame.path.pop();
		draw_flame();
	} else if (moves[event.key]) {
		const nodes = flame.svg.selectAll("g.node").attr("tabindex", -1);

		nodes.filter((d) => d === moves[event.key]).attr("tabindex", 0).node().focus();
	} else if (!(event.key in moves)) {
		return;
	}
	event.preventDefault();
}

function draw_trail() {
	const trail = empty(flame.trail);

	if (!flame.path.length)
		return;
	trail.append(h("button", {type: "button", onclick: () => {
		flame.path = [];
		draw_flame();
	}}, "all calls"));
	flame.path.forEach((node, i) => add(trail, ["›", h("button", {type: "button", onclick: () => {
		flame.path.length = i + 1;
		draw_flame();
	}}, name_of(node.body))]));
}

function draw_flame() {
	const width = Math.max(300, flame.box.clientWidth - 24);
	const tree = flame_tree(width);
	const root = d3.hierarchy(tree);

	root.each((item) => {
		item.value = item.data.width;
	});
	d3.partition().size([width, (root.height + 1) * FRAME_HEIGHT])(root);
	const items = flame.items = root.descendants();
	const neutral = colour("frame"), ink = colour("frame-ink");
	const scale = d3.scaleLinear().domain([-1, 0, 1]).range([colour("frame-fewer"), neutral, colour("frame-more")]).interpolate(d3.interpolateRgb);
	const height = (root.height + 1) * FRAME_HEIGHT;

	flame.top = tree;
	flame.scale = scale;
	d3.select(flame.box).select("svg").remove();
	const svg = flame.svg = d3.select(flame.box).append("svg").attr("viewBox", [0, 0, width, height]).attr("role", "group")
		.attr("aria-label", "Flame graph; arrow keys move, Enter shows the decisions inside, z zooms, minus goes back");
	const node = svg.selectAll("g.node").data(items).join("g").attr("class", "node")
		.attr("transform", (d) => "translate(" + d.x0.toFixed(2) + "," + d.y0 + ")")
		.attr("tabindex", (d, i) => i ? -1 : 0).attr("role", "button").attr("aria-label", (d) => frame_text(d.data));

	node.append("rect").attr("width", (d) => Math.max(.5, d.x1 - d.x0)).attr("height", FRAME_HEIGHT - 1).attr("rx", 2).attr("fill", (d) => frame_colour(d.data, scale));
	node.filter((d) => d.x1 - d.x0 >= FEW_PIXELS).append("text").attr("x", 5).attr("y", 15)
		.attr("fill", ink).text((d) => {
			const room = Math.floor((d.x1 - d.x0 - 9) / 7.1), name = frame_name(d.data);

			return name.length <= room ? name : name.slice(0, Math.max(1, room - 1)) + "…";
		});
	node.each(function (d) {
		this.addEventListener("click", () => {
			svg.selectAll("g.chosen").classed("chosen", false);
			this.classList.add("chosen");
			choose_frame(d.data);
		});
		this.addEventListener("dblclick", () => zoom_to(d.data));
		this.addEventListener("keydown", (event) => press_frame(event, d));
		this.addEventListener("mousemove", (event) => tip.show(event, frame_text(d.data)));
		this.addEventListener("mouseleave", () => tip.hide());
	});
	draw_trail();
}

function show_flame() {
	const body = by_id("flame-body");

	if (!D.flow_new) {
		add(body, h("div", {class: "empty"}, "Neither build has a profile, so how often calls run is not known."));
		return;
	}
	const n_unknown = Math.max(D.flow_old.unknown, D.flow_new.unknown);

	flame.trail = h("div", {class: "trail"});
	flame.box = h("div", {class: "chart flame"});
	add(body, [
		h("p", {class: "about"}, "Each frame is a function, as wide as the calls executed beneath it; callers are on top. Inlined functions have no frame; they are part of their caller. Click a frame for the decisions inside, double-click it to zoom. In the difference frames are compared path by path: where a caller was inlined, what it called hangs below its own caller. How a function's calls divide among its callers is ",
			kind_mark("estimated"), "; the sum is that of the calls executed", n_unknown ? ", without " + plural(n_unknown, "site") + " whose calls are not known." : "."),
		h("div", {class: "controls"}, segments("Build", [["old", "OLD"], ["new", "NEW"], ["difference", "Difference"]], flame.mode, (mode) => {
			flame.mode = mode;
			flame.path = [];
			draw_flame();
		}), h("div", {class: "legend"},
			["frame-fewer", "frame", "frame-more", "frame-outside"].map((name, i) => {
				const swatch = h("i");

				swatch.style.background = "var(--" + name + ")";
				return h("span", null, swatch, ["fewer calls in NEW", "as many", "more calls in NEW", "outside the records"][i]);
			}))),
		flame.trail, flame.box]);
	draw_flame();
	on_resize(flame.box, draw_flame);
	on_theme.push(draw_flame);
}
