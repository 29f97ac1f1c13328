/* Numbers and decisions in words. Every number says how it is known: recorded, estimated, measured, caused.
   SPDX-License-Identifier: GPL-3.0-or-later */

const UNKNOWN = "?";
const GLYPHS = {
	"newly inlined": "↓", "un-inlined": "↑", "moved": "⇄", "reason changed": "≠", "appeared": "+", "vanished": "−",
	"inlined in both": "●", "call in both": "○", "gone in both": "·",
};
const KINDS = {
	recorded: "Recorded: the compiler reported this number, or it is a sum of numbers that the compiler reported.",
	estimated: "Estimated: a formula works this number out from the compiler's own numbers.",
	measured: "Measured: this number comes from a run of the program or from an object file.",
	caused: "Caused: replaying the other build's decision removes this difference, so the decision causes it.",
};

function is_known(number) {
	return number !== null && number !== undefined && !Number.isNaN(number);
}

/* 1234567 as 1,234,567; small ones with the digits that matter. */
function count_text(number) {
	if (!is_known(number))
		return UNKNOWN;
	const size = Math.abs(number);

	if (size >= 100 || Number.isInteger(number))
		return Math.round(number).toLocaleString("en-US");
	return Number(number.toPrecision(3)).toLocaleString("en-US", {maximumFractionDigits: 6});
}

/* 1234567 as 1.23 M. */
function short_text(number) {
	if (!is_known(number))
		return UNKNOWN;
	const size = Math.abs(number);

	for (const [unit, name] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e4, "k"]])
		if (size >= unit) {
			const scaled = number / (unit === 1e4 ? 1e3 : unit), digits = Math.abs(scaled) >= 100 ? 0 : unit >= 1e9 ? 2 : 1;

			return scaled.toFixed(digits).replace(/\.0+$/, "") + " " + name;
		}
	return count_text(number);
}

function signed_text(number, text = count_text) {
	return (number > 0 ? "+" : number < 0 ? "−" : "±") + text(Math.abs(number));
}

/* The change from OLD to NEW: "−12.3 %". */
function percent_text(old, now) {
	if (!is_known(old) || !is_known(now) || !old)
		return "";
	const percent = (now - old) / old * 100;

	return (percent > 0 ? "+" : percent < 0 ? "−" : "±") + Math.abs(percent).toFixed(Math.abs(percent) < 10 ? 2 : 1) + " %";
}

function kind_mark(kind) {
	return h("span", {class: "kind " + kind, title: KINDS[kind]}, kind);
}

function recorded_or_estimated(estimated) {
	return kind_mark(estimated ? "estimated" : "recorded");
}

function plural(n, one, many) {
	return count_text(n) + " " + (n === 1 ? one : many || one + "s");
}

/* The class of style of an outcome. */
function outcome_class(outcome) {
	return "o-" + outcome.replaceAll(" ", "-");
}

function outcome_mark(outcome, text) {
	return h("span", {class: "outcome " + outcome_class(outcome), "data-glyph": GLYPHS[outcome] || "·"}, text === undefined ? outcome : text);
}

/* REASON as GCC names it, for a person. */
function reason_text(reason) {
	return reason ? reason.toLowerCase().replaceAll("_", " ") : "";
}

/* What became of call ROW in build SIDE, in a few words. */
function side_text(side, row) {
	const calls = calls_of(side), inlined = calls.inlined[row];
	const decision = last_decision(calls.history[row]);

	if (calls.site[row] === null)
		return "not in this build";
	if (!calls.there[row])
		return "gone before inlining";
	if (inlined)
		return "inlined" + (decision && decision.inlined ? " by " + decision.inliner + phase_text(decision) : "");
	if (!decision)
		return "a call; no inliner decided on it";
	return "a call: " + reason_text(decision.reason);
}

function phase_text(decision) {
	return decision.phase && decision.phase !== "unknown" ? ", " + decision.phase : "";
}

/* The decisive numbers of a decision: its inequality, or what it weighed. */
function inequality_text(decision) {
	if (!decision)
		return "";
	if (decision.limit_text)
		return decision.limit_text;
	const parts = [];

	for (const {json, title, type, unit} of D.columns.decision)
		if (is_known(decision[json]) && (type === "integer" || type === "real") && !json.startsWith("limit") && json !== "sequence")
			parts.push(title + " " + (type === "real" ? Number(decision[json]).toPrecision(4) : count_text(decision[json])) + (unit === "cycles" ? " " + unit : ""));
	if (decision.hints)
		parts.push("hints: " + decision.hints);
	return parts.join(", ");
}

/* Why the two builds differ on call ROW, on one line. */
function why_text(row) {
	const old = last_decision(D.calls_old.history[row]), now = last_decision(D.calls_new.history[row]);
	const outcome = D.calls.outcome[row];
	const side = outcome === "newly inlined" ? old : outcome === "un-inlined" ? now : now || old;

	if (D.calls.class[row] && (outcome === "appeared" || outcome === "vanished"))
		return D.calls.class[row];
	if (!side)
		return "";
	if (side.inlined)
		return side.inliner + phase_text(side);
	return reason_text(side.reason) + (side.limit_text ? ": " + side.limit_text : "");
}
