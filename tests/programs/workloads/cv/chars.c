/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of character classes: X is plain and hexadecimal, W a plain lower-case letter, and
 * so on.  Bytes from 0x80 are in no class; the string reader checks them as UTF-8.
 */
#include "chars.h"

#define S CV_CHAR_SPACE
#define B (CV_CHAR_SPACE | CV_CHAR_PLAIN)
#define P CV_CHAR_PLAIN
#define D (CV_CHAR_PLAIN | CV_CHAR_DIGIT | CV_CHAR_HEX)
#define X (CV_CHAR_PLAIN | CV_CHAR_HEX)
#define W (CV_CHAR_PLAIN | CV_CHAR_WORD)
#define Y (CV_CHAR_PLAIN | CV_CHAR_WORD | CV_CHAR_HEX)

const uint8_t cv_char_classes[256] = {
	/* 0x00 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, 0, 0, S, 0, 0,
	/* 0x10 */ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	/* 0x20 */ B, P, 0, P, P, P, P, P, P, P, P, P, P, P, P, P,
	/* 0x30 */ D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P,
	/* 0x40 */ P, X, X, X, X, X, X, P, P, P, P, P, P, P, P, P,
	/* 0x50 */ P, P, P, P, P, P, P, P, P, P, P, P, 0, P, P, P,
	/* 0x60 */ P, Y, Y, Y, Y, Y, Y, W, W, W, W, W, W, W, W, W,
	/* 0x70 */ W, W, W, W, W, W, W, W, W, W, W, P, P, P, P, P,
};
