/* Numbers with thousands separators, by value, so that one printf call can hold several:
   pgl_strbuf_addf(text, "%s of %s", PGL_DIGITS(n), PGL_DIGITS(all)).

   SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef PGL_DIGITS_H
#define PGL_DIGITS_H

#include <stdint.h>

struct pgl_digits {
	char text[32];
};

/* VALUE as pgl_add_signed(), pgl_add_unsigned() and pgl_add_real() print it. */
struct pgl_digits pgl_signed_digits(int64_t value);
struct pgl_digits pgl_unsigned_digits(uint64_t value);
struct pgl_digits pgl_real_digits(double value);

/* The text itself; valid until the end of the full expression. */
#define PGL_DIGITS(value) (pgl_signed_digits(value).text)
#define PGL_UNSIGNED_DIGITS(value) (pgl_unsigned_digits(value).text)
#define PGL_REAL_DIGITS(value) (pgl_real_digits(value).text)

#endif
