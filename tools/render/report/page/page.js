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
			draw_part("sites");
			by_id("sites").scrollIntoView();
			table.search.focus();
		}
	});
}

/* The parts that are not drawn yet. Each is when it comes near, or is needed. */
const parts = new Map([["split", show_split], ["flame", show_flame], ["samples", show_samples], ["sites", show_table], ["forest", show_forest], ["source", show_source], ["sizes", show_sizes]]);
const NEAR = "300px"; /* below and above the window */

/* What goes wrong in one part is said in its place and leaves the others. */
function draw_part(name) {
	const show = parts.get(name), body = by_id(name + "-body");

	if (!show)
		return;
	parts.delete(name);
	body.classList.remove("later");
	try {
		show();
	} catch (error) {
		add(body, h("div", {class: "empty"}, "This part could not be drawn: " + error.message));
		console.error(error);
	}
}

function draw_parts() {
	const watch = new IntersectionObserver((entries) => entries.forEach((entry) => {
		if (entry.isIntersecting) {
			watch.unobserve(entry.target);
			draw_part(entry.target.id);
		}
	}), {rootMargin: NEAR});

	for (const name of parts.keys()) {
		by_id(name + "-body").classList.add("later");
		watch.observe(by_id(name));
	}
	addEventListener("beforeprint", () => [...parts.keys()].forEach(draw_part));
}

function start() {
	start_theme();
	show_opening();
	if (!has_samples()) {
		parts.delete("samples");
		drop_samples();
	}
	draw_parts();
	show_foot();
	follow_reading();
	start_keys();
	document.documentElement.dataset.ready = "true";
}

start();
