/* The inline forest: what was inlined into what, function by function, to fold and unfold.
   SPDX-License-Identifier: GPL-3.0-or-later */

const tree = {side: "new", rows: [], open: {old: new Set(), new: new Set()}, text: "", only_inlined: true, only_changed: false, chosen_site: null};
const PILLS = {call: "cal", inlined: "inl", gone: "gon"}; /* classes of style by state */

function sites_of(side) {
	return D["forest_" + side];
}

/* Sites of SIDE by parent site, or by function. */
const forests = {
	old: once(() => grow_forest("old")),
	new: once(() => grow_forest("new")),
};

function grow_forest(side) {
	const sites = sites_of(side), n = sites.parent.length;
	const below_site = new Map(), in_root = new Map(), weight = new Map(), n_inlined = new Map();

	for (let site = 0; site < n; site++) {
		const parent = sites.parent[site], [map, key] = parent === null ? [in_root, sites.root[site]] : [below_site, parent];

		if (map.has(key))
			map.get(key).push(site);
		else
			map.set(key, [site]);
		if (sites.state[site] === "inlined") {
			n_inlined.set(sites.root[site], (n_inlined.get(sites.root[site]) || 0) + 1);
			weight.set(sites.root[site], (weight.get(sites.root[site]) || 0) + (sites.executed[site] || 0));
		}
	}
	/* A function without an out-of-line body is shown in the callers that it was inlined into. */
	const functions = D["forest_functions_" + side];
	const roots = [...in_root.keys()].filter((root) => functions.offline[root] === "kept");

	roots.sort((a, b) => (weight.get(b) || 0) - (weight.get(a) || 0) || (n_inlined.get(b) || 0) - (n_inlined.get(a) || 0) || a - b);
	return {below_site, in_root, roots, weight, n_inlined};
}

function forest_function_name(side, number) {
	if (number === null)
		return INDIRECT;
	const functions = D["forest_functions_" + side];

	return functions.name[number] || name_of(functions.body[number]);
}

/* The outcome of the call that SITE is an instance of; null: it is not one of the calls. */
function site_outcome(side, site) {
	const row = sites_of(side).call[site];

	return row === null ? null : D.calls.outcome[row];
}

function is_site_shown(site) {
	const outcome = site_outcome(tree.side, site);

	if (tree.only_inlined && sites_of(tree.side).state[site] !== "inlined")
		return false;
	return !tree.only_changed || CHANGES.has(outcome) || (children_of_site(site).length > 0);
}

function children_of_site(site) {
	return (forests[tree.side]().below_site.get(site) || []).filter(is_site_shown);
}

function children_of_root(root) {
	return (forests[tree.side]().in_root.get(root) || []).filter(is_site_shown);
}

/* --- the rows in sight --- */

function is_open(key) {
	return tree.open[tree.side].has(key);
}

function add_site_rows(sites, depth) {
	for (const site of sites) {
		const children = children_of_site(site), key = "s" + site;

		tree.rows.push({site, depth, key, n: children.length});
		if (children.length && is_open(key))
			add_site_rows(children, depth + 1);
	}
}

function root_matches(root) {
	const text = tree.text.toLowerCase();

	if (!text || forest_function_name(tree.side, root).toLowerCase().includes(text))
		return true;
	const sites = sites_of(tree.side);

	return (tree.by_root.get(root) || []).some((site) => forest_function_name(tree.side, sites.callee[site]).toLowerCase().includes(text));
}

function list_rows() {
	const forest = forests[tree.side]();

	tree.rows = [];
	if (tree.text && tree.by_root_of !== tree.side) {
		tree.by_root = group_rows(sites_of(tree.side).root);
		tree.by_root_of = tree.side;
	}
	for (const root of forest.roots) {
		if (!root_matches(root))
			continue;
		const children = children_of_root(root), key = "r" + root;

		if (!children.length)
			continue;
		tree.rows.push({root, depth: 0, key, n: children.length});
		if (is_open(key))
			add_site_rows(children, 1);
	}
}

