/* The flame graph of CPU samples, where the measurements were such: each sample in one stack, inlined bodies as frames.
   Widths are counts of samples, nothing is worked out. Of OLD and NEW widths are shares of each build's own samples.
   SPDX-License-Identifier: GPL-3.0-or-later */

const samples = {mode: "new", path: [], box: null, trail: null, root: null};

/* The tree of all stacks: a node's own samples are those that ended there. */
function sample_tree() {
	const top = {name: "all samples", old: 0, new: 0, below: new Map()};

	for (const [stack, old, now] of D.measured.samples.stacks) {
		let node = top;

		node.old += old;
		node.new += now;
		for (const name of stack.split(";")) {
			if (!node.below.has(name))
				node.below.set(name, {name, old: 0, new: 0, below: new Map()});
			node = node.below.get(name);
			node.old += old;
			node.new += now;
		}
	}
	return top;
}

/* Of all samples of SIDE. */
function sample_share(node, side) {
	return samples.root[side] ? node[side] / samples.root[side] : 0;
}

function sample_width(node) {
	return samples.mode === "difference" ? Math.max(sample_share(node, "old"), sample_share(node, "new")) : sample_share(node, samples.mode);
}

/* Frames at least LEAST wide; each as wide as those above it need. */
function grow_samples(node, least, depth) {
	const children = depth > MOST_DEPTH ? [] : [...node.below.values()].filter((child) => sample_width(child) >= least && sample_width(child) > 0)
		.map((child) => grow_samples(child, least, depth + 1)).sort((a, b) => b.width - a.width);

	return {node, children, width: Math.max(sample_width(node), children.reduce((sum, child) => sum + child.width, 0))};
}

function sample_change(node) {
	const old = sample_share(node, "old"), now = sample_share(node, "new");

	return old + now > 0 ? (now - old) / Math.max(old, now) : 0;
}

function sample_text(node) {
	return [node.name].concat(SIDES.map((side) => side.toUpperCase() + ": " + plural(node[side], "sample") + " of " + short_text(samples.root[side])
		+ " (" + (100 * sample_share(node, side)).toFixed(1) + " %)")).join("\n");
}

function zoom_samples(node) {
	if (node === samples.root || node === samples.path[samples.path.length - 1])
		return;
	samples.path.push(node);
	draw_samples();
}

function draw_sample_trail() {
	const trail = empty(samples.trail);

	if (!samples.path.length)
		return;
	trail.append(h("button", {type: "button", onclick: () => {
		samples.path = [];
		draw_samples();
	}}, "all samples"));
	samples.path.forEach((node, i) => add(trail, ["›", h("button", {type: "button", onclick: () => {
		samples.path.length = i + 1;
		draw_samples();
	}}, node.name)]));
}

function press_sample(event, node) {
	if (event.key === "Enter" || event.key === "z")
		zoom_samples(node);
	else if ((event.key === "-" || event.key === "Backspace") && samples.path.length) {
		samples.path.pop();
		draw_samples();
	} else
		return;
	event.preventDefault();
}

function draw_samples() {
	const width = Math.max(300, samples.box.clientWidth - 24);
	const from = samples.path[samples.path.length - 1] || samples.root;
	const root = d3.hierarchy(grow_samples(from, sample_width(from) * LEAST_PIXELS / width, 0));
	const height = (root.height + 1) * FRAME_HEIGHT, ink = colour("frame-ink");
	const scale = d3.scaleLinear().domain([-1, 0, 1]).range([colour("frame-fewer"), colour("frame"), colour("frame-more")]).interpolate(d3.interpolateRgb);

	root.each((item) => {
		item.value = item.data.width;
	});
	d3.partition().size([width, height])(root);
	d3.select(samples.box).select("svg").remove();
	const node = d3.select(samples.box).append("svg").attr("viewBox", [0, 0, width, height]).attr("role", "group")
		.attr("aria-label", "Flame graph of samples; Enter zooms, minus goes back")
		.selectAll("g.node").data(root.descendants()).join("g").attr("class", "node")
		.attr("transform", (d) => "translate(" + d.x0.toFixed(2) + "," + d.y0 + ")")
		.attr("tabindex", 0).attr("role", "button").attr("aria-label", (d) => sample_text(d.data.node));

	node.append("rect").attr("width", (d) => Math.max(.5, d.x1 - d.x0)).attr("height", FRAME_HEIGHT - 1).attr("rx", 2)
		.attr("fill", (d) => scale(sample_change(d.data.node)));
	node.filter((d) => d.x1 - d.x0 >= FEW_PIXELS).append("text").attr("x", 5).attr("y", 15).attr("fill", ink).text((d) => {
		const room = Math.floor((d.x1 - d.x0 - 9) / 7.1), name = d.data.node.name;

		return name.length <= room ? name : name.slice(0, Math.max(1, room - 1)) + "…";
	});
	node.each(function (d) {
		this.addEventListener("click", () => zoom_samples(d.data.node));
		this.addEventListener("keydown", (event) => press_sample(event, d.data.node));
		this.addEventListener("mousemove", (event) => tip.show(event, sample_text(d.data.node)));
		this.addEventListener("mouseleave", () => tip.hide());
	});
	draw_sample_trail();
}

function has_samples() {
	return Boolean(D.measured && D.measured.samples);
}

/* Without samples there is no such part. */
function drop_samples() {
	by_id("samples").remove();
	document.querySelector(".bar nav a[href='#samples']").remove();
}

function show_samples() {
	samples.root = sample_tree();
	samples.trail = h("div", {class: "trail"});
	samples.box = h("div", {class: "chart flame"});
	add(by_id("samples-body"), [
		h("p", {class: "about"}, "Where the time went: " + plural(samples.root.old, "sample") + " of OLD and " + plural(samples.root.new, "sample")
			+ " of NEW, callers on top. Inlined functions have frames too, so the same source is in the same place in both builds. Widths are shares of a build's samples. Click to zoom. All numbers are ",
			kind_mark("measured"), "."),
		h("div", {class: "controls"}, segments("Samples of", [["old", "OLD"], ["new", "NEW"], ["difference", "Difference"]], samples.mode, (mode) => {
			samples.mode = mode;
			draw_samples();
		}), h("div", {class: "legend"}, ["frame-fewer", "frame", "frame-more"].map((name, i) => {
			const swatch = h("i");

			swatch.style.background = "var(--" + name + ")";
			return h("span", null, swatch, ["smaller share in NEW", "as large", "larger share in NEW"][i]);
		}))),
		samples.trail, samples.box]);
	draw_samples();
	on_resize(samples.box, draw_samples);
	on_theme.push(draw_samples);
}
