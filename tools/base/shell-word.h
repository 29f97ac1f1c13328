/* A text as one word of a shell's command.

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_SHELL_WORD_H
#define PGL_SHELL_WORD_H

#include "base/strbuf.h"

/* Adds WORD to TEXT, in quotes where a shell would not take it as it is. */
void pgl_add_shell_word(struct pgl_strbuf *text, const char *word);

#endif
