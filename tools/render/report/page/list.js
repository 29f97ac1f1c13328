/* A list of any number of rows, of which only those in sight exist.

   The rows are moved through by the arrow keys, Page Up and Down, Home, End; Enter opens one.
   SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows beyond the edges that are there all the same. */
const BEYOND = 6;
/* Rows that a printed page has. */
const PRINTED = 60;

class List {
	/* ROW_HEIGHT () in pixels; FILL (element, index) makes a row, whose element is empty; a click or Enter
	   calls OPEN (index); KEY (event, index) may handle other keys and then returns true. */
	constructor({label, row_height, fill, open, key, role}) {
		Object.assign(this, {row_height, fill, open, key});
		this.role = role || "row";
		this.n = 0;
		this.at = -1;
		this.elements = new Map();
		this.space = h("div", {class: "space", role: "presentation"});
		this.element = h("div", {
			class: "rows", tabindex: "0", "aria-label": label, role: this.role === "treeitem" ? "tree" : "listbox",
			onscroll: () => this.draw(),
			onkeydown: (event) => this.press(event),
			onclick: (event) => this.click(event),
		}, this.space);
		new ResizeObserver(() => this.refresh()).observe(this.element);
		addEventListener("beforeprint", () => this.print(true));
		addEventListener("afterprint", () => this.print(false));
	}

	/* N rows, all new. */
	show(n, keep) {
		this.n = n;
		if (!keep)
			this.element.scrollTop = 0;
		if (!keep || this.at >= n)
			this.at = -1;
		this.refresh();
	}

	/* Makes all rows in sight anew. */
	refresh() {
		this.height = this.row_height();
		this.space.style.height = Math.min(this.n, this.printing ? PRINTED : Infinity) * this.height + "px";
		for (const element of this.elements.values())
			element.remove();
		this.elements.clear();
		this.draw();
	}

	draw() {
		const first = Math.max(0, Math.floor(this.element.scrollTop / this.height) - BEYOND);
		const n_seen = Math.ceil(this.element.clientHeight / this.height) + 2 * BEYOND;
		const end = this.printing ? Math.min(this.n, PRINTED) : Math.min(this.n, first + n_seen);
		const start = this.printing ? 0 : first;

		for (const [index, element] of this.elements)
			if (index < start || index >= end) {
				element.remove();
				this.elements.delete(index);
			}
		for (let index = start; index < end; index++)
			if (!this.elements.has(index))
				this.elements.set(index, this.space.appendChild(this.make(index)));
	}

	make(index) {
		const element = h("div", {
			class: "row", role: this.role === "treeitem" ? "treeitem" : "option", id: this.element.id ? this.element.id + "-" + index : null,
			"aria-setsize": String(this.n), "aria-posinset": String(index + 1),
		});

		element.dataset.index = String(index);
		element.style.height = this.height + "px";
		element.style.transform = "translateY(" + index * this.height + "px)";
		this.fill(element, index);
		if (index === this.at) {
			element.classList.add("chosen");
			element.setAttribute("aria-selected", "true");
		}
		return element;
	}

	print(is_on) {
		this.printing = is_on;
		this.refresh();
	}

	/* Makes row INDEX the one that keys act on, and brings it into sight. */
	choose(index, centred) {
		if (index < 0 || index >= this.n)
			return;
		const top = index * this.height, view = this.element;

		this.at = index;
		if (centred)
			view.scrollTop = top - view.clientHeight / 2;
		else if (top < view.scrollTop)
			view.scrollTop = top;
		else if (top + this.height > view.scrollTop + view.clientHeight)
			view.scrollTop = top + this.height - view.clientHeight;
		this.refresh();
		view.setAttribute("aria-activedescendant", view.id + "-" + index);
	}

	click(event) {
		const row = event.target.closest(".row");

		if (!row)
			return;
		this.choose(Number(row.dataset.index));
		this.open(this.at, event);
	}

	press(event) {
		const page = Math.max(1, Math.floor(this.element.clientHeight / this.height) - 1);
		const moves = {
			ArrowDown: this.at + 1, ArrowUp: this.at < 0 ? 0 : this.at - 1,
			PageDown: Math.max(0, this.at) + page, PageUp: this.at - page,
			Home: 0, End: this.n - 1,
		};

		if (event.altKey || event.ctrlKey || event.metaKey || !this.n)
			return;
		if (this.key && this.at >= 0 && this.key(event, this.at)) {
			event.preventDefault();
		} else if (event.key in moves) {
			event.preventDefault();
			this.choose(Math.max(0, Math.min(this.n - 1, moves[event.key])));
		} else if ((event.key === "Enter" || event.key === " ") && this.at >= 0) {
			event.preventDefault();
			this.open(this.at, event);
		}
	}
}

function is_narrow() {
	return matchMedia("(max-width: 720px)").matches;
}
