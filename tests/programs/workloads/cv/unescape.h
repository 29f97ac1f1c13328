/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strings with backslashes: from JSON's escapes to UTF-8 in the arena.
 */
#ifndef CV_UNESCAPE_H
#define CV_UNESCAPE_H

#include "lexer.h"
#include "text.h"

/* Replace *text, the inside of a string in the input, by its unescaped form. */
int cv_unescape(struct cv_lexer *lexer, struct cv_text *text);

#endif
