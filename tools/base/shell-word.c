/* See shell-word.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/shell-word.h"

#include <string.h>

#include "base/banned.h"

void pgl_add_shell_word(struct pgl_strbuf *text, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_=+./,:@%^";

	if (*word && !word[strspn(word, plain)]) {
		pgl_strbuf_add(text, word);
		return;
	}
	pgl_strbuf_add_char(text, '\'');
	for (; *word; word++)
		if (*word == '\'')
			pgl_strbuf_add(text, "'\\''");
		else
			pgl_strbuf_add_char(text, *word);
	pgl_strbuf_add_char(text, '\'');
}
