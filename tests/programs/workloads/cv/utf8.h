/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8, one character at a time.
 */
#ifndef CV_UTF8_H
#define CV_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length of the well-formed character that starts at data, of at most size bytes; 0 if none. */
size_t cv_utf8_length(const char *data, size_t size);

/* Write the character, at most 4 bytes, to out; returns the number of bytes. */
size_t cv_utf8_encode(uint32_t character, char *out);

#endif
