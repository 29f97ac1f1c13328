/* See report.h.

   SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/report.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/strbuf.h"

void pgl_report(const char *format, ...)
{
	struct pgl_strbuf text = PGL_STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	pgl_strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	pgl_strbuf_defuse(&text, 0);
	/* Messages must follow the data they refer to, even if both streams are one file. */
	fflush(stdout);
	fprintf(stderr, "pgolens: %s\n", text.text);
	pgl_strbuf_release(&text);
}
