/* The opening: what changed, in one paragraph and a few numbers.
   SPDX-License-Identifier: GPL-3.0-or-later */

function base_name(path) {
	return path.replace(/\/+$/, "").replace(/^.*\//, "") || path;
}

function sum_known(column) {
	let sum = 0, n = 0;

	for (const value of column)
		if (is_known(value)) {
			sum += value;
			n++;
		}
	return n ? sum : null;
}

function code_bytes(side) {
	const functions = functions_of(side);
	const hot = sum_known(functions.bytes_hot), cold = sum_known(functions.bytes_cold);

	return {all: hot === null ? null : hot + (cold || 0), cold};
}

/* All call instructions that training executes: those of functions in the records and outside. */
function executed_calls(side) {
	const flow = D["flow_" + side];

	return flow ? flow.calls : null;
}

function is_executed_estimated() {
	return [...D.calls_old.calls_estimated, ...D.calls_new.calls_estimated].some(Boolean);
}

/* The metrics of the attribution, the first one first. */
function metrics() {
	return D.attribution ? D.attribution.metrics : [];
}

function strong(text, ...rest) {
	return [h("strong", {class: "num"}, text), ...rest];
}

/* --- the paragraph --- */

function lead_speedup() {
	const metric = metrics()[0];

	if (!metric)
		return null;
	const leading = metric.leading.map((cause) => cause).join(", ");
	const words = {"pgo-gains": "is better", "pgo-loses": "is worse", "no-effect": "hardly differs",
		"not-resolved": "may be better or worse: the runs do not resolve it"}[metric.verdict];

	return h("p", null, "With the profile the program " + words + ": ",
		strong(percent_text(metric.old, metric.new)), " in " + metric_text(metric.metric) + ", from ", metric_number(metric.metric, metric.old), " to ",
		metric_number(metric.metric, metric.new), " ", kind_mark(metric.metric === "cycles" ? "estimated" : "measured"), ". ",
		leading ? ["Most of that comes from ", strong(leading), " ", kind_mark("caused"), ": NEW's causes were replayed in OLD one by one."] : null);
}

function lead_calls() {
	const old = executed_calls("old"), now = executed_calls("new");
	const newly = D.summary["newly inlined"], un = D.summary["un-inlined"];

	if (!is_known(old))
		return h("p", null, "Neither build has a profile, so how often calls are executed is unknown: this report lists the decisions that changed, but not what they are worth.");
	return h("p", null, "A run of the training input executes ", strong(short_text(now)), " call instructions in NEW where OLD executes ",
		strong(short_text(old)), " (", percent_text(old, now), ") ", recorded_or_estimated(is_executed_estimated()), ". The profile made GCC inline ",
		strong(plural(newly.count, "call")), " that it had left as calls, executed ", strong(short_text(newly.weight)), " times, and leave ",
		strong(plural(un.count, "call")), " that it had inlined, executed ", strong(short_text(un.weight)), " times ",
		recorded_or_estimated(newly.estimated.length || un.estimated.length), ".");
}

function lead_sizes() {
	const old = code_bytes("old"), now = code_bytes("new");

	if (!is_known(old.all) || !is_known(now.all))
		return null;
	return h("p", null, "The functions' code went from ", strong(short_text(old.all) + " bytes"), " to ", strong(short_text(now.all)), " (", percent_text(old.all, now.all),
		"); ", strong(short_text(now.cold || 0)), " of them are now in cold parts ", kind_mark("measured"), ".");
}

function lead_measured() {
	const measured = D.measured;

	if (!measured)
		return null;
	return h("p", null, "Measured by " + measured.format + ": a run costs ", strong(short_text(measured.total[1])), " " + measured.unit + " in NEW and ", strong(short_text(measured.total[0])), " in OLD (",
		percent_text(...measured.total), ") ", kind_mark(measured.sampled ? "estimated" : "measured"), ".");
}

/* --- the cards --- */

function card(title, big, from, kind, is_better) {
	return h("div", {class: "card"}, h("h3", null, title),
		h("div", {class: "big" + (is_better === undefined ? "" : is_better ? " better" : " worse")}, big),
		h("div", {class: "from"}, from), kind_mark(kind));
}

function change_card(title, old, now, kind, unit = "") {
	if (!is_known(old) || !is_known(now))
		return null;
	return card(title, percent_text(old, now) || "±0", short_text(old) + " → " + short_text(now) + unit, kind, old === now ? undefined : now < old);
}

function show_cards() {
	const metric = metrics()[0];
	const changed = D.calls.outcome.filter((outcome) => CHANGES.has(outcome)).length;
	const profile = D.new.profile.found ? D.new.profile : D.old.profile;

	add(by_id("cards"), [
		metric ? card("Speedup, " + metric_text(metric.metric), signed_text(metric.percent, (n) => n.toFixed(2)) + " %",
			short_text(metric.old) + " → " + short_text(metric.new), metric.metric === "cycles" ? "estimated" : "measured", metric.whole > 0) : null,
		D.measured ? change_card("Measured, " + D.measured.metric, D.measured.total[0], D.measured.total[1], D.measured.sampled ? "estimated" : "measured", " " + D.measured.unit) : null,
		change_card("Calls executed in training", executed_calls("old"), executed_calls("new"), is_executed_estimated() ? "estimated" : "recorded"),
		card("Inlining decisions that changed", count_text(changed), "of " + count_text(D.n_calls) + " in either build", "recorded"),
		change_card("Code", code_bytes("old").all, code_bytes("new").all, "measured", " bytes"),
		profile.found ? card("Profile", plural(profile.runs, "run"), "found in " + count_text(profile.units_found) + " of " + plural(profile.units_used, "unit"), "recorded") : null,
	]);
}

/* --- kinds of change --- */

function show_kinds() {
	const kinds = [...CHANGES].map((word) => ({word, sum: D.summary[word]}));
	const most = Math.max(...kinds.map(({sum}) => sum.weight || 0), 1);

	add(by_id("kinds"), h("div", {class: "kinds", role: "group", "aria-label": "Changes by kind"}, kinds.map(({word, sum}) => {
		const bar = h("i");

		bar.style.width = (sum.weight || 0) / most * 100 + "%";
		return h("button", {class: outcome_class(word), type: "button", title: "Show these in the table of sites", onclick: () => filter_sites({outcomes: [word]})},
			outcome_mark(word), h("span", {class: "right"}, plural(sum.count, "call")),
			h("span", {class: "track", "aria-hidden": "true"}, bar),
			h("span", {class: "right share dim"}, sum.weight === null ? "" : (sum.estimated.length ? "~" : "") + short_text(sum.weight) + " executions"));
	})));
}

/* --- what else was done --- */

function show_events() {
	const sums = Object.entries(D.summary.events || {}).filter(([, sum]) => sum.old || sum.new);

	if (!sums.length)
		return;
	add(by_id("remarks"), h("details", null, h("summary", null, "What else GCC did: clones, splits, promoted calls, placement"),
		h("div", {class: "scroll-x"}, h("table", {class: "plain-table"},
			h("thead", null, h("tr", null, h("th", null, "Event"), ["OLD", "NEW"].map((text) => h("th", {class: "right"}, text)))),
			h("tbody", null, sums.map(([what, sum]) => h("tr", null, h("td", null, what.replaceAll("_", " ")), h("td", {class: "right"}, count_text(sum.old)), h("td", {class: "right"}, count_text(sum.new))))))), kind_mark("recorded")));
}

/* --- remarks --- */

function show_remarks() {
	const items = D.fairness.map((remark) => h("li", {class: remark.severity}, h("strong", null, (remark.severity === "unfair" ? "Not fair: " : "") + remark.what), ": ", remark.detail,
		remark.source ? h("span", {class: "dim"}, " (" + remark.source + (remark.units > 1 ? " and " + (remark.units - 1) + " more" : "") + ")") : null));
	const unfair = items.filter((item, i) => D.fairness[i].severity === "unfair");
	const notes = items.filter((item, i) => D.fairness[i].severity !== "unfair");

	add(by_id("remarks"), [
		unfair.length ? h("ul", {class: "remarks"}, unfair) : null,
		notes.length ? h("details", null, h("summary", null, plural(notes.length, "remark") + " on the comparison"), h("ul", {class: "remarks"}, notes)) : null,
	]);
}

function show_opening() {
	const title = D.title || "What the profile changed";

	document.title = title + " – pgolens";
	by_id("title").textContent = title;
	by_id("kicker").textContent = D.old.path + " → " + D.new.path;
	add(by_id("lead"), [lead_speedup(), lead_measured(), lead_calls(), lead_sizes()]);
	show_cards();
	show_kinds();
	show_remarks();
	show_events();
}

function show_foot() {
	add(by_id("foot"), [
		h("p", null, "A number is ", kind_mark("recorded"), " if the compiler reported it or it is a sum of such numbers; ", kind_mark("estimated"), " if a formula works it out (marked ~); ",
			kind_mark("measured"), " if a run or an object file gave it; ", kind_mark("caused"), " if replaying the other build's decision removes the difference. A “?” is unknown, which is not 0."),
		h("p", null, D.match.paired.toLocaleString("en-US") + " call sites were paired between the builds; " + (D.match.ambiguous || 0).toLocaleString("en-US") + " cannot be told apart from others and stay unpaired."),
		h("p", null, "Made by " + D.generator + ", drawn with D3, whose licence is in this file. The page loads nothing."),
	]);
}
