/* Numbers and verdicts in words. Every number says how it is known: recorded, estimated, measured, caused.
   SPDX-License-Identifier: GPL-3.0-or-later */

const UNKNOWN = "?";
const GLYPHS = ["↓", "↑", "⇄", "≠", "+", "−", "●", "○", "·"];
const KINDS = {
	recorded: "The compiler said so, or it is a sum of what the compiler said.",
	estimated: "A model says so: arithmetic over the compiler's own numbers.",
	measured: "A run of the program, or the object file, said so.",
	caused: "It was put back, and the difference went away.",
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

function fate_mark(fate, text) {
	return h("span", {class: "fate f" + fate, "data-glyph": GLYPHS[fate]}, text === undefined ? D.words.fates[fate] : text);
}

/* REASON as GCC names it, for a person. */
function reason_text(reason) {
	return reason ? reason.toLowerCase().replaceAll("_", " ") : "";
}

/* What became of call ROW in build SIDE, in a few words. */
function verdict_text(side, row) {
	const calls = calls_of(side), inlined = calls.inlined[row];
	const decision = last_decision(calls.history[row]);

	if (calls.site[row] === null)
		return "not in this build";
	if (inlined === null)
		return "gone before inlining";
	if (inlined)
		return "inlined" + (decision && decision.inlined ? " by " + decision.inliner + phase_text(decision) : "");
	if (!decision)
		return "a call; no verdict was passed";
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

	if (is_known(decision.growth))
		parts.push("growth " + count_text(decision.growth));
	if (is_known(decision.time_saved))
		parts.push("saves " + count_text(decision.time_saved) + " cycles a call");
	if (is_known(decision.badness))
		parts.push("badness " + Number(decision.badness).toPrecision(4));
	if (decision.hints)
		parts.push("hints: " + decision.hints);
	return parts.join(", ");
}

/* Why the two builds differ on call ROW, on one line. */
function why_text(row) {
	const old = last_decision(D.calls_old.history[row]), now = last_decision(D.calls_new.history[row]);
	const fate = D.calls.fate[row];
	const side = fate === FATE.newly ? old : fate === FATE.un ? now : now || old;

	if (D.calls.class[row] && fate >= FATE.appeared && fate <= FATE.vanished)
		return D.words.classes[D.calls.class[row]];
	if (!side)
		return "";
	if (side.inlined)
		return side.inliner + phase_text(side);
	return reason_text(side.reason) + (side.limit_text ? ": " + side.limit_text : "");
}
