/* Light or dark: as the system has it, or as chosen.
   SPDX-License-Identifier: GPL-3.0-or-later */

const THEMES = [["", "◐ auto", "as the system"], ["light", "☀ light", "light"], ["dark", "☾ dark", "dark"]];

/* Functions to call whenever colours change. */
const on_theme = [];

function start_theme() {
	const button = by_id("theme");
	const system = matchMedia("(prefers-color-scheme: dark)");
	let chosen = "";

	/* Browsers may forbid pages from disk to store anything. */
	try {
		chosen = localStorage.getItem("pgolens-theme") || "";
	} catch (error) {
		chosen = "";
	}
	const show = () => {
		const [name, text, words] = THEMES.find((theme) => theme[0] === chosen) || THEMES[0];

		document.documentElement.dataset.theme = name || (system.matches ? "dark" : "light");
		button.textContent = text;
		button.setAttribute("aria-label", "Colours: " + words);
		on_theme.forEach((tell) => tell());
	};

	button.addEventListener("click", () => {
		chosen = THEMES[(THEMES.findIndex((theme) => theme[0] === chosen) + 1) % THEMES.length][0];
		try {
			localStorage.setItem("pgolens-theme", chosen);
		} catch (error) {
			/* The choice then holds until the page is closed. */
		}
		show();
	});
	system.addEventListener("change", show);
	show();
}

/* The colour that variable NAME has now. */
function colour(name) {
	return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}
