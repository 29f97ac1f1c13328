/* The split of the speedup, from pgolens attribute.
   SPDX-License-Identifier: GPL-3.0-or-later */

const CAUSES = {
	"newly-inlined": "calls that only NEW inlines",
	"un-inlined": "calls that only OLD inlines",
	"early-split": "functions split before or after the profile is read",
	"value-profile": "code for usual values and targets",
	"ipa-cp": "copies for constant arguments",
	"layout": "order of blocks and functions",
	"loops": "unrolling, vectorizing and other work on loops",
	"counts": "counts in all other passes",
};
const METRICS = {
	"instructions": "instructions", "cycles": "simulated cycles", "perf-cycles": "cycles", "user-time": "user time",
	"wall-time": "time", "text": "bytes of .text",
};

function metric_text(metric) {
	return METRICS[metric] || metric;
}

function metric_number(metric, value) {
	if (!is_known(value))
		return UNKNOWN;
	return metric.endsWith("-time") ? Number(value.toPrecision(4)) + " s" : short_text(value);
}

/* The residues, which belong to no cause, as rows like the causes'. */
function residues(metric) {
	return [["replaying OLD's inlining", metric.residue_old], ["replaying NEW's inlining", metric.residue_new]]
		.filter(([, share]) => share)
		.map(([cause, share]) => ({cause, share, percent_of_old: metric.old ? share / metric.old * 100 : null, resolved: true, is_residue: true}));
}

function split_title(row) {
	return row.cause + ": " + signed_text(row.share) + (row.interval ? ", 95 % between " + signed_text(row.interval[0]) + " and " + signed_text(row.interval[1]) : "") +
		(row.resolved ? "" : "; not distinguishable from zero");
}

function draw_split(box, metric) {
	const width = Math.max(320, box.clientWidth - 24), narrow = width < 560;
	const rows = metric.causes.filter((row) => row.changes_program || row.share).concat(residues(metric));
	const band = narrow ? 44 : 34, left = narrow ? 8 : 190, right = 128;
	const ends = rows.flatMap((row) => [row.share, ...(row.interval || [])]).concat(0);
	const x = d3.scaleLinear().domain([Math.min(...ends), Math.max(...ends)]).nice().range([left + 8, width - right]);
	const svg = d3.select(box).append("svg").attr("viewBox", [0, 0, width, rows.length * band + 34])
		.attr("role", "img").attr("aria-label", "Gain of each cause in " + metric_text(metric.metric) + "; the table below has the numbers");

	svg.append("g").attr("class", "axis").attr("transform", "translate(0," + rows.length * band + ")")
		.call(d3.axisBottom(x).ticks(narrow ? 3 : 6).tickFormat((value) => metric_number(metric.metric, value)).tickSize(-rows.length * band).tickPadding(8));
	svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0)).attr("y1", 0).attr("y2", rows.length * band);
	const row = svg.selectAll("g.cause").data(rows).join("g").attr("class", "cause").attr("transform", (d, i) => "translate(0," + i * band + ")");
	const top = narrow ? 19 : 8;

	row.append("text").attr("x", narrow ? left : left - 8).attr("y", narrow ? 14 : band / 2 + 4).attr("text-anchor", narrow ? "start" : "end")
		.style("font-size", "13.5px").style("font-weight", 600).text((d) => d.cause);
	row.append("rect").attr("class", (d) => (d.share >= 0 ? "gain" : "loss") + (d.resolved ? "" : " unresolved")).attr("rx", 3)
		.attr("x", (d) => Math.min(x(0), x(d.share))).attr("width", (d) => Math.max(1.5, Math.abs(x(d.share) - x(0)))).attr("y", top).attr("height", 18)
		.append("title").text(split_title);
	row.filter((d) => d.interval).append("path").attr("class", "whisker")
		.attr("d", (d) => "M" + x(d.interval[0]) + "," + (top + 4) + "v10m0,-5H" + x(d.interval[1]) + "m0,-5v10");
	row.append("text").attr("x", width - 4).attr("y", top + 14).attr("text-anchor", "end").style("font-size", "13px").style("font-variant-numeric", "tabular-nums")
		.text((d) => signed_text(d.share, (value) => metric_number(metric.metric, value)) + (is_known(d.percent_of_old) ? "  " + signed_text(d.percent_of_old, (n) => n.toFixed(2)) + " %" : ""));
}

function split_table(metric) {
	const number = (value) => is_known(value) ? signed_text(value, (n) => metric_number(metric.metric, n)) : UNKNOWN;

	return h("div", {class: "scroll-x"}, h("table", {class: "plain-table"},
		h("thead", null, h("tr", null, ["Cause", "What it is"].map((text) => h("th", null, text)), ["Share", "95 % interval", "Alone", "Interaction", "As the last"].map((text) => h("th", {class: "right"}, text)))),
		h("tbody", null, metric.causes.map((row) => h("tr", null,
			h("td", null, row.cause), h("td", {class: "dim"}, CAUSES[row.cause] || ""),
			h("td", {class: "right"}, row.changes_program ? number(row.share) : "changes nothing"),
			h("td", {class: "right"}, row.interval ? number(row.interval[0]) + " … " + number(row.interval[1]) : "exact"),
			h("td", {class: "right"}, number(row.alone)), h("td", {class: "right"}, number(row.interaction)), h("td", {class: "right"}, number(row.last)))))));
}