function show_tree(keep) {
	list_rows();
	tree.list.show(tree.rows.length, keep);
	tree.count.textContent = plural(tree.rows.filter((row) => row.depth === 0).length, "function") + " with calls to show; those whose inlined calls are executed most come first";
}

function toggle(row, open) {
	const set = tree.open[tree.side];

	if (open)
		set.add(row.key);
	else
		set.delete(row.key);
	show_tree(true);
}

/* --- one row --- */

function fill_root(element, row) {
	const functions = D["forest_functions_" + tree.side], forest = forests[tree.side]();
	const before = functions.before[row.root], after = functions.after[row.root];

	element.classList.add("root");
	add(element, [
		h("span", {class: "mono"}, forest_function_name(tree.side, row.root)),
		h("span", {class: "where grow"}, plural(forest.n_inlined.get(row.root) || 0, "call") + " inlined" +
			(is_known(before) && is_known(after) ? ", size " + count_text(before) + " → " + count_text(after) : "")),
		h("span", {class: "right num", title: "Executions of inlined calls in training"}, forest.weight.has(row.root) && D.weights_from ? short_text(forest.weight.get(row.root)) : "")]);
}

function fill_site(element, row) {
	const sites = sites_of(tree.side), site = row.site, outcome = site_outcome(tree.side, site);
	const decision = last_decision(sites.history[site]);

	add(element, [
		CHANGES.has(outcome) ? h("span", {title: outcome}, outcome_mark(outcome, "")) : null,
		h("span", {class: "mono"}, forest_function_name(tree.side, sites.callee[site])),
		h("span", {class: "pill " + PILLS[sites.state[site]]}, sites.state[site]),
		h("span", {class: "where grow"}, place_text(sites.file[site], sites.line[site]) + (decision ? " · " + (decision.inlined ? decision.inliner + (is_known(decision.growth) ? ", growth " + decision.growth : "") : reason_text(decision.reason)) : "")),
		h("span", {class: "right num"}, is_known(sites.executed[site]) ? short_text(sites.executed[site]) : UNKNOWN)]);
}

function fill_tree(element, index) {
	const row = tree.rows[index];

	element.setAttribute("aria-level", String(row.depth + 1));
	if (row.n)
		element.setAttribute("aria-expanded", String(is_open(row.key)));
	element.style.paddingLeft = 8 + Math.min(row.depth, 14) * (is_narrow() ? 11 : 20) + "px";
	element.append(h("span", {class: "twist", "aria-hidden": "true"}, row.n ? (is_open(row.key) ? "▾" : "▸") : ""));
	if (row.site === undefined)
		fill_root(element, row);
	else
		fill_site(element, row);
}

function open_tree_row(index, event) {
	const row = tree.rows[index];
	const is_twist = row.n && (row.site === undefined || event.target.closest(".twist"));

	if (is_twist && event.type === "click") {
		toggle(row, !is_open(row.key));
		return;
	}
	if (row.site === undefined)
		show_function(D["forest_functions_" + tree.side].body[row.root]);
	else
		show_site(tree.side, row.site);
	if (event.type === "keydown")
		focus_detail();
}

/* An instance that is a call of its own: that; else what is known of the copy. */
function show_site(side, site) {
	const sites = sites_of(side), row = sites.call[site];

	if (row !== null) {
		show_call(row);
		return;
	}
	const decisions = history(sites.history[site]), decision = decisions[decisions.length - 1];

	open_detail("Site", h("span", {class: "dim"}, "came along in an inlined body, in " + side.toUpperCase()),
		h("h2", null, "→ " + forest_function_name(side, sites.callee[site])),
		definitions(["Place", h("code", null, place_text(sites.file[site], sites.line[site], sites.column[site]))],
			["Part of", h("code", null, forest_function_name(side, sites.root[site]))],
			is_known(sites.executed[site]) ? ["Executed", count_text(sites.executed[site]), " times in training ", kind_mark("estimated")] : null),
		decision ? h("div", {class: "inequality"}, (decision.inlined ? "inlined by " + decision.inliner : reason_text(decision.reason)) + (inequality_text(decision) ? ": " + inequality_text(decision) : "")) : null,
		decision_steps(decisions));
}

