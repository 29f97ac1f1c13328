/* Puts the page together.
   SPDX-License-Identifier: GPL-3.0-or-later */

/* DRAW when BOX has become wider or narrower. */
function on_resize(box, draw) {
	let width = box.clientWidth;

	new ResizeObserver(() => {
		if (Math.abs(box.clientWidth - width) < 2)
			return;
		width = box.clientWidth;
		draw();
	}).observe(box);
}

/* Marks the part of the page that is being read. */
function follow_reading() {
	const links = [...document.querySelectorAll(".bar nav a")];
	const sections = links.map((one) => by_id(one.getAttribute("href").slice(1)));
	const look = () => {
		let at = -1;

		sections.forEach((section, i) => {
			if (section.getBoundingClientRect().top < innerHeight * .35)
				at = i;
		});
		links.forEach((one, i) => {
			one.classList.toggle("here", i === at);
			if (i === at)
				one.setAttribute("aria-current", "true");
			else
				one.removeAttribute("aria-current");
		});
	};

	addEventListener("scroll", look, {passive: true});
	look();
}

function start_keys() {
	addEventListener("keydown", (event) => {
		const is_typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);

		if (event.key === "Escape" && !by_id("detail").hidden) {
			close_detail();
		} else if (event.key === "/" && !is_typing && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			by_id("sites").scrollIntoView();
			table.search.focus();
		}
	});
}

/* Each part by itself: what goes wrong in one is said in its place and leaves the others. */
function start() {
	start_theme();
	show_opening();
	const parts = {split: show_split, flame: show_flame, sites: show_table, forest: show_forest, source: show_source, sizes: show_sizes};

	for (const [name, show] of Object.entries(parts)) {
		try {
			show();
		} catch (error) {
			add(by_id(name + "-body"), h("div", {class: "empty"}, "This part could not be drawn: " + error.message));
			console.error(error);
		}
	}
	show_foot();
	follow_reading();
	start_keys();
	document.documentElement.dataset.ready = "true";
}

start();