/* The calls that carry the part of inlining. */
function split_sites(sites) {
	return [h("h3", null, "The calls that account for the part of inlining ", kind_mark("caused")),
		h("p", {class: "about"}, "NEW with OLD's inlining gains " + metric_number(sites.metric, sites.part) + " " + metric_text(sites.metric) + " when NEW's own inlining is replayed. Replaying only these calls gains " +
			metric_number(sites.metric, sites.together) + "."),
		h("div", {class: "scroll-x"}, h("table", {class: "plain-table"},
			h("thead", null, h("tr", null, ["Call", "Location", "Kind"].map((text) => h("th", null, text)), h("th", {class: "right"}, "Worth, alone"), h("th", {class: "right"}, "Share of the part"))),
			h("tbody", null, sites.named.map((site) => h("tr", null,
				h("td", {class: "mono"}, site.call), h("td", {class: "mono dim"}, site.location), h("td", null, site.kind),
				h("td", {class: "right"}, signed_text(site.worth, (n) => metric_number(sites.metric, n))), h("td", {class: "right"}, site.percent_of_part.toFixed(1) + " %"))))))];
}

const MOST_MEASURED = 25;

const MUCH = .02; /* of all costs */

/* A warning where so much has no known source that functions' sums say little. */
function measured_doubts() {
	const lost = D.measured.unknown.slice(1).reduce((sum, [, old, now]) => Math.max(sum, old / D.measured.total[0] + now / D.measured.total[1]), 0);

	return lost > MUCH ? h("ul", {class: "remarks"}, h("li", {class: "unfair"}, h("strong", null, "Much of the cost has no known source. "),
		"A gain of a function may be a cost that moved to code whose source is unknown. Build with line numbers (-g) to tell.")) : null;
}

/* Measured costs of the functions whose source gained or lost the most. A cost that went from one function's
   code to another's is moved, not saved. */
function measured_table() {
	const {old, new: now, total, unit, unknown} = D.measured;
	const bodies = old.source.map((cost, body) => body).filter((body) => old.source[body] !== now.source[body] || old.moved[body])
		.sort((a, b) => Math.abs(now.source[b] - old.source[b]) - Math.abs(now.source[a] - old.source[a]) || old.moved[b] - old.moved[a] || a - b).slice(0, MOST_MEASURED);
	const row = (name, before, after, moved) => h("tr", null, h("td", {class: "mono"}, name), [count_text(before), count_text(after), signed_text(before - after), percent_text(total[0], total[0] + after - before), moved === null ? "" : count_text(moved)]
		.map((text) => h("td", {class: "right"}, text)));

	return [h("h3", null, "What functions cost, in " + unit + " ", kind_mark(D.measured.sampled ? "estimated" : "measured")),
		h("p", {class: "about"}, "The cost of each function's source, wherever it was inlined. Moved is the cost that went from one function's code to another's, which saves nothing."), measured_doubts(),
		h("div", {class: "scroll-x"}, h("table", {class: "plain-table", id: "measured-table"},
			h("thead", null, h("tr", null, h("th", null, "Function"), ["OLD", "NEW", "Saved", "Change, of all", "Moved"].map((text) => h("th", {class: "right"}, text)))),
			h("tbody", null, bodies.map((body) => {
				const line = row(h("button", {class: "name", type: "button", onclick: () => show_function(body)}, name_of(body)), old.source[body], now.source[body], old.moved[body]);

				return line;
			}), unknown.filter(([, a, b]) => a || b).map(([text, a, b]) => row(h("span", {class: "dim"}, text), a, b, null)), row("all", total[0], total[1], null))))];
}

function show_split() {
	const body = by_id("split-body");

	show_attribution(body);
	if (D.measured)
		add(body, measured_table());
}

function show_attribution(body) {
	if (!metrics().length) {
		add(body, h("div", {class: "empty"}, h("p", null, "This report was made without an attribution, so what each cause is worth is not in it. To have it: build and run the variants, and name the result."),
			h("pre", null, "pgolens attribute --build make --train '…' --measure '…' --format=json -o split.json\npgolens report --attribution split.json OLD NEW -o report.html")));
		return;
	}
	const chart = h("div", {class: "chart"}), table = h("div"), words = h("p", {class: "about"});
	let metric = metrics()[0];
	const draw = () => {
		empty(chart);
		draw_split(chart, metric);
	};
	const show = () => {
		words.replaceChildren();
		add(words, ["The program was built with each set of causes switched to NEW's way, and run. A share is the mean of what a cause adds over all orders in which causes can come (its Shapley value); shares add up to the whole of ",
			signed_text(metric.whole, (n) => metric_number(metric.metric, n)), ". Above 0, NEW is better for it. Pale bars are not distinguishable from zero. ", kind_mark("caused")]);
		empty(table).append(split_table(metric));
		draw();
	};

	add(body, [words, metrics().length > 1 ? h("div", {class: "controls"}, segments("Metric", metrics().map((one) => [one.metric, metric_text(one.metric)]), metric.metric, (key) => {
		metric = metrics().find((one) => one.metric === key);
		show();
	})) : null, chart, h("details", null, h("summary", null, "The numbers"), table), D.attribution.sites ? split_sites(D.attribution.sites) : null]);
	show();
	on_resize(chart, draw);
}