function press_tree(event, index) {
	const row = tree.rows[index];

	if (event.key === "ArrowRight" && row.n && !is_open(row.key))
		toggle(row, true);
	else if (event.key === "ArrowRight" && row.n)
		tree.list.choose(index + 1);
	else if (event.key === "ArrowLeft" && row.n && is_open(row.key))
		toggle(row, false);
	else if (event.key === "ArrowLeft")
		for (let i = index - 1; i >= 0; i--) {
			if (tree.rows[i].depth < row.depth) {
				tree.list.choose(i);
				break;
			}
		}
	else
		return false;
	return true;
}

/* --- ways in --- */

function forest_has(row) {
	return Boolean(D.forest_new) && (D.calls_new.site[row] !== null || D.calls_old.site[row] !== null);
}

/* Unfolds the tree down to call ROW and shows it. */
function go_to_tree(row) {
	const side = D.calls_new.site[row] === null ? "old" : "new";
	const sites = sites_of(side), site = calls_of(side).site[row];

	draw_part("forest");
	tree.side = side;
	tree.text = tree.search.value = "";
	tree.only_inlined = tree.check.checked = false;
	tree.only_changed = tree.changed.checked = false;
	for (const button of tree.sides.children)
		button.setAttribute("aria-pressed", String(button.dataset.key === side));
	tree.open[side].add("r" + sites.root[site]);
	for (let at = sites.parent[site]; at !== null; at = sites.parent[at])
		tree.open[side].add("s" + at);
	if (!forests[side]().roots.includes(sites.root[site]))
		forests[side]().roots.push(sites.root[site]);
	show_tree();
	tree.list.choose(tree.rows.findIndex((one) => one.site === site), true);
	by_id("forest").scrollIntoView();
}

function check_box(label, checked, change) {
	const box = h("input", {type: "checkbox", checked, onchange: () => change(box.checked)});

	return [box, h("label", null, box, label)];
}

function show_forest() {
	const body = by_id("forest-body");
	let timer = 0;

	if (!D.forest_new) {
		add(body, h("div", {class: "empty"}, "This report has only the calls executed most, and no trees. pgolens report --all has them."));
		return;
	}
	tree.search = h("input", {type: "search", placeholder: "A function, or one inlined into it", "aria-label": "Search the trees", spellcheck: "false", autocomplete: "off",
		oninput: () => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				tree.text = tree.search.value;
				show_tree();
			}, 80);
		}});
	tree.sides = segments("Build", [["old", "OLD"], ["new", "NEW"]], tree.side, (side) => {
		tree.side = side;
		show_tree();
	});
	let inlined, changed;

	[tree.check, inlined] = check_box("inlined calls only", true, (is_on) => {
		tree.only_inlined = is_on;
		show_tree();
	});
	[tree.changed, changed] = check_box("changed only", false, (is_on) => {
		tree.only_changed = is_on;
		show_tree();
	});
	tree.count = h("p", {class: "count", role: "status"});
	tree.list = new List({label: "Inline forest", role: "treeitem", row_height: () => 30, fill: fill_tree, open: open_tree_row, key: press_tree});
	tree.list.element.id = "tree-rows";
	add(body, [
		h("p", {class: "about"}, "Each function that still has code of its own, and the calls that became part of it: below a call, those that its body brought along. Numbers are executions in training ", kind_mark("estimated"), "."),
		h("div", {class: "controls"}, tree.sides, tree.search, inlined, changed), tree.count,
		h("div", {class: "list tree"}, tree.list.element)]);
	show_tree();
}
