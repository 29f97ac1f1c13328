/* See digits.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/digits.h"

#include <stdio.h>

#include "base/table.h"

static struct pgl_digits take(struct pgl_strbuf *text)
{
	struct pgl_digits digits;

	snprintf(digits.text, sizeof digits.text, "%s", text->text);
	pgl_strbuf_release(text);
	return digits;
}

struct pgl_digits pgl_signed_digits(int64_t value)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_signed(&text, value);
	return take(&text);
}

struct pgl_digits pgl_unsigned_digits(uint64_t value)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_unsigned(&text, value);
	return take(&text);
}

struct pgl_digits pgl_real_digits(double value)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;

	pgl_add_real(&text, value);
	return take(&text);
}
