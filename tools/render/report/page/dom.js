/* Making elements. All text goes in as text: nothing here, or anywhere, parses markup.
   SPDX-License-Identifier: GPL-3.0-or-later */

/* An element TAG with PROPERTIES ("class", "on..." functions, attributes; null: left out) and children:
   elements, texts, lists of such; null is none. */
function h(tag, properties, ...children) {
	const element = document.createElement(tag);

	for (const [key, value] of Object.entries(properties || {})) {
		if (value === null || value === undefined || value === false)
			continue;
		if (typeof value === "function")
			element.addEventListener(key.slice(2), value);
		else
			element.setAttribute(key, value === true ? "" : value);
	}
	add(element, children);
	return element;
}

function add(element, child) {
	if (Array.isArray(child))
		child.forEach((one) => add(element, one));
	else if (child !== null && child !== undefined && child !== false)
		element.append(child);
	return element;
}

function by_id(id) {
	return document.getElementById(id);
}

function empty(element) {
	element.replaceChildren();
	return element;
}

/* Buttons of which one is pressed; pressing another calls CHOOSE with its key. */
function segments(label, choices, chosen, choose) {
	const box = h("span", {class: "seg", role: "group", "aria-label": label});

	for (const [key, text] of choices)
		box.append(h("button", {
			type: "button", "data-key": key, "aria-pressed": String(key === chosen),
			onclick: () => {
				for (const one of box.children)
					one.setAttribute("aria-pressed", String(one.dataset.key === key));
				choose(key);
			},
		}, text));
	return box;
}

/* The tooltip beside the pointer. */
const tip = {
	element: null,
	show(event, text) {
		this.element = this.element || document.body.appendChild(h("div", {class: "tip", role: "tooltip"}));
		this.element.textContent = text;
		this.element.hidden = false;
		const box = this.element.getBoundingClientRect();
		const left = Math.min(event.clientX + 14, innerWidth - box.width - 8);
		const below = event.clientY + 18;

		this.element.style.left = Math.max(8, left) + "px";
		this.element.style.top = (below + box.height > innerHeight ? event.clientY - box.height - 12 : below) + "px";
	},
	hide() {
		if (this.element)
			this.element.hidden = true;
	},
};
