/* What the names of symbols and sections say. See size.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "costs/size.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

const char *pgl_heat_word(enum pgl_heat heat)
{
	static const char *const words[PGL_HEAT_N] = {"hot", "usual", "cold", "startup"};

	return words[heat];
}

/* GCC's suffixes; a number may follow each. */
static const struct {
	const char *word;
	enum pgl_own own;
} suffixes[] = {{"cold", PGL_OWN_COLD},		{"constprop", PGL_OWN_CLONE},
		{"isra", PGL_OWN_CLONE},	{"part", PGL_OWN_PART},
		{"lto_priv", PGL_OWN_MAIN},	{"localalias", PGL_OWN_MAIN},
		{"simdclone", PGL_OWN_CLONE},	{"resolver", PGL_OWN_CLONE},
		{"target_clone", PGL_OWN_CLONE}};

/* The length of the suffix at AT, which begins with a dot; 0 if it is not a suffix. Sets *OWN (may be NULL). */
static size_t suffix_length(const char *at, enum pgl_own *own)
{
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		size_t length = 1 + strlen(suffixes[i].word);

		if (strncmp(at + 1, suffixes[i].word, length - 1) ||
		    (at[length] && at[length] != '.'))
			continue;
		size_t digits = at[length] == '.' ? strspn(at + length + 1, "0123456789") : 0;

		if (digits && (!at[length + 1 + digits] || at[length + 1 + digits] == '.'))
			length += 1 + digits;
		if (own && suffixes[i].own != PGL_OWN_MAIN && *own != PGL_OWN_COLD)
			*own = suffixes[i].own;
		return length;
	}
	return 0;
}

/* True if AT consists of suffixes alone. */
static bool is_suffixes(const char *at, enum pgl_own *own)
{
	while (*at) {
		size_t length = *at == '.' ? suffix_length(at, own) : 0;

		if (!length)
			return false;
		at += length;
	}
	return true;
}

size_t pgl_size_base(const char *symbol, enum pgl_own *own)
{
	enum pgl_own found = PGL_OWN_MAIN;

	if (own)
		*own = PGL_OWN_MAIN;
	for (const char *dot = symbol; *symbol && (dot = strchr(dot + 1, '.')) != NULL;) {
		found = PGL_OWN_MAIN;
		if (!is_suffixes(dot, &found))
			continue;
		if (own)
			*own = found;
		return (size_t)(dot - symbol);
	}
	return strlen(symbol);
}

size_t pgl_size_drop_suffix(const char *symbol, size_t length)
{
	char *text = pgl_xasprintf("%.*s", (int)length, symbol);
	size_t dot = length, n = 0;

	while (dot-- > 1 && !n)
		n = text[dot] == '.' ? suffix_length(text + dot, NULL) : 0;
	length = n && !text[dot + 1 + n] ? dot + 1 : length;
	free(text);
	return length;
}

/* True if NAME equals START or begins with START and a dot. */
static bool is_below(const char *name, const char *start)
{
	size_t length = strlen(start);

	return !strncmp(name, start, length) && (!name[length] || name[length] == '.');
}

enum pgl_heat pgl_size_heat_of(const char *section)
{
	if (is_below(section, ".text.hot"))
		return PGL_HEAT_HOT;
	if (is_below(section, ".text.unlikely"))
		return PGL_HEAT_COLD;
	if (is_below(section, ".text.startup") || is_below(section, ".text.exit") ||
	    is_below(section, ".init") || is_below(section, ".fini"))
		return PGL_HEAT_STARTUP;
	return PGL_HEAT_USUAL;
}
